package org.imaxt.core.algo.stitch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.imaxt.core.algo.image.OrientedView;
import org.imaxt.core.model.Orientation;

/**
 * Finds which of the eight orientations makes the overlaps of neighbouring tiles agree.
 *
 * <p>Pairs along one stage axis alone leave two orientations that differ by a mirroring across that
 * axis equally good: give pairs along both axes. Each pair costs one coarse search an orientation.
 */
public final class OrientationTest {

  /** One overlap full of detail must not outvote the others. */
  private static final double SCORE_CAP = 12;

  /** Variance of the difference of two best-of-window correlations of unrelated strips, at most. */
  private static final double DIFFERENCE_VARIANCE = 2;

  private OrientationTest() {}

  /**
   * Scores the eight orientations.
   *
   * @param pairs neighbouring tiles in the camera frame, best along both stage axes and where there
   *     is structure
   * @param params search window; thresholds are not used
   * @return scores, the best orientation and how certain it is
   * @throws IllegalArgumentException if there is no pair
   */
  public static OrientationScores score(List<CameraPair> pairs, PairParams params) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("orientation needs at least one pair of tiles, got none");
    }
    Map<Orientation, double[]> all = new EnumMap<>(Orientation.class);
    Map<Orientation, Double> means = new EnumMap<>(Orientation.class);
    for (Orientation orientation : Orientation.values()) {
      double[] scores = new double[pairs.size()];
      double sum = 0;
      for (int k = 0; k < scores.length; k++) {
        scores[k] = score(pairs.get(k), orientation, params);
        sum += scores[k];
      }
      all.put(orientation, scores);
      means.put(orientation, sum / scores.length);
    }
    Orientation best = highest(means, null);
    Orientation second = highest(means, best);
    return new OrientationScores(best, means, margin(all.get(best), all.get(second)), pairs.size());
  }

  private static double score(CameraPair pair, Orientation orientation, PairParams params) {
    RandomAccessibleInterval<FloatType> a = OrientedView.of(pair.a(), orientation);
    RandomAccessibleInterval<FloatType> b = OrientedView.of(pair.b(), orientation);
    Optional<OverlapStrips> strips =
        OverlapStrips.of(pair.nominal(), size(a), size(b), params.searchRadiusPx());
    if (strips.isEmpty()) {
      return 0;
    }
    StripPair stripPair =
        new StripPair(pair.nominal(), strip(a, strips.get().a()), strip(b, strips.get().b()));
    return Math.min(SCORE_CAP, CoarseSearch.search(stripPair, params).z());
  }

  private static TileSize size(Interval view) {
    return new TileSize((int) view.dimension(0), (int) view.dimension(1));
  }

  private static Strip strip(RandomAccessibleInterval<FloatType> view, Interval interval) {
    return Strip.of(List.of(Views.interval(view, interval)), IntensityRange.finite());
  }

  private static Orientation highest(Map<Orientation, Double> means, Orientation except) {
    Orientation best = null;
    for (Map.Entry<Orientation, Double> entry : means.entrySet()) {
      if (entry.getKey() != except && (best == null || entry.getValue() > means.get(best))) {
        best = entry.getKey();
      }
    }
    return best;
  }

  /** Sum of the differences over the standard error that unrelated strips would give it. */
  private static double margin(double[] best, double[] second) {
    double sum = 0;
    for (int k = 0; k < best.length; k++) {
      sum += best[k] - second[k];
    }
    return Math.max(0, sum) / Math.sqrt(DIFFERENCE_VARIANCE * best.length);
  }
}
