package org.imaxt.core.plan;

import java.util.Optional;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Require;

/**
 * How much a microscope has recorded of a sample.
 *
 * @param sections sections, at least 1
 * @param tiles tiles a section, at least 1; of several numbers the mean
 * @param channels channels, at least 1
 * @param layers optical layers a section, at least 1
 * @param tileMegapixels pixels of a camera image, millions, positive
 */
public record SampleSize(
    int sections, double tiles, int channels, int layers, double tileMegapixels) {

  /** Refuses what holds no pixel. */
  public SampleSize {
    Require.require(sections >= 1, "sections must be at least 1, got %s", sections);
    Require.require(tiles >= 1, "tiles must be at least 1, got %s", tiles);
    Require.require(channels >= 1, "channels must be at least 1, got %s", channels);
    Require.require(layers >= 1, "layers must be at least 1, got %s", layers);
    Require.require(tileMegapixels > 0, "tiles must have pixels, got %s Mpx", tileMegapixels);
  }

  /**
   * The size of a sample.
   *
   * @param sample the sample
   * @return empty where nothing has been read into it
   */
  public static Optional<SampleSize> of(Sample sample) {
    if (!sample.exists(Layout.acquisition())) {
      return Optional.empty();
    }
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    double tiles =
        acquisition.sections().stream()
            .filter(s -> sample.exists(Layout.section(s)))
            .mapToInt(s -> sample.read(Layout.section(s)).tiles().size())
            .average()
            .orElse(0);
    if (tiles < 1) {
      return Optional.empty();
    }
    double pixels = (double) acquisition.tileWidthPx() * acquisition.tileHeightPx();
    return Optional.of(
        new SampleSize(
            acquisition.sections().size(),
            tiles,
            acquisition.channels(),
            acquisition.layers(),
            pixels / 1e6));
  }

  /**
   * Camera pixels of a section in all channels and layers.
   *
   * @return millions
   */
  public double sectionMegapixels() {
    return tiles * channels * layers * tileMegapixels;
  }

  /**
   * Camera pixels of all sections.
   *
   * @return millions
   */
  public double megapixels() {
    return sections * sectionMegapixels();
  }

  /**
   * Camera pixels of a choice of tiles over all sections, in all channels and layers.
   *
   * @param most most tiles that are chosen; 0 for all
   * @return millions
   */
  double megapixels(int most) {
    double all = sections * tiles;
    return megapixels() * (most == 0 ? 1 : Math.min(1, most / all));
  }
}
