package org.imaxt.core.algo.stitch;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Two neighbouring tiles as the camera saw them, and the step between them as the stage says.
 *
 * @param nominal the pair and its step, px along the stage axes
 * @param a first tile, (x, y), camera frame; may be lazy
 * @param b second tile, same size
 */
public record CameraPair(
    NeighbourPair nominal,
    RandomAccessibleInterval<FloatType> a,
    RandomAccessibleInterval<FloatType> b) {}
