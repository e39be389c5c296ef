package org.imaxt.stitch.fuse;

import java.io.Serializable;
import org.imaxt.core.algo.fuse.SeamSteps;

/**
 * What a unit of {@link FuseStage} tells of its pixels.
 *
 * @param channel channel from 1
 * @param known pixels that a tile shows
 * @param clipped pixels outside the storable range
 * @param seams steps across the borders of tiles
 */
record FusedCounts(int channel, long known, long clipped, SeamSteps seams)
    implements Serializable {}
