/**
 * Resamples planes into the voxels of a cube.
 *
 * <p>Within a plane a voxel is the mean of the pixels around it under a tent as wide as the voxel,
 * which is linear interpolation where voxels are as fine as pixels and a low pass where they are
 * coarser (up to twice: beyond that a coarser level of the pyramid is the better source). Unknown
 * pixels do not count; a voxel of which less than half is known is unknown.
 *
 * <p>Confidences do not weigh. They are sums of blending weights, which follow lens and ramps of
 * the tiles: under a ramp of 50 µm the weighted centre of a voxel of 5 µm would lie 0.2 µm off its
 * place at the middle of the ramp, and more at its foot, for a variance that is less by under 1 %.
 * Refuses to know where planes come from.
 */
package org.imaxt.core.algo.cube;
