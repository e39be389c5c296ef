package org.imaxt.stitch.fuse;

/**
 * Counts of a section's mosaic.
 *
 * @param section number from 1
 * @param knownPixels pixels of level 0 that a tile shows, all channels and layers
 * @param clippedPixels pixels outside the storable range
 */
record MosaicDocument(int section, long knownPixels, long clippedPixels) {}
