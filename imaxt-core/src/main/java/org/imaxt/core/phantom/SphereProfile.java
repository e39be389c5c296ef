package org.imaxt.core.phantom;

/**
 * Radial image of a sphere in the imaged layer, 1 where the sphere fills the layer from top to
 * bottom.
 *
 * <p>Unblurred, the value at distance r from the centre is the integral of 10^(−l/τ) over the part
 * of the chord inside the layer, l counted from the layer's top, over the same integral through the
 * whole layer. The blur is a 2-D Gaussian, which for a radial function is g(r) = ∫ f(s) s/σ²
 * exp(−(r² + s²)/2σ²) I₀(rs/σ²) ds.
 */
final class SphereProfile {
  private static final int BLUR_POINTS = 96;

  private final double stepUm;
  private final float[] table;

  private SphereProfile(double stepUm, float[] table) {
    this.stepUm = stepUm;
    this.table = table;
  }

  /** A sphere whose centre lies {@code centreUm} below the layer's top. */
  static SphereProfile of(
      double radiusUm,
      double centreUm,
      double thicknessUm,
      double decayUm,
      double sigmaUm,
      double stepUm) {
    int n = (int) Math.ceil((radiusUm + 5 * sigmaUm) / stepUm) + 2;
    float[] table = new float[n];
    for (int i = 0; i < n; i++) {
      table[i] = (float) blurred(i * stepUm, radiusUm, centreUm, thicknessUm, decayUm, sigmaUm);
    }
    table[n - 1] = 0;
    return new SphereProfile(stepUm, table);
  }

  /** Distance from which the profile is 0, µm. */
  double reachUm() {
    return (table.length - 1) * stepUm;
  }

  double at(double rUm) {
    double s = rUm / stepUm;
    int i = (int) s;
    if (i >= table.length - 1) {
      return 0;
    }
    double t = s - i;
    return table[i] + t * (table[i + 1] - table[i]);
  }

  private static double blurred(
      double r, double radius, double centre, double thickness, double decay, double sigma) {
    double from = Math.max(0, r - 5 * sigma);
    double to = Math.min(radius, r + 5 * sigma);
    if (to <= from) {
      return 0;
    }
    double h = (to - from) / BLUR_POINTS;
    double sum = 0;
    for (int i = 0; i < BLUR_POINTS; i++) {
      double s = from + (i + 0.5) * h;
      double e = (r - s) / sigma;
      sum +=
          sharp(s, radius, centre, thickness, decay)
              * s
              * Math.exp(-0.5 * e * e)
              * scaledBessel(r * s / (sigma * sigma));
    }
    return sum * h / (sigma * sigma);
  }

  /** The profile before the blur. */
  static double sharp(double r, double radius, double centre, double thickness, double decay) {
    if (r >= radius) {
      return 0;
    }
    double half = Math.sqrt(radius * radius - r * r);
    double top = Math.max(0, centre - half);
    double bottom = Math.min(thickness, centre + half);
    if (bottom <= top) {
      return 0;
    }
    double k = Math.log(10) / decay;
    return (Math.exp(-k * top) - Math.exp(-k * bottom)) / (1 - Math.exp(-k * thickness));
  }

  /** I₀(x)·e^(−x) for x ≥ 0 (Abramowitz and Stegun 9.8.1 and 9.8.2, error under 2e-7). */
  private static double scaledBessel(double x) {
    if (x < 3.75) {
      double t = x / 3.75;
      double q = t * t;
      double i0 =
          1
              + q
                  * (3.5156229
                      + q
                          * (3.0899424
                              + q
                                  * (1.2067492
                                      + q * (0.2659732 + q * (0.0360768 + q * 0.0045813)))));
      return i0 * Math.exp(-x);
    }
    double t = 3.75 / x;
    double p =
        0.39894228
            + t
                * (0.01328592
                    + t
                        * (0.00225319
                            + t
                                * (-0.00157565
                                    + t
                                        * (0.00916281
                                            + t
                                                * (-0.02057706
                                                    + t
                                                        * (0.02635537
                                                            + t
                                                                * (-0.01647633
                                                                    + t * 0.00392377)))))));
    return p / Math.sqrt(x);
  }
}
