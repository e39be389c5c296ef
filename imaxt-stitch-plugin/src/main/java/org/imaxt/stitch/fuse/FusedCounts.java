package org.imaxt.stitch.fuse;

import java.io.Serializable;

/**
 * What a unit of {@link FuseStage} tells of its pixels.
 *
 * @param known pixels that a tile shows
 * @param clipped pixels outside the storable range
 */
record FusedCounts(long known, long clipped) implements Serializable {}
