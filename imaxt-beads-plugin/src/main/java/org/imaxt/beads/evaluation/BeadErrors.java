package org.imaxt.beads.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.imaxt.beads.evaluation.SectionMatch.Found;

/**
 * Errors of a sample's beads, one translation for the stack taken out by medians; beads whose tile
 * no overlap places are left out.
 */
final class BeadErrors {

  /**
   * One bead's errors; lengths in µm.
   *
   * @param x in the mosaic along x
   * @param y in the mosaic along y
   * @param sigmaX standard error of x, that of the tile included
   * @param sigmaY standard error of y likewise
   * @param inTile distance from its place in its own tile
   * @param bound median distance that the Cramér-Rao bound allows there
   * @param snr signal to noise
   * @param radius error of the apparent radius
   * @param pixel pixel size
   */
  record BeadError(
      double x,
      double y,
      double sigmaX,
      double sigmaY,
      double inTile,
      double bound,
      double snr,
      double radius,
      double pixel) {

    double distancePx() {
      return Math.hypot(x, y) / pixel;
    }
  }

  /** Median of the distance of two coordinates of unit variance: √(2·ln 2). */
  private static final double MEDIAN_OF_TWO = 1.1774;

  private BeadErrors() {}

  static List<BeadError> of(List<SectionMatch> sections, double pixelUm) {
    List<Found> found =
        sections.stream().flatMap(s -> s.found.stream()).filter(Found::compared).toList();
    double[] off = middle(found, Found::off);
    double[] inTile = middle(found, Found::offInTile);
    List<BeadError> errors = new ArrayList<>();
    for (Found f : found) {
      double[] sigma = f.row().sigma();
      errors.add(
          new BeadError(
              f.off()[0] - off[0],
              f.off()[1] - off[1],
              Math.hypot(sigma[0], sigma[2]),
              Math.hypot(sigma[1], sigma[2]),
              Math.hypot(f.offInTile()[0] - inTile[0], f.offInTile()[1] - inTile[1]),
              MEDIAN_OF_TWO * Math.sqrt(0.5 * (sigma[0] * sigma[0] + sigma[1] * sigma[1])),
              f.row().snr(),
              f.row().radius() - f.bead().radius(),
              pixelUm));
    }
    return errors;
  }

  private static double[] middle(List<Found> found, Function<Found, double[]> off) {
    return new double[] {
      quantile(found, f -> off.apply(f)[0], 0.5), quantile(found, f -> off.apply(f)[1], 0.5)
    };
  }

  /** A quantile of some values; 0 of none. */
  static <T> double quantile(List<T> of, ToDoubleFunction<T> value, double share) {
    double[] sorted = of.stream().mapToDouble(value).sorted().toArray();
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
  }
}
