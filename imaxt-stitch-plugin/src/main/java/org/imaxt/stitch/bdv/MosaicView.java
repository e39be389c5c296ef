package org.imaxt.stitch.bdv;

/**
 * One channel of one section's mosaic as BigDataViewer shows it.
 *
 * @param section section number from 1
 * @param channel channel number from 1
 * @param path OME image group inside the sample
 * @param width width of level 0, px
 * @param height height of level 0, px
 * @param planes number of optical layers
 * @param pixelSizeUm edge length of a pixel, µm
 * @param planeStepUm step between planes, µm
 * @param originXUm centre of the first pixel in the mosaic frame, µm
 * @param originYUm centre of the first pixel in the mosaic frame, µm
 * @param originZUm depth of the first plane in the cube frame, µm
 */
record MosaicView(
    int section,
    int channel,
    String path,
    long width,
    long height,
    long planes,
    double pixelSizeUm,
    double planeStepUm,
    double originXUm,
    double originYUm,
    double originZUm) {}
