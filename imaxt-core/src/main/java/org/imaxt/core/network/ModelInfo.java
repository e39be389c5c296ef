package org.imaxt.core.network;

import java.util.Locale;

/**
 * What a model is, for which images, and what it was made from.
 *
 * @param name name, such as {@code beads}
 * @param version version of the model
 * @param licence licence under which it may be used
 * @param tile what goes in and out
 * @param scale pixels and intensities it was trained on
 * @param origin how it was trained
 */
public record ModelInfo(
    String name, String version, String licence, TileShape tile, ImageScale scale, Origin origin) {

  /** Refuses what has no name. */
  public ModelInfo {
    if (name.isBlank() || version.isBlank() || licence.isBlank()) {
      throw new IllegalArgumentException(
          "a model needs a name, a version and a licence, got '%s', '%s' and '%s'"
              .formatted(name, version, licence));
    }
  }

  /**
   * The images a model knows.
   *
   * @param pixelSizeUm edge of a pixel, µm
   * @param objectRadiusPx usual radius of its objects, px
   * @param lowPercentile percentile of a section's intensities that is 0 for the network
   * @param highPercentile percentile of a section's intensities that is 1 for the network
   */
  public record ImageScale(
      double pixelSizeUm, double objectRadiusPx, double lowPercentile, double highPercentile) {

    /** Refuses what no image has. */
    public ImageScale {
      if (!(pixelSizeUm > 0 && pixelSizeUm < Double.POSITIVE_INFINITY && objectRadiusPx > 0)) {
        throw new IllegalArgumentException(
            "pixel size and object radius must be positive, got %s µm and %s px"
                .formatted(pixelSizeUm, objectRadiusPx));
      }
      if (!(lowPercentile >= 0 && lowPercentile < highPercentile && highPercentile <= 100)) {
        throw new IllegalArgumentException(
            "percentiles must rise within 0 to 100, got %s and %s"
                .formatted(lowPercentile, highPercentile));
      }
    }
  }

  /**
   * How a model came about.
   *
   * @param data what it was trained on, and the command that does it again
   * @param seed seed of the training
   * @param epochs rounds of training that went into it
   * @param validationScore score of the held-out images
   */
  public record Origin(String data, long seed, int epochs, double validationScore) {}

  /**
   * Whether images of another pixel size are near enough: objects between half and twice as large
   * as the model's would still be the next pyramid level's, so the limit is a factor of √2.
   *
   * @param pixelSizeUm edge of a pixel of the images, µm
   * @return whether the factor between the sizes is at most √2
   */
  public boolean suits(double pixelSizeUm) {
    double factor = pixelSizeUm / scale.pixelSizeUm();
    // Pyramid levels lie a factor of 2 apart; a sixteenth is for sizes that are not round.
    return Math.abs(Math.log(factor)) <= Math.log(Math.sqrt(2)) * (1 + 1.0 / 16);
  }

  /**
   * Refuses images of another pixel size.
   *
   * @param pixelSizeUm edge of a pixel of the images, µm
   * @param wayOut how the user says that it is meant, such as {@code --any-pixel-size}
   * @throws ModelException if the model does not suit the images
   */
  public void requirePixelSize(double pixelSizeUm, String wayOut) throws ModelException {
    if (!suits(pixelSizeUm)) {
      throw new ModelException(
          String.format(
              Locale.ROOT,
              "model %s %s is for pixels of %.3g µm, the images have %.3g µm; "
                  + "take another level or model, or say %s",
              name,
              version,
              scale.pixelSizeUm(),
              pixelSizeUm,
              wayOut));
    }
  }
}
