package org.imaxt.core.algo.flatfield;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A smooth function on a tile: a series of products of normalised Legendre polynomials in x and y
 * up to a total degree, without the constant. The tile is mapped to [-1, 1] × [-1, 1].
 *
 * <p>Terms are orthonormal over the tile, so coefficients are rms contributions and the trace of
 * their covariance is the mean square error of the surface.
 */
final class LegendreSurface {

  /** Prior rms of the log gain in a term of degree 1 or 2: vignetting of 30-40 %. */
  private static final double PRIOR_RMS = 0.1;

  /** Joins the slower fall beyond degree 4, where ripples lie, to the third power below. */
  private static final double HIGH_FALL = 0.32;

  /** Factors of the prior rms that are tried for degrees 3 and 4 and for those above. */
  private static final double[] PRIOR_SCALES = {0.03, 0.1, 0.2, 0.4, 1, 2, 4};

  /** The two factors are searched in turn, at most so often; they hardly depend on each other. */
  private static final int PRIOR_ROUNDS = 3;

  private final int degree;
  private final int width;
  private final int height;
  private final double[] coefficients;

  /**
   * A surface.
   *
   * @param degree largest total degree
   * @param width width of the tile, px
   * @param height height of the tile, px
   * @param coefficients one a term, in the order of {@link #terms}
   */
  LegendreSurface(int degree, int width, int height, double[] coefficients) {
    this.degree = degree;
    this.width = width;
    this.height = height;
    this.coefficients = coefficients.clone();
  }

  /** Number of terms up to a total degree, the constant left out. */
  static int count(int degree) {
    return (degree + 1) * (degree + 2) / 2 - 1;
  }

  /** Inverse prior variances of the terms: 10 % up to degree 2, less beyond. */
  static double[] priorPrecision(int degree) {
    return priorPrecision(degree, 1, 1);
  }

  private static double[] priorPrecision(int degree, double middle, double high) {
    double[] precision = new double[count(degree)];
    for (int k = 1, at = 0; k <= degree; k++) {
      double rms = PRIOR_RMS;
      if (k > 4) {
        rms *= high * HIGH_FALL / (k * k);
      } else if (k > 2) {
        rms *= middle * Math.pow(2.0 / k, 3);
      }
      for (int j = 0; j <= k; j++) {
        precision[at++] = 1 / (rms * rms);
      }
    }
    return precision;
  }

  /**
   * The prior that makes data most probable (empirical Bayes): plain vignetting has next to nothing
   * beyond degree 4, a rippled field has; the data say which.
   *
   * @param degree largest total degree
   * @param data equations whose observations are weighted with their inverse variances
   * @return inverse prior variances
   */
  static double[] fittedPrior(int degree, Normal data) {
    double middle = 1;
    double high = 1;
    double most = data.logEvidence(priorPrecision(degree));
    for (int round = 0; round < PRIOR_ROUNDS; round++) {
      double before = most;
      double bestHigh = high;
      for (double scale : PRIOR_SCALES) {
        double evidence = data.logEvidence(priorPrecision(degree, middle, scale));
        if (evidence > most) {
          most = evidence;
          bestHigh = scale;
        }
      }
      high = bestHigh;
      double bestMiddle = middle;
      for (double scale : PRIOR_SCALES) {
        double evidence = data.logEvidence(priorPrecision(degree, scale, high));
        if (evidence > most) {
          most = evidence;
          bestMiddle = scale;
        }
      }
      middle = bestMiddle;
      if (most == before) {
        break;
      }
    }
    double[] best = priorPrecision(degree, middle, high);
    return best;
  }

  /**
   * Terms at a point: by total degree, then by the degree along y.
   *
   * @param degree largest total degree
   * @param s x from -1 to 1
   * @param t y from -1 to 1
   * @param out receives the terms
   */
  static void terms(int degree, double s, double t, double[] out) {
    double[] px = polynomials(degree, s);
    double[] py = polynomials(degree, t);
    for (int k = 1, at = 0; k <= degree; k++) {
      for (int j = 0; j <= k; j++) {
        out[at++] = px[k - j] * py[j];
      }
    }
  }

  private static double[] polynomials(int degree, double s) {
    double[] p = new double[degree + 1];
    p[0] = 1;
    if (degree > 0) {
      p[1] = s;
    }
    for (int k = 2; k <= degree; k++) {
      p[k] = ((2 * k - 1) * s * p[k - 1] - (k - 1) * p[k - 2]) / k;
    }
    for (int k = 1; k <= degree; k++) {
      p[k] *= Math.sqrt(2 * k + 1.0);
    }
    return p;
  }

