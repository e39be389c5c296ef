package org.imaxt.core.algo.register;

/**
 * How likely a sphere's centre lies how deep, given the discs that some planes show.
 *
 * <p>In squares, a² = R² − d², as in {@link ProfileFit}: for each depth the best R² follows at
 * once. It is drawn to the usual radius, without which one or two planes would leave it open.
 */
final class SphereDepths {
  private static final double STEP_UM = 1.5;

  /** What apparent radii are off by beside their errors, σ, µm. */
  private static final double MODEL_UM = 0.7;

  private final double[] centre;
  private final double[] weight;
  private final double[] square;
  private final double squareVariance;
  private final double thickness;

  private SphereDepths(
      double[] centre, double[] weight, double[] square, double squareVariance, double thickness) {
    this.centre = centre;
    this.weight = weight;
    this.square = square;
    this.squareVariance = squareVariance;
    this.thickness = thickness;
  }

  static SphereDepths of(
      RadiusProfile profile, double usualRadiusUm, double spreadUm, double thicknessUm) {
    int n = profile.planes();
    double[] z = profile.zUm();
    double[] a = profile.radiusUm();
    double[] w = new double[n];
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double largest = usualRadiusUm;
    for (int i = 0; i < n; i++) {
      double s = Math.hypot(profile.sigmaUm()[i], MODEL_UM);
      w[i] = 1 / (4 * a[i] * a[i] * s * s + 2 * s * s * s * s);
      low = Math.min(low, z[i]);
      high = Math.max(high, z[i]);
      largest = Math.max(largest, a[i]);
    }
    double usual = usualRadiusUm * usualRadiusUm;
    double firm = 1 / Math.pow(2 * usualRadiusUm * spreadUm, 2);
    double first = low - 1.5 * largest;
    int steps = (int) Math.ceil((high + thicknessUm + 1.5 * largest - first) / STEP_UM) + 1;
    double[] centre = new double[steps];
    double[] square = new double[steps];
    double[] cost = new double[steps];
    double least = Double.POSITIVE_INFINITY;
    double total = firm;
    for (double one : w) {
      total += one;
    }
    for (int k = 0; k < steps; k++) {
      centre[k] = first + k * STEP_UM;
      double sum = firm * usual;
      for (int i = 0; i < n; i++) {
        double d = ProfileFit.distance(z[i], centre[k], thicknessUm);
        sum += w[i] * (a[i] * a[i] + d * d);
      }
      square[k] = sum / total;
      cost[k] = firm * Math.pow(square[k] - usual, 2);
      for (int i = 0; i < n; i++) {
        double d = ProfileFit.distance(z[i], centre[k], thicknessUm);
        cost[k] += w[i] * Math.pow(a[i] * a[i] + d * d - square[k], 2);
      }
      least = Math.min(least, cost[k]);
    }
    double[] weight = new double[steps];
    double norm = 0;
    for (int k = 0; k < steps; k++) {
      weight[k] = Math.exp(-0.5 * (cost[k] - least));
      norm += weight[k];
    }
    for (int k = 0; k < steps; k++) {
      weight[k] /= norm;
    }
    return new SphereDepths(centre, weight, square, 1 / total, thicknessUm);
  }

  /**
   * Square of the apparent radius in a plane, and its variance; negative where the sphere likely
   * ends before the plane.
   *
   * @return (mean, variance), µm² and µm⁴
   */
  double[] squareAt(double zUm) {
    double mean = 0;
    double second = 0;
    for (int k = 0; k < centre.length; k++) {
      double d = ProfileFit.distance(zUm, centre[k], thickness);
      double here = square[k] - d * d;
      mean += weight[k] * here;
      second += weight[k] * here * here;
    }
    return new double[] {mean, Math.max(0, second - mean * mean) + squareVariance};
  }
}
