package org.imaxt.core.algo.register;

import java.util.Arrays;

/**
 * Sphere of one bead for a given thickness of the layer, in squares: a² = R² − d², where d is the
 * distance of the centre from the layer, which is linear in R² and has no singular point where a
 * section only grazes the bead.
 */
final class ProfileFit {

  /** A chord this far outside still belongs to a usual bead. */
  private static final double STEP_UM = 3;

  private static final int REFINEMENTS = 40;
  private static final double GOLDEN = 0.6180339887498949;

  final double[] z;
  final double[] square;
  final double[] variance;
  final double[] robust;
  private final double reach;

  /** R². */
  double radiusSquare;

  /** Z, µm. */
  double centre;

  ProfileFit(RadiusProfile profile) {
    int n = profile.planes();
    z = profile.zUm();
    square = new double[n];
    variance = new double[n];
    robust = new double[n];
    Arrays.fill(robust, 1);
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double a = profile.radiusUm()[i];
      double s = profile.sigmaUm()[i];
      square[i] = a * a - s * s;
      variance[i] = 4 * a * a * s * s + 2 * s * s * s * s;
      largest = Math.max(largest, a);
    }
    reach = largest;
  }

  /** Distance of a centre from a layer, positive below it (layer above the centre). */
  static double distance(double z, double centre, double thickness) {
    if (z > centre) {
      return centre - z;
    }
    return Math.max(0, centre - z - thickness);
  }

  /** Finds the centre by looking everywhere. */
  void search(double thickness) {
    double low = Arrays.stream(z).min().orElse(0) - reach;
    double high = Arrays.stream(z).max().orElse(0) + thickness + reach;
    double best = low;
    double least = Double.POSITIVE_INFINITY;
    for (double c = low; c <= high; c += STEP_UM) {
      double cost = cost(c, thickness);
      if (cost < least) {
        least = cost;
        best = c;
      }
    }
    double left = best - STEP_UM;
    double right = best + STEP_UM;
    for (int i = 0; i < REFINEMENTS; i++) {
      double a = right - GOLDEN * (right - left);
      double b = left + GOLDEN * (right - left);
      if (cost(a, thickness) < cost(b, thickness)) {
        right = b;
      } else {
        left = a;
      }
    }
    centre = 0.5 * (left + right);
    radiusSquare = radiusSquare(centre, thickness);
  }

  /** The best R² for a centre. */
  private double radiusSquare(double c, double thickness) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < z.length; i++) {
      double d = distance(z[i], c, thickness);
      double w = robust[i] / variance[i];
      sum += w * (square[i] + d * d);
      total += w;
    }
    return sum / total;
  }

  private double cost(double c, double thickness) {
    double q = radiusSquare(c, thickness);
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      double d = distance(z[i], c, thickness);
      double r = square[i] + d * d - q;
      sum += robust[i] * r * r / variance[i];
    }
    return sum;
  }

  /** Cost at the fit. */
  double cost(double thickness) {
    return cost(centre, thickness);
  }

  double residual(int i, double thickness) {
    double d = distance(z[i], centre, thickness);
    return square[i] + d * d - radiusSquare;
  }

  /** Whether the planes show both halves of the sphere, which alone tells the thickness. */
  boolean seesBothSides(double thickness) {
    boolean above = false;
    boolean below = false;
    for (double plane : z) {
      double d = distance(plane, centre, thickness);
      above |= d > 0;
      below |= d < 0;
    }
    return above && below;
  }
}
