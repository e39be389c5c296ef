package org.imaxt.core.algo.distortion;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.DistortionModel;

/** Distortions that several tests share. */
final class Bends {

  static final int W = 832;
  static final int H = 760;
  static final double PIXEL_UM = 2.8;

  private Bends() {}

  /** Third-order optics alone: (wx·nx + cx·ny)·r² along x, (wy·ny + cy·nx)·r² along y, µm. */
  static double[] thirdOrder(double wx, double cx, double wy, double cy) {
    return new double[] {0, 0, 0, wx, cx, wx, cx, 0, 0, 0, cy, wy, cy, wy};
  }

  /** Adds second powers and third powers of other proportions, each of some size, µm. */
  static double[] beyond(double[] thirdOrder, double sizeUm, Random random) {
    double[] c = thirdOrder.clone();
    for (int axis = 0; axis < 14; axis += 7) {
      for (int k = 0; k < 3; k++) {
        c[axis + k] += sizeUm * random.nextGaussian();
      }
      for (int k = 3; k < 5; k++) {
        double uneven = sizeUm * random.nextGaussian() / Math.sqrt(2);
        c[axis + k] += uneven;
        c[axis + k + 2] -= uneven;
      }
    }
    return c;
  }

  static Distortion of(double[] coefficientsUm) {
    List<Double> c = Arrays.stream(coefficientsUm).boxed().toList();
    return new Distortion(DistortionModel.POLYNOMIAL, W, H, PIXEL_UM, 0, 0, c);
  }

  /** About 20 µm at the corners, of no symmetry, with magnifications of its own. */
  static Distortion twentyMicrometres() {
    double[] c = beyond(thirdOrder(7, 1, 8, -1), 1, new Random(4));
    return of(c).withMagnification(0.004, -0.003);
  }

  /** Root mean square length of the difference of two fields, best scales and shift removed, px. */
  static double rmsPx(Distortion p, Distortion q) {
    int n = 40;
    double[][] left = new double[2][n * n];
    double[] place = new double[n * n];
    double[] other = new double[n * n];
    double[] dp = new double[2];
    double[] dq = new double[2];
    for (int i = 0; i < n * n; i++) {
      double u = (i % n + 0.5) * W / n;
      double v = (i / n + 0.5) * H / n;
      p.displacement(u, v, dp);
      q.displacement(u, v, dq);
      left[0][i] = dp[0] - dq[0];
      left[1][i] = dp[1] - dq[1];
      place[i] = u - 0.5 * W;
      other[i] = v - 0.5 * H;
    }
    return Math.sqrt(variance(left[0], place) + variance(left[1], other));
  }

  private static double variance(double[] values, double[] along) {
    double sum = 0;
    double squares = 0;
    double product = 0;
    double steep = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i];
      squares += values[i] * values[i];
      product += values[i] * along[i];
      steep += along[i] * along[i];
    }
    return (squares - sum * sum / values.length - product * product / steep) / values.length;
  }
}
