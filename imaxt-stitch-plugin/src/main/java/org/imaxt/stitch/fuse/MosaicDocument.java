package org.imaxt.stitch.fuse;

import java.util.List;
import org.imaxt.core.algo.fuse.SeamSteps;

/**
 * Counts of a section's mosaic.
 *
 * @param section number from 1
 * @param knownPixels pixels of level 0 that a tile shows, all channels and layers
 * @param clippedPixels pixels outside the storable range
 * @param seams steps across the borders of tiles, one entry a channel
 */
record MosaicDocument(int section, long knownPixels, long clippedPixels, List<SeamSteps> seams) {}
