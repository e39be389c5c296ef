package org.imaxt.core.algo.beads;

/**
 * A maximum of the filtered images.
 *
 * @param x column of its centre, px from the outer corner
 * @param y row of its centre, px from the outer corner
 * @param radius radius of the disc that its scale answers to, px
 * @param response height over the σ of the filtered image
 */
record Blob(double x, double y, double radius, double response) {}
