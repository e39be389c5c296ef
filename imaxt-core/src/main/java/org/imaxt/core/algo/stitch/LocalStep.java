package org.imaxt.core.algo.stitch;

import java.io.Serializable;

/**
 * The step between two tiles as one patch of their overlap shows it.
 *
 * @param xPx middle of the patch, x in the first tile, px; pixel i covers [i, i + 1)
 * @param yPx middle of the patch, y in the first tile, px
 * @param dxPx step along x, px: the patch lies at x − dx in the second tile
 * @param dyPx step along y, px
 * @param sigmaXPx standard error along x, px
 * @param sigmaYPx standard error along y, px
 */
public record LocalStep(
    double xPx, double yPx, double dxPx, double dyPx, double sigmaXPx, double sigmaYPx)
    implements Serializable {}
