package org.imaxt.stitch.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.algo.stitch.CameraPair;
import org.imaxt.core.algo.stitch.NeighbourPair;
import org.imaxt.core.algo.stitch.NeighbourParams;
import org.imaxt.core.algo.stitch.Neighbours;
import org.imaxt.core.algo.stitch.OrientationScores;
import org.imaxt.core.algo.stitch.OrientationTest;
import org.imaxt.core.algo.stitch.PairParams;
import org.imaxt.core.algo.stitch.TileSize;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.stage.Progress;
import org.imaxt.stitch.acquisition.AcquiredSection;
import org.imaxt.stitch.acquisition.Acquisition;

/**
 * Finds the orientation of the camera from overlaps of the section in the middle: the pairs with
 * most structure along either axis, in the channel with most structure.
 */
final class OrientationSearch {

  private static final int PAIRS_AN_AXIS = 6;

  /** Steps are searched within this distance, µm: stages err by 5-10 µm. */
  private static final double RADIUS_UM = 30;

  /** Below this many standard errors an orientation is not worth following. */
  private static final double GUESS = 3;

  private final Acquisition acquisition;
  private final AcquiredSection section;
  private final Progress progress;

  private OrientationSearch(Acquisition acquisition, Progress progress) {
    this.acquisition = acquisition;
    this.section = acquisition.sections().get(acquisition.sections().size() / 2);
    this.progress = progress;
  }

  /**
   * An orientation and where it comes from.
   *
   * @param orientation the orientation
   * @param found whether it was found from overlaps
   * @param confidence margin to the second best, standard errors; 0 if it was given
   */
  record Finding(Orientation orientation, boolean found, double confidence) {

    static Finding given(Orientation orientation) {
      return new Finding(orientation, false, 0);
    }

    static Finding kept(AcquisitionDocument document) {
      return new Finding(
          document.orientation(),
          document.orientationFound(),
          document.orientationConfidence());
    }
  }

  /** Finds the orientation; says so when the overlaps do not tell. */
  static Finding find(Acquisition acquisition, Progress progress) {
    return new OrientationSearch(acquisition, progress).find();
  }

  private Finding find() {
    List<CameraPair> pairs = bestPairs();
    if (pairs.isEmpty()) {
      progress.warn("no two tiles overlap: the orientation is taken to be identity");
      return new Finding(Orientation.IDENTITY, true, 0);
    }
    OrientationScores scores = OrientationTest.score(pairs, pairParams());
    if (scores.confidence() < GUESS) {
      progress.warn(
          "the overlaps do not tell the orientation: it is taken to be identity; give"
              + " --orientation if that is wrong");
      return new Finding(Orientation.IDENTITY, true, scores.confidence());
    }
    if (!scores.certain()) {
      progress.warn(
          "the orientation %s is %.1f standard errors ahead of the next, less than %.0f"
              .formatted(scores.best().key(), scores.confidence(), OrientationScores.CERTAIN));
    }
    return new Finding(scores.best(), true, scores.confidence());
  }

  private List<CameraPair> bestPairs() {
    List<CameraPair> best = new ArrayList<>();
    double bestStructure = -1;
    for (int channel = 1; channel <= acquisition.channels(); channel++) {
      Map<Integer, Double> structure = structure(channel);
      List<NeighbourPair> pairs = strongest(structure);
      double sum = pairs.stream().mapToDouble(p -> least(structure, p)).sum();
      if (sum > bestStructure) {
        bestStructure = sum;
        best = read(pairs, channel);
      }
    }
    return best;
  }

  /** Standard deviation of each tile that is there. */
  private Map<Integer, Double> structure(int channel) {
    Map<Integer, Double> structure = new HashMap<>();
    for (int tile = 0; tile < section.positions().size(); tile++) {
      Optional<Path> file = section.tileFile(tile, 1, channel);
      if (file.isPresent()) {
        progress.checkCancelled();
        structure.put(tile, deviation(TileImages.read(file.get(), width(), height())));
      }
    }
    return structure;
  }

  private List<NeighbourPair> strongest(Map<Integer, Double> structure) {
    int side = Math.max(width(), height());
    List<NeighbourPair> all =
        Neighbours.of(
                section.positions(),
                PixelSize.square(Acquisitions.pixelSizeUm(acquisition)),
                new TileSize(side, side),
                NeighbourParams.defaults())
            .stream()
            .filter(p -> structure.containsKey(p.a()) && structure.containsKey(p.b()))
            .sorted(
                Comparator.comparingDouble((NeighbourPair p) -> least(structure, p)).reversed())
            .toList();
    List<NeighbourPair> chosen = new ArrayList<>();
    all.stream().filter(OrientationSearch::isAlongX).limit(PAIRS_AN_AXIS).forEach(chosen::add);
    all.stream().filter(p -> !isAlongX(p)).limit(PAIRS_AN_AXIS).forEach(chosen::add);
    return chosen;
  }

  private List<CameraPair> read(List<NeighbourPair> pairs, int channel) {
    Map<Integer, RandomAccessibleInterval<FloatType>> tiles = new HashMap<>();
    List<CameraPair> read = new ArrayList<>();
    for (NeighbourPair pair : pairs) {
      for (int tile : new int[] {pair.a(), pair.b()}) {
        tiles.computeIfAbsent(
            tile,
            t ->
                TileImages.readFloats(
                    section.tileFile(t, 1, channel).orElseThrow(), width(), height()));
      }
      read.add(new CameraPair(pair, tiles.get(pair.a()), tiles.get(pair.b())));
    }
    return read;
  }

  private PairParams pairParams() {
    double radiusPx = RADIUS_UM / Acquisitions.pixelSizeUm(acquisition);
    return PairParams.defaults()
        .withSearchRadius(
            Math.max(2, Math.min(radiusPx, Math.min(width(), height()) / 6.0)));
  }

  private int width() {
    return acquisition.tile().widthPx();
  }

  private int height() {
    return acquisition.tile().heightPx();
  }

  private static boolean isAlongX(NeighbourPair pair) {
    return Math.abs(pair.dxPx()) > Math.abs(pair.dyPx());
  }

  private static double least(Map<Integer, Double> structure, NeighbourPair pair) {
    return Math.min(structure.get(pair.a()), structure.get(pair.b()));
  }

  private static double deviation(short[] pixels) {
    double sum = 0;
    double squares = 0;
    for (short pixel : pixels) {
      double value = pixel & 0xffff;
      sum += value;
      squares += value * value;
    }
    double mean = sum / pixels.length;
    return Math.sqrt(Math.max(0, squares / pixels.length - mean * mean));
  }
}
