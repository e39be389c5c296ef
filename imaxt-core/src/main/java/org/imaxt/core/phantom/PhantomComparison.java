package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imaxt.core.model.PlacedTile;

/**
 * How far measured positions of linked tiles lie from the truth, free of what cannot be known: one
 * translation a section and, if asked for, one x and one y scale a sample.
 *
 * <p>Distances are 2-D, √(dx² + dy²). The scales are fitted to all sections together by least
 * squares over the linked tiles.
 *
 * @param count linked tiles compared
 * @param rmsUm root of the mean square distance, µm; 0 when none was compared
 * @param medianUm median distance, µm
 * @param maxUm largest distance, µm
 * @param scaleX relative error of the scale along x, measured over true less 1; 0 when not removed
 * @param scaleY relative error of the scale along y
 * @param scaleSigmaX standard error of {@code scaleX} from the scatter of what remains
 * @param scaleSigmaY standard error of {@code scaleY}
 * @param pixelSizeUm pixel size, µm
 */
public record PhantomComparison(
    int count,
    double rmsUm,
    double medianUm,
    double maxUm,
    double scaleX,
    double scaleY,
    double scaleSigmaX,
    double scaleSigmaY,
    double pixelSizeUm) {

  /** Whether scales are removed beside the translations. */
  public enum Gauge {
    /** One translation a section. */
    TRANSLATIONS,
    /** One translation a section, one x and one y scale for all. */
    TRANSLATIONS_AND_SCALES
  }

  /**
   * Compares positions with the truth.
   *
   * @param truth the truth
   * @param measured positions by section, from 1; sections left out are not compared
   * @param gauge what to remove
   * @return the comparison
   * @throws IllegalArgumentException if a section is not in the truth or a linked tile has no
   *     position
   */
  public static PhantomComparison of(
      PhantomTruth truth, Map<Integer, List<PlacedTile>> measured, Gauge gauge) {
    Pairs pairs = new Pairs();
    new TreeMap<>(measured).forEach((section, tiles) -> pairs.add(truth, section, tiles));
    double pixel = truth.params().grid().pixelSizeUm();
    int n = pairs.trueX.size();
    boolean scales = gauge == Gauge.TRANSLATIONS_AND_SCALES;
    Axis x = new Axis(pairs.trueX, pairs.offX, pairs.sections, scales);
    Axis y = new Axis(pairs.trueY, pairs.offY, pairs.sections, scales);
    double[] d = new double[n];
    double square = 0;
    for (int i = 0; i < n; i++) {
      d[i] = Math.hypot(x.residual[i], y.residual[i]);
      square += d[i] * d[i];
    }
    Arrays.sort(d);
    double median = n == 0 ? 0 : (d[(n - 1) / 2] + d[n / 2]) / 2;
    return new PhantomComparison(
        n,
        n == 0 ? 0 : Math.sqrt(square / n),
        median,
        n == 0 ? 0 : d[n - 1],
        x.scale,
        y.scale,
        x.sigma,
        y.sigma,
        pixel);
  }

  /**
   * Root of the mean square distance.
   *
   * @return distance, px
   */
  public double rmsPx() {
    return rmsUm / pixelSizeUm;
  }

  /**
   * Median distance.
   *
   * @return distance, px
   */
  public double medianPx() {
    return medianUm / pixelSizeUm;
  }

  /**
   * Largest distance.
   *
   * @return distance, px
   */
  public double maxPx() {
    return maxUm / pixelSizeUm;
  }

  /** Linked tiles: true positions and what was measured beyond them, centred by section. */
  private static final class Pairs {
    final List<Double> trueX = new ArrayList<>();
    final List<Double> trueY = new ArrayList<>();
    final List<Double> offX = new ArrayList<>();
    final List<Double> offY = new ArrayList<>();
    int sections;

    void add(PhantomTruth truth, int section, List<PlacedTile> tiles) {
      require(
          section >= 1 && section <= truth.sections().size(),
          "section %d is not among the %d of the truth",
          section,
          truth.sections().size());
      Map<Integer, PlacedTile> byTile =
          tiles.stream().collect(Collectors.toMap(PlacedTile::tile, t -> t));
      int from = trueX.size();
      for (TileTruth t : truth.sections().get(section - 1).tiles()) {
        if (t.linked()) {
          PlacedTile m = byTile.get(t.tile());
          require(m != null, "section %d has no position for linked tile %d", section, t.tile());
          trueX.add(t.trueXUm());
          trueY.add(t.trueYUm());
          offX.add(m.xUm() - t.trueXUm());
          offY.add(m.yUm() - t.trueYUm());
        }
      }
      if (trueX.size() > from) {
        sections++;
        List.of(trueX, trueY, offX, offY).forEach(l -> centre(l.subList(from, l.size())));
      }
    }

    private static void centre(List<Double> values) {
      double mean = values.stream().mapToDouble(v -> v).average().orElse(0);
      values.replaceAll(v -> v - mean);
    }
  }

  /** One axis: the scale, its error and what remains. */
  private static final class Axis {
    final double scale;
    final double sigma;
    final double[] residual;

    Axis(List<Double> position, List<Double> off, int sections, boolean fits) {
      double pp = 0;
      double po = 0;
      for (int i = 0; i < position.size(); i++) {
        pp += position.get(i) * position.get(i);
        po += position.get(i) * off.get(i);
      }
      scale = fits && pp > 0 ? po / pp : 0;
      residual = new double[position.size()];
      double square = 0;
      for (int i = 0; i < residual.length; i++) {
        residual[i] = off.get(i) - scale * position.get(i);
        square += residual[i] * residual[i];
      }
      int free = residual.length - sections - 1;
      sigma = fits && pp > 0 && free > 0 ? Math.sqrt(square / free / pp) : 0;
    }
  }
}
