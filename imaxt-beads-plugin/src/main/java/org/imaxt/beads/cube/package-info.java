/**
 * Stage {@code cube}: the registered sections resampled to voxels of a chosen size, as one image.
 *
 * <p>Reads mosaics at the level of their pyramids that is the nearest finer one, and where the
 * registration puts them. The resampling is {@code org.imaxt.core.algo.cube}. Refuses to know how
 * sections were registered.
 */
package org.imaxt.beads.cube;
