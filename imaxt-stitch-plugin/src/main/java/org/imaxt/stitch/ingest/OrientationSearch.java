package org.imaxt.stitch.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * most structure along either axis, in the first channel that is certain, or the surest one.
 */
final class OrientationSearch {

  private static final int PAIRS_AN_AXIS = 4;

  /** Tiles are averaged down to about this side, px: enough structure, and quick. */
  private static final int SMALL_PX = 300;

  /** Steps are searched within this distance, µm: stages err by 5-10 µm. */
  private static final double RADIUS_UM = 30;

  /** Below this many standard errors an orientation is not worth following. */
  private static final double GUESS = 3;

  private final Acquisition acquisition;
  private final AcquiredSection section;
  private final Progress progress;
  private final int bin;

  private OrientationSearch(Acquisition acquisition, Progress progress) {
    this.acquisition = acquisition;
    this.section = acquisition.sections().get(acquisition.sections().size() / 2);
    this.progress = progress;
    this.bin = Math.max(1, Math.min(width(), height()) / SMALL_PX);
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
          document.orientation(), document.orientationFound(), document.orientationConfidence());
    }
  }

  /** Finds the orientation; says so when the overlaps do not tell. */
  static Finding find(Acquisition acquisition, Progress progress) {
    return new OrientationSearch(acquisition, progress).find();
  }

  private Finding find() {
    Optional<OrientationScores> best = Optional.empty();
    for (int channel = 1; channel <= acquisition.channels() && !isCertain(best); channel++) {
      List<CameraPair> pairs = pairs(channel);
      if (!pairs.isEmpty()) {
        OrientationScores scores = OrientationTest.score(pairs, pairParams());
        double before = best.map(OrientationScores::confidence).orElse(-1.0);
        best = scores.confidence() > before ? Optional.of(scores) : best;
      }
    }
    if (best.isEmpty()) {
      progress.warn("no two tiles overlap: the orientation is taken to be identity");
      return new Finding(Orientation.IDENTITY, true, 0);
    }
    OrientationScores scores = best.get();
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

  private static boolean isCertain(Optional<OrientationScores> scores) {
    return scores.map(OrientationScores::certain).orElse(false);
  }

  private List<CameraPair> pairs(int channel) {
    Map<Integer, BinnedImage> tiles = tiles(channel);
    return strongest(tiles).stream()
        .map(p -> new CameraPair(p, tiles.get(p.a()).image(), tiles.get(p.b()).image()))
        .toList();
  }

  private Map<Integer, BinnedImage> tiles(int channel) {
    Map<Integer, BinnedImage> tiles = new HashMap<>();
    for (int tile = 0; tile < section.positions().size(); tile++) {
      Optional<Path> file = section.tileFile(tile, 1, channel);
      if (file.isPresent()) {
        progress.checkCancelled();
        tiles.put(
            tile, BinnedImage.of(TileImages.read(file.get(), width(), height()), width(), bin));
      }
    }
    return tiles;
  }

  /** The pairs along either axis whose poorer tile has most structure; steps in binned px. */
  private List<NeighbourPair> strongest(Map<Integer, BinnedImage> tiles) {
    int side = Math.max(width(), height()) / bin;
    List<NeighbourPair> all =
        Neighbours.of(
                section.positions(),
                PixelSize.square(Acquisitions.pixelSizeUm(acquisition) * bin),
                new TileSize(side, side),
                NeighbourParams.defaults())
            .stream()
            .filter(p -> tiles.containsKey(p.a()) && tiles.containsKey(p.b()))
            .sorted(Comparator.comparingDouble((NeighbourPair p) -> least(tiles, p)).reversed())
            .toList();
    List<NeighbourPair> chosen = new ArrayList<>();
    all.stream().filter(OrientationSearch::isAlongX).limit(PAIRS_AN_AXIS).forEach(chosen::add);
    all.stream().filter(p -> !isAlongX(p)).limit(PAIRS_AN_AXIS).forEach(chosen::add);
    return chosen;
  }

  private PairParams pairParams() {
    double radiusPx = RADIUS_UM / Acquisitions.pixelSizeUm(acquisition) / bin;
    return PairParams.defaults()
        .withSearchRadius(Math.max(2, Math.min(radiusPx, Math.min(width(), height()) / bin / 6.0)));
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

  private static double least(Map<Integer, BinnedImage> tiles, NeighbourPair pair) {
    return Math.min(tiles.get(pair.a()).deviation(), tiles.get(pair.b()).deviation());
  }
}
