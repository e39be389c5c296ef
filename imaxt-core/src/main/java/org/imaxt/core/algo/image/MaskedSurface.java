package org.imaxt.core.algo.image;

import org.imaxt.core.algo.numeric.Fft2d;

/**
 * Masked normalised cross-correlation at every lag of a window (Padfield, IEEE Trans. Image
 * Process. 21 (2012) 2706-2718), several channels together: numerators and variances are summed
 * over channels, each with its own mean at each lag.
 *
 * <p>A lag l says that pixel u of the first image shows what pixel u - l of the second shows.
 */
public final class MaskedSurface {

  /** Correlations nearer to 1 differ by rounding only. */
  private static final double LARGEST = 1 - 1e-7;

  private final LagWindow window;
  private final double[] ncc;
  private final double[] overlap;
  private final double[] varianceA;
  private final double[] varianceB;
  private final double correlationArea;

  private MaskedSurface(LagWindow window, double correlationArea) {
    this.window = window;
    this.correlationArea = correlationArea;
    ncc = new double[window.size()];
    overlap = new double[window.size()];
    varianceA = new double[window.size()];
    varianceB = new double[window.size()];
  }

  /**
   * A rectangle of lags, both ends included.
   *
   * @param x0 first lag along x, px
   * @param y0 first lag along y, px
   * @param x1 last lag along x, px
   * @param y1 last lag along y, px
   */
  public record LagWindow(int x0, int y0, int x1, int y1) {

    /**
     * Lags along x.
     *
     * @return count
     */
    public int width() {
      return x1 - x0 + 1;
    }

    /**
     * Lags along y.
     *
     * @return count
     */
    public int height() {
      return y1 - y0 + 1;
    }

    /**
     * All lags.
     *
     * @return count
     */
    public int size() {
      return width() * height();
    }
  }

  /**
   * Correlates.
   *
   * @param a first image
   * @param b second image, with as many channels
   * @param window lags wanted
   * @param minOverlapFraction overlaps below this fraction of that at the middle of the window are
   *     left at 0
   * @return the surface
   */
  public static MaskedSurface of(
      MaskedImage a, MaskedImage b, LagWindow window, double minOverlapFraction) {
    return new Transforms(a, b, window).surface(minOverlapFraction);
  }

  /**
   * The lags.
   *
   * @return the window; index of a lag = row · width + column
   */
  public LagWindow window() {
    return window;
  }

  /**
   * Normalised cross-correlation.
   *
   * @param lag index of the lag
   * @return -1 to 1; 0 where the overlap is too small
   */
  public double ncc(int lag) {
    return ncc[lag];
  }

  /**
   * Pixels that overlap.
   *
   * @param lag index of the lag
   * @return sum of products of weights; 0 where too few
   */
  public double overlap(int lag) {
    return overlap[lag];
  }

  /**
   * Variance sum of the first image over the overlap.
   *
   * @param lag index of the lag
   * @return squared units of its channels
   */
  public double varianceA(int lag) {
    return varianceA[lag];
  }

  /**
   * Variance sum of the second image over the overlap.
   *
   * @param lag index of the lag
   * @return squared units of its channels
   */
  public double varianceB(int lag) {
    return varianceB[lag];
  }

  /**
   * Pixels that count as one, from the autocorrelations of both images (Bartlett).
   *
   * @return px², at least 1
   */
  public double correlationArea() {
    return correlationArea;
  }

  /**
   * Correlation in standard errors of what unrelated textures give (Fisher's transform, with the
   * number of independent details for the number of samples).
   *
   * @param lag index of the lag
   * @return standard errors; 0 where the overlap is too small
   */
  public double significance(int lag) {
    double details = overlap[lag] / correlationArea - 3;
    double r = Math.max(-LARGEST, Math.min(LARGEST, ncc[lag]));
    return details > 0 ? 0.5 * Math.log((1 + r) / (1 - r)) * Math.sqrt(details) : 0;
  }

  private void fill(int i, double n, double num, double vA, double vB) {
    double floor = 1e-9 * n;
    if (vA > floor && vB > floor) {
      overlap[i] = n;
      varianceA[i] = vA;
      varianceB[i] = vB;
      ncc[i] = Math.max(-1, Math.min(1, num / Math.sqrt(vA * vB)));
    }
  }

  /** The Fourier transforms of one pair of strips, two real images to a complex array. */
  private static final class Transforms {
    private final MaskedImage a;
    private final MaskedImage b;
    private final LagWindow window;
    private final int width;
    private final int height;
    private final Fft2d fft;

    Transforms(MaskedImage a, MaskedImage b, LagWindow window) {
      this.a = a;
      this.b = b;
      this.window = window;
      width = padded(a.width(), b.width(), window.x0, window.x1);
      height = padded(a.height(), b.height(), window.y0, window.y1);
      fft = new Fft2d(width, height);
    }

