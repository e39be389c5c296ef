package org.imaxt.stitch;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.numeric.LeastSquares;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.phantom.FieldDistortion;

/**
 * How far a distortion is from the true one over the field, free of a translation and of one x and
 * one y scale: these belong to positions and magnification.
 *
 * @param rmsPx root mean square distance, px
 * @param maxPx largest distance, px
 */
record FieldError(double rmsPx, double maxPx) {

  private static final int STEP_PX = 8;
  private static final double FREE = 1e6;

  static FieldError of(Distortion found, FieldDistortion truth) {
    double p = found.pixelSizeUm();
    double[] d = new double[2];
    List<double[]> rows = new ArrayList<>();
    for (int v = STEP_PX / 2; v < found.heightPx(); v += STEP_PX) {
      for (int u = STEP_PX / 2; u < found.widthPx(); u += STEP_PX) {
        found.displacement(u, v, d);
        rows.add(
            new double[] {
              u / found.halfSidePx() - 1,
              v / found.halfSidePx() - 1,
              d[0] - truth.displacementXUm(u, v) / p,
              d[1] - truth.displacementYUm(u, v) / p
            });
      }
    }
    double[][] left = {left(rows, 0), left(rows, 1)};
    double squares = 0;
    double largest = 0;
    for (int i = 0; i < rows.size(); i++) {
      double distance = Math.hypot(left[0][i], left[1][i]);
      squares += distance * distance;
      largest = Math.max(largest, distance);
    }
    return new FieldError(Math.sqrt(squares / rows.size()), largest);
  }

  private static double[] left(List<double[]> rows, int axis) {
    LeastSquares line = new LeastSquares(FREE, FREE);
    rows.forEach(r -> line.add(new double[] {1, r[axis]}, r[2 + axis], 1));
    LeastSquares.Fit fit = line.solve();
    return rows.stream()
        .mapToDouble(r -> r[2 + axis] - fit.value(0) - fit.value(1) * r[axis])
        .toArray();
  }

  @Override
  public String toString() {
    return "%.4f (%.4f) px".formatted(rmsPx, maxPx);
  }
}
