package org.imaxt.core.phantom;

/**
 * A bead as a slide or a region shows it: a sphere cut by the two faces of the section.
 *
 * @param bead number of the bead in the block
 * @param xUm x of the centre in the image's frame, µm
 * @param yUm y of the centre in the image's frame, µm
 * @param radiusUm apparent radius, that of the largest cross-section inside the section, µm of the
 *     block (the slide's own scale not applied)
 * @param mosaicXUm x of the centre in the mosaic frame of the slide's {@code frame} section, µm
 * @param mosaicYUm y of the centre likewise, µm
 * @param damaged whether a piece is broken off
 */
public record SlideBead(
    int bead,
    double xUm,
    double yUm,
    double radiusUm,
    double mosaicXUm,
    double mosaicYUm,
    boolean damaged) {}
