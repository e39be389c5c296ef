package org.imaxt.core.algo.cube;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.algo.fuse.IntensityScale;

/**
 * A plane of an image, read where it is asked for.
 *
 * @param pixels stored numbers, (x, y), from (0, 0); 0 = unknown
 * @param scale what the numbers mean
 */
public record PixelPlane(
    RandomAccessibleInterval<UnsignedShortType> pixels, IntensityScale scale) {}
