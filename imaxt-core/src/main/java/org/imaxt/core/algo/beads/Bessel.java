package org.imaxt.core.algo.beads;

/**
 * Modified Bessel functions times e^(−x), for x ≥ 0 (Abramowitz and Stegun 9.8.1 to 9.8.4, errors
 * under 3e-7).
 */
final class Bessel {

  private Bessel() {}

  /** I₀(x)·e^(−x). */
  static double i0(double x) {
    if (x < 3.75) {
      double t = x * x / (3.75 * 3.75);
      double p = 0.0360768 + t * 0.0045813;
      p = 1.2067492 + t * (0.2659732 + t * p);
      return Math.exp(-x) * (1 + t * (3.5156229 + t * (3.0899424 + t * p)));
    }
    double t = 3.75 / x;
    double p = -0.01647633 + t * 0.00392377;
    p = 0.00916281 + t * (-0.02057706 + t * (0.02635537 + t * p));
    p = 0.39894228 + t * (0.01328592 + t * (0.00225319 + t * (-0.00157565 + t * p)));
    return p / Math.sqrt(x);
  }

  /** I₁(x)·e^(−x). */
  static double i1(double x) {
    if (x < 3.75) {
      double t = x * x / (3.75 * 3.75);
      double p = 0.00301532 + t * 0.00032411;
      p = 0.15084934 + t * (0.02658733 + t * p);
      return x * Math.exp(-x) * (0.5 + t * (0.87890594 + t * (0.51498869 + t * p)));
    }
    double t = 3.75 / x;
    double p = 0.01787654 - t * 0.00420059;
    p = -0.01031555 + t * (0.02282967 + t * (-0.02895312 + t * p));
    p = 0.39894228 + t * (-0.03988024 + t * (-0.00362018 + t * (0.00163801 + t * p)));
    return p / Math.sqrt(x);
  }
}
