package org.imaxt.core.algo.flatfield;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Products of normalised Legendre polynomials in x and y up to a total degree, without the
 * constant. The tile is mapped to [-1, 1] × [-1, 1].
 *
 * <p>Terms are orthonormal over the tile, so coefficients are rms contributions and the trace of
 * their covariance is the mean square error of the surface.
 */
final class LegendreSurface {

  /** Prior rms of the log gain in a term of degree 1 or 2: vignetting of 30-40 %. */
  private static final double PRIOR_RMS = 0.1;

  /** Joins the slower fall beyond degree 4 to the third power below. */
  private static final double HIGH_FALL = 0.32;

  /** Factors of the prior rms that are tried for degrees 3 and 4 and for those above. */
  private static final double[] PRIOR_SCALES = {0.03, 0.1, 0.2, 0.4, 1, 2, 4};

  /** The two factors are searched in turn, so often; they hardly depend on each other. */
  private static final int PRIOR_ROUNDS = 2;

  private final int degree;
  private final int width;
  private final int height;

  /** Polynomials at the last x and y asked for; this is for one thread at a time. */
  private final double[] px;

  private final double[] py;

  /**
   * Terms on a tile.
   *
   * @param degree largest total degree
   * @param width width of the tile, px
   * @param height height of the tile, px
   */
  LegendreSurface(int degree, int width, int height) {
    this.degree = degree;
    this.width = width;
    this.height = height;
    this.px = new double[degree + 1];
    this.py = new double[degree + 1];
  }

  /** Number of terms up to a total degree, the constant left out. */
  static int count(int degree) {
    return (degree + 1) * (degree + 2) / 2 - 1;
  }

  int degree() {
    return degree;
  }

  /** Total degree of each term. */
  static int[] degrees(int degree) {
    int[] degrees = new int[count(degree)];
    for (int k = 1, at = 0; k <= degree; k++) {
      Arrays.fill(degrees, at, at + k + 1, k);
      at += k + 1;
    }
    return degrees;
  }

  private static double[] priorPrecision(int degree, double middle, double high) {
    double[] precision = new double[count(degree)];
    int[] degrees = degrees(degree);
    for (int i = 0; i < precision.length; i++) {
      int k = degrees[i];
      double rms = PRIOR_RMS;
      if (k > 4) {
        rms *= high * HIGH_FALL / (k * k);
      } else if (k > 2) {
        rms *= middle * Math.pow(2.0 / k, 3);
      }
      precision[i] = 1 / (rms * rms);
    }
    return precision;
  }

  /**
   * The prior that makes data most probable (empirical Bayes): plain vignetting has next to nothing
   * beyond degree 4, an uneven field has; the data say which.
   *
   * @param degree largest total degree
   * @param most largest factor of the prior rms beyond degree 4
   * @param evidence log probability of the data for inverse prior variances of the terms
   * @return inverse prior variances
   */
  static double[] fittedPrior(int degree, double most, ToDoubleFunction<double[]> evidence) {
    double middle = 1;
    double high = Math.min(1, most);
    for (int round = 0; round < PRIOR_ROUNDS; round++) {
      double m = middle;
      high = best(most, scale -> evidence.applyAsDouble(priorPrecision(degree, m, scale)));
      double h = high;
      middle =
          best(Double.MAX_VALUE, scale -> evidence.applyAsDouble(priorPrecision(degree, scale, h)));
    }
    return priorPrecision(degree, middle, high);
  }

  /** The scale, up to the largest allowed, that makes the data most probable. */
  private static double best(double largest, DoubleUnaryOperator evidence) {
    double best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (double scale : PRIOR_SCALES) {
      double one = scale <= largest ? evidence.applyAsDouble(scale) : Double.NEGATIVE_INFINITY;
      if (one > most) {
        most = one;
        best = scale;
      }
    }
    return best;
  }

  /**
   * Terms at a point: by total degree, then by the degree along y.
   *
   * @param x x, px, centre of pixel i at i + 0.5
   * @param y y, px
   * @param out receives the terms
   */
  void terms(double x, double y, double[] out) {
    polynomials(2 * x / width - 1, px);
    polynomials(2 * y / height - 1, py);
    for (int k = 1, at = 0; k <= degree; k++) {
      for (int j = 0; j <= k; j++) {
        out[at++] = px[k - j] * py[j];
      }
    }
  }

  private static void polynomials(double s, double[] p) {
    p[0] = 1;
    double before = 0;
    double last = 1;
    for (int k = 1; k < p.length; k++) {
      double next = ((2 * k - 1) * s * last - (k - 1) * before) / k;
      before = last;
      last = next;
      p[k] = next * Math.sqrt(2 * k + 1.0);
    }
  }

  /**
   * The series at every pixel.
   *
   * @param coefficients one a term; what follows is ignored
   * @return row-major, width × height
   */
  double[] render(double[] coefficients) {
    double[] image = new double[width * height];
    double[][] columns = new double[width][degree + 1];
    for (int x = 0; x < width; x++) {
      polynomials(2 * (x + 0.5) / width - 1, columns[x]);
    }
    for (int y = 0; y < height; y++) {
      polynomials(2 * (y + 0.5) / height - 1, py);
      double[] along = new double[degree + 1];
      for (int k = 1, at = 0; k <= degree; k++) {
        for (int j = 0; j <= k; j++) {
          along[k - j] += coefficients[at++] * py[j];
        }
      }
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int i = 0; i <= degree; i++) {
          sum += along[i] * columns[x][i];
        }
        image[y * width + x] = sum;
      }
    }
    return image;
  }
}
