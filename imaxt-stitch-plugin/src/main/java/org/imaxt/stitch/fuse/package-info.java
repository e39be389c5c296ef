/**
 * Stage {@code fuse}: the mosaics of the sections and their confidences, as OME-NGFF pyramids.
 *
 * <p>Tiles are flat-fielded, weighted by their confidence and interpolated linearly at the places
 * that the distortion gives, block by block; a unit of work owns whole chunks of several levels, so
 * nothing is read twice and memory does not grow with the sample. Methods in {@code
 * org.imaxt.core.algo.fuse}.
 */
package org.imaxt.stitch.fuse;