  double[] coefficients() {
    return coefficients.clone();
  }

  /**
   * Value at a point of the tile.
   *
   * @param x x, px, centre of pixel i at i + 0.5
   * @param y y, px
   * @return value of the series
   */
  double at(double x, double y) {
    double[] terms = new double[coefficients.length];
    terms(degree, 2 * x / width - 1, 2 * y / height - 1, terms);
    double sum = 0;
    for (int i = 0; i < terms.length; i++) {
      sum += coefficients[i] * terms[i];
    }
    return sum;
  }

  /**
   * Exponential of the surface at every pixel.
   *
   * @return row-major, width × height
   */
  float[] exponential() {
    float[] image = new float[width * height];
    double[][] px = new double[width][];
    for (int x = 0; x < width; x++) {
      px[x] = polynomials(degree, 2 * (x + 0.5) / width - 1);
    }
    for (int y = 0; y < height; y++) {
      double[] along = alongX(polynomials(degree, 2 * (y + 0.5) / height - 1));
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int i = 0; i <= degree; i++) {
          sum += along[i] * px[x][i];
        }
        image[y * width + x] = (float) Math.exp(sum);
      }
    }
    return image;
  }

  private double[] alongX(double[] py) {
    double[] along = new double[degree + 1];
    for (int k = 1, at = 0; k <= degree; k++) {
      for (int j = 0; j <= k; j++) {
        along[k - j] += coefficients[at++] * py[j];
      }
    }
    return along;
  }

  /** Symmetric equations of a least-squares fit, filled one observation at a time. */
  static final class Normal {
    private final double[][] matrix;
    private final double[] right;

    Normal(int size) {
      matrix = new double[size][size];
      right = new double[size];
    }

    void add(double[] row, double value, double weight) {
      for (int i = 0; i < row.length; i++) {
        double factor = weight * row[i];
        right[i] += factor * value;
        double[] line = matrix[i];
        for (int j = 0; j <= i; j++) {
          line[j] += factor * row[j];
        }
      }
    }

    /** Adds another set of equations, scaled. */
    void addScaled(Normal other, double scale) {
      for (int i = 0; i < right.length; i++) {
        right[i] += scale * other.right[i];
        for (int j = 0; j <= i; j++) {
          matrix[i][j] += scale * other.matrix[i][j];
        }
      }
    }

    /** Solution with a penalty on each coefficient's square. */
    double[] solve(double[] penalty) {
      return decomposed(penalty).getSolver().solve(new ArrayRealVector(right)).toArray();
    }

    /**
     * Logarithm of the probability of the data under a prior, up to a constant: half of log |P| −
     * log |A| + bᵀA⁻¹b, with the factor L of A = LLᵀ built row by row and never solved backwards.
     */
    double logEvidence(double[] penalty) {
      int n = right.length;
      double[][] factor = new double[n][];
      double[] z = new double[n];
      double sum = 0;
      for (int i = 0; i < n; i++) {
        double[] row = Arrays.copyOf(matrix[i], i + 1);
        row[i] += penalty[i];
        for (int j = 0; j < i; j++) {
          row[j] = (row[j] - dot(row, factor[j], j)) / factor[j][j];
        }
        row[i] = Math.sqrt(row[i] - dot(row, row, i));
        factor[i] = row;
        z[i] = (right[i] - dot(row, z, i)) / row[i];
        sum += 0.5 * Math.log(penalty[i]) - Math.log(row[i]) + 0.5 * z[i] * z[i];
      }
      return sum;
    }

    private static double dot(double[] a, double[] b, int n) {
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += a[k] * b[k];
      }
      return sum;
    }

    /** Inverse of the penalised matrix. */
    RealMatrix inverse(double[] penalty) {
      return decomposed(penalty).getSolver().getInverse();
    }

    /** The matrix without penalty. */
    RealMatrix full() {
      int n = right.length;
      RealMatrix full = new Array2DRowRealMatrix(n, n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          full.setEntry(i, j, matrix[i][j]);
          full.setEntry(j, i, matrix[i][j]);
        }
      }
      return full;
    }

    private CholeskyDecomposition decomposed(double[] penalty) {
      RealMatrix full = full();
      for (int i = 0; i < penalty.length; i++) {
        full.addToEntry(i, i, penalty[i]);
      }
      return new CholeskyDecomposition(full, 1e-9, 0);
    }
  }
}
