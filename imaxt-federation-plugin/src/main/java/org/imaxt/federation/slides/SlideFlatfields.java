package org.imaxt.federation.slides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.flatfield.EstimateParams;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.algo.flatfield.FlatfieldEstimate;
import org.imaxt.core.algo.flatfield.FlatfieldOutcome;
import org.imaxt.core.czi.CziFile;
import org.imaxt.core.czi.CziPixelType;
import org.imaxt.core.czi.CziTile;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.zarr.DataType;

/**
 * Illumination of the tiles of a CZI file, channel by channel, from all its scenes: the optics are
 * the same. Derived from the file whenever it is needed and kept while memory allows.
 */
final class SlideFlatfields {

  /** Beyond these the estimate gains little and reading them takes long. */
  private static final int MOST_TILES = 300;

  private SlideFlatfields() {}

  /**
   * What is known of the illumination.
   *
   * @param flatfield what tiles are corrected with; empty for no correction
   * @param note what it rests on, or why there is none
   */
  record Illumination(Optional<Flatfield> flatfield, String note) {}

  /** The illumination of a sample of a channel. */
  static Illumination of(Sample sample, Path file, int channel, int part, Progress progress) {
    return sample.derived(
        "slide flat field %s %s %s %s".formatted(file, SlideFiles.state(file), channel, part),
        () -> estimate(file, channel, part, progress));
  }

  private static Illumination estimate(Path file, int channel, int part, Progress progress) {
    try (CziFile czi = CziFile.open(file)) {
      List<CziTile> tiles = czi.tiles().stream().filter(t -> t.channel() == channel).toList();
      if (tiles.get(0).type() == CziPixelType.GRAY32_FLOAT) {
        return new Illumination(Optional.empty(), "none: its pixels are floats");
      }
      List<CziTile> alike = ofCommonestSize(tiles);
      CziTile one = alike.get(0);
      FlatfieldEstimate estimate =
          new FlatfieldEstimate(one.width(), one.height(), EstimateParams.defaults());
      int taken = Math.min(MOST_TILES, alike.size());
      for (int i = 0; i < taken; i++) {
        progress.checkCancelled();
        CziTile tile = alike.get((int) ((long) i * alike.size() / taken));
        short[] pixels = (short[]) PixelArrays.as(DataType.UINT16, czi.read(tile, part));
        estimate.offer(ArrayImgs.unsignedShorts(pixels, tile.width(), tile.height()), i);
      }
      return illumination(estimate.estimate());
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static Illumination illumination(FlatfieldOutcome outcome) {
    if (outcome instanceof FlatfieldOutcome.Estimated estimated) {
      FlatfieldOutcome.Quality quality = estimated.quality();
      return new Illumination(
          Optional.of(estimated.flatfield()),
          String.format(
              Locale.ROOT,
              "from %d of %d tiles, uncertainty %.2g %%, dark level %.3g ADU (%s)",
              quality.tilesUsed(),
              quality.tilesOffered(),
              100 * quality.uncertainty(),
              quality.darkAdu(),
              quality.darkOrigin().name().toLowerCase(Locale.ROOT)));
    }
    return new Illumination(
        Optional.empty(), "none: " + ((FlatfieldOutcome.TooFewTiles) outcome).reason());
  }

  private static List<CziTile> ofCommonestSize(List<CziTile> tiles) {
    Map<Long, List<CziTile>> bySize =
        tiles.stream().collect(Collectors.groupingBy(t -> (long) t.width() << 32 | t.height()));
    return bySize.entrySet().stream()
        .max(
            Comparator.comparingInt((Map.Entry<Long, List<CziTile>> e) -> e.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .orElseThrow()
        .getValue();
  }
}
