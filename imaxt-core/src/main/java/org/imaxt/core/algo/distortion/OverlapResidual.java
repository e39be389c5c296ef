package org.imaxt.core.algo.distortion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.numeric.RobustScale;
import org.imaxt.core.model.Distortion;

/**
 * How far two tiles still disagree at a place when the distortion and the step of the pair are
 * taken out.
 *
 * @param point the place
 * @param xPx disagreement along the camera's x, px
 * @param yPx disagreement along the camera's y, px
 */
public record OverlapResidual(OverlapPoint point, double xPx, double yPx) {

  /** Disagreements beyond this many robust standard deviations are not counted. */
  private static final double OUTLIER_SIGMAS = 5;

  /**
   * Residuals of the points of one pair, free of their median.
   *
   * @param points points of one pair
   * @param distortion the distortion to take out
   * @return one residual a point
   */
  public static List<OverlapResidual> of(List<OverlapPoint> points, Distortion distortion) {
    int n = points.size();
    double[] x = new double[n];
    double[] y = new double[n];
    double[] a = new double[2];
    double[] b = new double[2];
    for (int i = 0; i < n; i++) {
      OverlapPoint p = points.get(i);
      distortion.ideal(p.ua(), p.va(), a);
      distortion.ideal(p.ub(), p.vb(), b);
      x[i] = a[0] - b[0];
      y[i] = a[1] - b[1];
    }
    double middleX = median(x);
    double middleY = median(y);
    List<OverlapResidual> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      out.add(new OverlapResidual(points.get(i), x[i] - middleX, y[i] - middleY));
    }
    return out;
  }

  /**
   * Those of some residuals that are no outliers.
   *
   * @param residuals residuals of any pairs
   * @return residuals within five robust standard deviations along both axes
   */
  public static List<OverlapResidual> trusted(List<OverlapResidual> residuals) {
    if (residuals.isEmpty()) {
      return residuals;
    }
    double limit =
        OUTLIER_SIGMAS
            * RobustScale.sigmaAbout(
                0,
                residuals.stream()
                    .flatMapToDouble(r -> Arrays.stream(new double[] {r.xPx, r.yPx}))
                    .toArray());
    return residuals.stream()
        .filter(r -> Math.abs(r.xPx) <= limit && Math.abs(r.yPx) <= limit)
        .toList();
  }

  /**
   * Root mean square along an axis.
   *
   * @param residuals residuals
   * @return px; 0 if there are none
   */
  public static double rms(List<OverlapResidual> residuals) {
    double sum = 0;
    for (OverlapResidual r : residuals) {
      sum += r.xPx * r.xPx + r.yPx * r.yPx;
    }
    return residuals.isEmpty() ? 0 : Math.sqrt(sum / (2 * residuals.size()));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? 0 : 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
  }
}
