package org.imaxt.core.phantom;

import java.util.List;
import java.util.Locale;

/**
 * What is true of one region measured by imaging mass cytometry. Its frame is µm from the outer
 * corner of pixel (0, 0), x right and y down.
 *
 * @param name name of the region: stem and three digits
 * @param stem what the files of one acquisition share
 * @param id number of the region, from 1
 * @param slide the slide it lies on
 * @param section the slide's section
 * @param frame section whose mosaic frame {@code toMosaic} leads to
 * @param widthPx width, px
 * @param heightPx height, px
 * @param pixelSizeUm edge of a pixel, µm
 * @param tissueShare share of the region that is tissue
 * @param toSlide region to slide frame; affine
 * @param toMosaic region to the true mosaic frame of section {@code frame}, through the slide
 * @param channels channels in the order of the columns
 * @param hotPixels pixels with spurious counts
 * @param beads the beads it shows, whole or in part, in the region's frame
 */
public record RoiTruth(
    String name,
    String stem,
    int id,
    String slide,
    int section,
    int frame,
    int widthPx,
    int heightPx,
    double pixelSizeUm,
    double tissueShare,
    PlaneMap toSlide,
    PlaneMap toMosaic,
    List<RoiChannel> channels,
    List<HotPixel> hotPixels,
    List<SlideBead> beads) {

  /**
   * A pixel with spurious counts in one channel.
   *
   * @param channel channel, from 1
   * @param x column, px
   * @param y row, px
   * @param counts ions added
   */
  public record HotPixel(int channel, int x, int y, int counts) {}

  /** Copies the lists. */
  public RoiTruth {
    channels = List.copyOf(channels);
    hotPixels = List.copyOf(hotPixels);
    beads = List.copyOf(beads);
  }

  /**
   * Name of the file.
   *
   * @return {@code <stem>_ROI_<id, 3 digits>_<id>.txt}
   */
  public String file() {
    return String.format(Locale.ROOT, "%s_ROI_%03d_%d.txt", stem, id, id);
  }
}
