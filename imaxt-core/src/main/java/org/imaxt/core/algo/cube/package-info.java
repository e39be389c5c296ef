/**
 * Resamples planes into the voxels of a cube.
 *
 * <p>Within a plane a voxel is the mean of the pixels around it under a tent as wide as the voxel,
 * which is linear interpolation where voxels are as fine as pixels and a low pass where they are
 * coarser (up to twice: beyond that a coarser level of the pyramid is the better source). Unknown
 * pixels do not count; a voxel of which less than half is known is unknown. Refuses to know where
 * planes come from.
 */
package org.imaxt.core.algo.cube;
