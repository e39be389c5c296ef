package org.imaxt.core.ngff;

import java.util.List;
import java.util.Optional;

/**
 * All that OME-NGFF says about an image.
 *
 * @param multiscale axes and resolutions
 * @param channels how channels are shown, one each along the channel axis, or empty
 * @param label what marks a label image, or empty
 */
public record OmeDocument(
    Multiscale multiscale, List<Channel> channels, Optional<ImageLabel> label) {

  /** Copies the list. */
  public OmeDocument {
    channels = List.copyOf(channels);
  }

  /**
   * The document of an image.
   *
   * @param multiscale axes and resolutions
   * @param channels how channels are shown, or empty
   * @return the document
   */
  public static OmeDocument image(Multiscale multiscale, List<Channel> channels) {
    return new OmeDocument(multiscale, channels, Optional.empty());
  }

  /**
   * The document of a label image.
   *
   * @param multiscale axes and resolutions
   * @param label its colours
   * @return the document
   */
  public static OmeDocument labels(Multiscale multiscale, ImageLabel label) {
    return new OmeDocument(multiscale, List.of(), Optional.of(label));
  }
}
