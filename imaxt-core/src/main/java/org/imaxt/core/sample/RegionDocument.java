package org.imaxt.core.sample;

import java.util.List;

/**
 * What the import found of a region of imaging mass cytometry beside its pixels.
 *
 * @param hotPixel what a pixel may exceed its neighbours by, in counts, or {@code off}
 * @param missingPixels pixels that the file does not have; they are NaN in the image
 * @param notes what is odd about the file and was put right
 * @param channels the channels in the order of the image
 */
public record RegionDocument(
    String hotPixel, long missingPixels, List<String> notes, List<ChannelFigures> channels) {

  /** Copies the lists. */
  public RegionDocument {
    notes = List.copyOf(notes);
    channels = List.copyOf(channels);
  }

  /**
   * A channel after the filter, over the pixels that are there; 0 if there are none.
   *
   * @param key element and mass
   * @param name what people call it
   * @param max largest value, counts
   * @param mean mean value, counts
   * @param hotPixels how many pixels the filter changed
   */
  public record ChannelFigures(String key, String name, double max, double mean, long hotPixels) {}
}
