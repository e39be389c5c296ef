package org.imaxt.core.algo.federate;

/**
 * What is known of a bead in depth: a distribution over centre and radius, as nodes with weights.
 *
 * @param z centre at each node, cube frame, µm
 * @param radius radius of the sphere at each node, µm
 * @param weight weights, their sum is 1
 * @param spacing side of the square that a node stands for, µm
 * @param real probability that it is a bead at all
 */
record BeadDepth(double[] z, double[] radius, double[] weight, double spacing, double real) {

  /** Freedom of the bell with long tails that radii follow. */
  private static final double TAIL = 6;

  /** Γ(7/2) / (Γ(3) √(6π)). */
  private static final double TAIL_NORM = 0.9375 / Math.sqrt(6);

  /** Probability that it shows in a slab, apart from the share that is overlooked anyway. */
  double visible(double top, double bottom, SlabModel model) {
    double sum = 0;
    for (int n = 0; n < z.length; n++) {
      double a = Sphere.apparent(z[n], radius[n], top, bottom);
      sum += a > 0 ? weight[n] * model.visible(a) : 0;
    }
    return real * sum;
  }

  /**
   * Density of an apparent radius in a slab, per µm; its integral is {@link #visible}.
   *
   * @param observed apparent radius, µm
   * @param sigma its own error, µm
   */
  double density(double observed, double sigma, double top, double bottom, SlabModel model) {
    double sum = 0;
    double own = sigma * sigma + model.radiusSigmaUm() * model.radiusSigmaUm();
    double from = observed - model.radiusBiasUm();
    for (int n = 0; n < z.length; n++) {
      double d = Sphere.distance(z[n], top, bottom);
      if (d < radius[n]) {
        double square = radius[n] * radius[n] - d * d;
        double a = Math.sqrt(square);
        double spread = (d * d + radius[n] * radius[n]) / Math.max(square, 25);
        double variance = own + spacing * spacing / 12 * spread;
        sum += weight[n] * model.visible(a) * bell(from - a, variance);
      }
    }
    return real * sum;
  }

  /** Student's density of six degrees of freedom. */
  static double bell(double residual, double variance) {
    double q = 1 + residual * residual / (TAIL * variance);
    return TAIL_NORM / (q * q * q * Math.sqrt(q * variance));
  }
}
