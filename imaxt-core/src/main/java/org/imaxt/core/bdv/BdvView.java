package org.imaxt.core.bdv;

/**
 * One channel of one image as BigDataViewer shows it.
 *
 * @param section section number from 1, or 1 for an image of all sections; slides and regions have
 *     numbers behind those of the sections
 * @param sectionName what the section, slide or region is called
 * @param channel channel number from 1
 * @param channelName what the channel is called
 * @param path OME image group inside the sample
 * @param width width of level 0, px
 * @param height height of level 0, px
 * @param planes number of planes
 * @param pixelSizeUm edge length of a pixel, µm
 * @param planeStepUm step between planes, µm
 * @param originXUm centre of the first pixel in the image's frame, µm
 * @param originYUm centre of the first pixel in the image's frame, µm
 * @param originZUm depth of the first plane in the cube frame, µm
 * @param toCube xx, xy, x0, yx, yy, y0 from the image's frame to the cube frame, µm
 */
record BdvView(
    int section,
    String sectionName,
    int channel,
    String channelName,
    String path,
    long width,
    long height,
    long planes,
    double pixelSizeUm,
    double planeStepUm,
    double originXUm,
    double originYUm,
    double originZUm,
    double[] toCube) {

  /** Leaves x and y as they are. */
  static final double[] IN_PLACE = {1, 0, 0, 0, 1, 0};
}