    private static int padded(int lengthA, int lengthB, int first, int last) {
      int need = Math.max(Math.max(lengthA, lengthB), Math.max(lengthA - first, lengthB + last));
      return Fft2d.goodLength(Math.max(need, last - first + 1));
    }

    MaskedSurface surface(double minOverlapFraction) {
      int channels = a.channels().length;
      double[] weight = spectra(a.weights(), b.weights());
      double[] square = spectra(squares(a), squares(b));
      double[] cross = null;
      double[][] overlapAndCross;
      double[][][] means = new double[channels][][];
      for (int c = 0; c < channels; c++) {
        double[] value = spectra(weighted(a, c), weighted(b, c));
        cross = plus(cross, product(value, value));
        means[c] = lags(product(value, weight), product(weight, value));
      }
      double power = 0;
      for (double part : cross) {
        power += part * part;
      }
      double area = power / ((double) width * height) / Math.max(a.energy() * b.energy(), 1e-300);
      overlapAndCross = lags(product(weight, weight), cross);
      double[][] squareSums = lags(product(square, weight), product(weight, square));
      double nominal = overlapAndCross[0][window.size() / 2];
      MaskedSurface out = new MaskedSurface(window, Math.max(1, area));
      for (int i = 0; i < window.size(); i++) {
        double n = overlapAndCross[0][i];
        if (n > 0.5 && n >= minOverlapFraction * nominal) {
          double num = overlapAndCross[1][i];
          double vA = squareSums[0][i];
          double vB = squareSums[1][i];
          for (double[][] mean : means) {
            num -= mean[0][i] * mean[1][i] / n;
            vA -= mean[0][i] * mean[0][i] / n;
            vB -= mean[1][i] * mean[1][i] / n;
          }
          out.fill(i, n, num, vA, vB);
        }
      }
      return out;
    }

    /** Spectrum of {@code fromA + i·fromB}: both spectra follow from its symmetry. */
    private double[] spectra(double[] fromA, double[] fromB) {
      double[] data = new double[2 * width * height];
      place(fromA, a, data, 0);
      place(fromB, b, data, 1);
      fft.forward(data, Math.max(a.height(), b.height()));
      return data;
    }

    private void place(double[] from, MaskedImage strip, double[] data, int part) {
      for (int y = 0; y < strip.height(); y++) {
        for (int x = 0; x < strip.width(); x++) {
          data[2 * (y * width + x) + part] = from[y * strip.width() + x];
        }
      }
    }

    /** Spectrum of A of the first pair times the conjugate spectrum of B of the second. */
    private double[] product(double[] first, double[] second) {
      double[] out = new double[first.length];
      for (int y = 0; y < height; y++) {
        int row = 2 * y * width;
        int mirrored = 2 * ((height - y) % height) * width;
        multiply(first, second, row, mirrored, out);
        for (int x = 1; x < width; x++) {
          multiply(first, second, row + 2 * x, mirrored + 2 * (width - x), out);
        }
      }
      return out;
    }

    /** One frequency, at i; its opposite is at m. */
    private static void multiply(double[] first, double[] second, int i, int m, double[] out) {
      double re = 0.5 * (first[i] + first[m]);
      double im = 0.5 * (first[i + 1] - first[m + 1]);
      double reB = 0.5 * (second[i + 1] + second[m + 1]);
      double imB = 0.5 * (second[m] - second[i]);
      out[i] = re * reB + im * imB;
      out[i + 1] = im * reB - re * imB;
    }

    /** Two real correlations, by one inverse transform, at the lags of the window. */
    private double[][] lags(double[] first, double[] second) {
      double[] data = new double[first.length];
      for (int i = 0; i < data.length; i += 2) {
        data[i] = first[i] - second[i + 1];
        data[i + 1] = first[i + 1] + second[i];
      }
      fft.inverse(data, window.y0, window.height());
      double[][] out = new double[2][window.size()];
      for (int ly = window.y0; ly <= window.y1; ly++) {
        for (int lx = window.x0; lx <= window.x1; lx++) {
          int from = 2 * (Math.floorMod(ly, height) * width + Math.floorMod(lx, width));
          int to = (ly - window.y0) * window.width() + lx - window.x0;
          out[0][to] = data[from];
          out[1][to] = data[from + 1];
        }
      }
      return out;
    }

    private static double[] plus(double[] sum, double[] more) {
      if (sum == null) {
        return more;
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += more[i];
      }
      return sum;
    }

    private static double[] weighted(MaskedImage strip, int channel) {
      double[] out = strip.channels()[channel].clone();
      for (int i = 0; i < out.length; i++) {
        out[i] *= strip.weights()[i];
      }
      return out;
    }

    private static double[] squares(MaskedImage strip) {
      double[] out = new double[strip.weights().length];
      for (double[] channel : strip.channels()) {
        for (int i = 0; i < out.length; i++) {
          out[i] += strip.weights()[i] * channel[i] * channel[i];
        }
      }
      return out;
    }
  }
}
