package org.imaxt.federation.slides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.algo.flatfield.EstimateParams;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.algo.flatfield.FlatfieldEstimate;
import org.imaxt.core.algo.flatfield.FlatfieldOutcome;
import org.imaxt.core.algo.flatfield.OverlapMap;
import org.imaxt.core.algo.flatfield.OverlapSamples;
import org.imaxt.core.czi.CziFile;
import org.imaxt.core.czi.CziPixelType;
import org.imaxt.core.czi.CziTile;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.zarr.DataType;

/**
 * Illumination of the tiles of a CZI file, channel by channel, from all its scenes: the optics are
 * the same. From what the tiles show on average, and from what neighbours show of the places that
 * both saw. Derived from the file whenever it is needed and kept while memory allows.
 */
final class SlideFlatfields {

  /** Beyond these the estimate gains little and reading them takes long. */
  private static final int MOST_TILES = 300;

  /** Overlaps compared at most, spread evenly. */
  private static final int MOST_PAIRS = 150;

  /** Overlaps are averaged over squares of this part of a side: more than recorded places err. */
  private static final int SQUARES = 60;

  /** Without overlaps nothing tells illumination from what the specimen repeats. */
  static final String NO_OVERLAPS = "tiles do not overlap";

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
        estimate.offer(pixels(czi, tile, part), i);
      }
      List<Neighbours> pairs = neighbours(alike);
      OverlapSamples overlaps = new OverlapSamples();
      for (Neighbours pair : pairs) {
        progress.checkCancelled();
        overlaps.addPair(
            pixels(czi, pair.a, part), pixels(czi, pair.b, part), pair.map(), pair.square());
      }
      return illumination(estimate.estimate(overlaps), pairs.size());
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static RandomAccessibleInterval<UnsignedShortType> pixels(
      CziFile czi, CziTile tile, int part) throws IOException {
    short[] pixels = (short[]) PixelArrays.as(DataType.UINT16, czi.read(tile, part));
    return ArrayImgs.unsignedShorts(pixels, tile.width(), tile.height());
  }

  /** Two tiles of one size that saw the same places. */
  private record Neighbours(CziTile a, CziTile b) {

    int square() {
      return Math.max(4, Math.min(a.width(), a.height()) / SQUARES);
    }

    boolean overlap() {
      return a.scene() == b.scene()
          && a.width() - Math.abs(b.x() - a.x()) >= square()
          && a.height() - Math.abs(b.y() - a.y()) >= square();
    }

    OverlapMap map() {
      return new OverlapMap(
          Distortion.identity(a.width(), a.height(), 1), b.x() - a.x(), b.y() - a.y());
    }
  }

  /** Pairs that overlap, evenly chosen. */
  private static List<Neighbours> neighbours(List<CziTile> tiles) {
    List<Neighbours> all = new ArrayList<>();
    for (int i = 0; i < tiles.size(); i++) {
      for (int j = i + 1; j < tiles.size(); j++) {
        Neighbours pair = new Neighbours(tiles.get(i), tiles.get(j));
        if (pair.overlap()) {
          all.add(pair);
        }
      }
    }
    int taken = Math.min(MOST_PAIRS, all.size());
    return IntStream.range(0, taken)
        .mapToObj(k -> all.get((int) ((long) k * all.size() / taken)))
        .toList();
  }

  private static Illumination illumination(FlatfieldOutcome outcome, int overlaps) {
    if (outcome instanceof FlatfieldOutcome.Estimated estimated) {
      FlatfieldOutcome.Quality quality = estimated.quality();
      return new Illumination(
          Optional.of(estimated.flatfield()),
          String.format(
              Locale.ROOT,
              "from %d of %d tiles, %s, uncertainty %.2g %%, dark level %.3g ADU (%s)",
              quality.tilesUsed(),
              quality.tilesOffered(),
              overlaps > 0
                  ? overlaps + " overlaps"
                  : NO_OVERLAPS + ": what all of them show alike counts as illumination",
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
