package org.imaxt.core.algo.federate;

import java.util.Arrays;
import org.imaxt.core.algo.image.Gaussian;

/**
 * What two stains of the same nuclei share: intensities less their neighbourhood's mean, in its
 * standard deviation, so that neither glow nor the density of cells nor single bright pixels lead.
 *
 * @param image where the pixels lie; its values are those of the texture, 0 where nothing is known
 */
record CellTexture(CoarseImage image) {

  /** Neighbourhood: two spacings of nuclei. */
  private static final double NEAR_UM = 20;

  /** Smoothing of fine pixels, about a third of a nucleus. */
  private static final double SMOOTH_UM = 1.5;

  /** Pixels above are not smoothed. */
  private static final double FINE_UM = 3.5;

  /** Share of pixels at either end that is clipped: hot pixels, beads. */
  private static final double CLIPPED = 0.005;

  /** Standard deviation, as a share of the whole image's, below which there is no texture. */
  private static final double FAINT = 0.5;

  private static final double LARGEST = 3;

  static CellTexture of(CoarseImage image) {
    int w = image.width();
    int h = image.height();
    float[] known = image.weights();
    float[] values = clipped(image);
    if (image.pixelUm() < FINE_UM) {
      values = mean(values, known, w, h, SMOOTH_UM / image.pixelUm());
    }
    double sigma = NEAR_UM / image.pixelUm();
    float[] local = mean(values, known, w, h, sigma);
    float[] squares = new float[values.length];
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] -= local[i];
      squares[i] = values[i] * values[i];
      sum += known[i] * squares[i];
      total += known[i];
    }
    float[] variance = mean(squares, known, w, h, sigma);
    double least = FAINT * FAINT * sum / Math.max(total, 1e-9);
    for (int i = 0; i < values.length; i++) {
      double z = known[i] > 0 && least > 0 ? values[i] / Math.sqrt(variance[i] + least) : 0;
      values[i] = (float) Math.max(-LARGEST, Math.min(LARGEST, z));
    }
    return new CellTexture(
        new CoarseImage(w, h, values, known, image.pixelUm(), image.x0Um(), image.y0Um()));
  }

  /** Of the part of an image under another one and so far around, µm. */
  static CellTexture under(CoarseImage other, Affine map, CoarseImage image, double aroundUm) {
    double[] centre = other.centre();
    double half = 0.5 * Math.hypot(other.width(), other.height()) * other.pixelUm() + aroundUm;
    int x0 = px(map.x(centre[0], centre[1]) - half - image.x0Um(), image.pixelUm(), image.width());
    int x1 = px(map.x(centre[0], centre[1]) + half - image.x0Um(), image.pixelUm(), image.width());
    int y0 = px(map.y(centre[0], centre[1]) - half - image.y0Um(), image.pixelUm(), image.height());
    int y1 = px(map.y(centre[0], centre[1]) + half - image.y0Um(), image.pixelUm(), image.height());
    int w = Math.max(1, x1 - x0);
    int h = Math.max(1, y1 - y0);
    float[] values = new float[w * h];
    float[] weights = new float[w * h];
    for (int y = y0; y < y1; y++) {
      System.arraycopy(image.values(), y * image.width() + x0, values, (y - y0) * w, x1 - x0);
      System.arraycopy(image.weights(), y * image.width() + x0, weights, (y - y0) * w, x1 - x0);
    }
    double um = image.pixelUm();
    return of(
        new CoarseImage(w, h, values, weights, um, image.x0Um() + x0 * um, image.y0Um() + y0 * um));
  }

  /** Nearest border of pixels. */
  private static int px(double um, double pixelUm, int most) {
    return (int) Math.max(0, Math.min(most, Math.round(um / pixelUm)));
  }

  private static float[] clipped(CoarseImage image) {
    float[] values = image.values();
    float[] sorted = new float[values.length];
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if (image.weights()[i] > 0) {
        sorted[n++] = values[i];
      }
    }
    float[] out = new float[values.length];
    if (n > 0) {
      Arrays.sort(sorted, 0, n);
      float low = sorted[(int) (CLIPPED * (n - 1))];
      float high = sorted[(int) ((1 - CLIPPED) * (n - 1))];
      for (int i = 0; i < out.length; i++) {
        out[i] = image.weights()[i] > 0 ? Math.max(low, Math.min(high, values[i])) : 0;
      }
    }
    return out;
  }

  /** Mean of the known neighbours. */
  private static float[] mean(float[] values, float[] known, int w, int h, double sigmaPx) {
    float[] product = new float[values.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = values[i] * known[i];
    }
    float[] out = Gaussian.blur(product, w, h, sigmaPx);
    float[] share = Gaussian.blur(known, w, h, sigmaPx);
    for (int i = 0; i < out.length; i++) {
      out[i] = share[i] > 1e-6 ? out[i] / share[i] : 0;
    }
    return out;
  }

  /** Value at a place by linear interpolation, 0 outside. */
  double at(double xUm, double yUm) {
    double px = (xUm - image.x0Um()) / image.pixelUm() - 0.5;
    double py = (yUm - image.y0Um()) / image.pixelUm() - 0.5;
    int x = (int) Math.floor(px);
    int y = (int) Math.floor(py);
    int w = image.width();
    if (x < 0 || y < 0 || x + 1 >= w || y + 1 >= image.height()) {
      return 0;
    }
    double fx = px - x;
    double fy = py - y;
    float[] f = image.values();
    int i = y * w + x;
    return (1 - fy) * ((1 - fx) * f[i] + fx * f[i + 1])
        + fy * ((1 - fx) * f[i + w] + fx * f[i + w + 1]);
  }

  /** Correlation with another texture under a map from this one to it, -1 to 1. */
  double correlation(CellTexture other, Affine map) {
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = 0; i < image.values().length; i++) {
      double a = image.values()[i];
      double x = xUm(i % image.width() + 0.5);
      double y = yUm(i / image.width() + 0.5);
      double b = other.at(map.x(x, y), map.y(x, y));
      aa += a * a;
      bb += b * b;
      ab += a * b;
    }
    return ab / Math.sqrt(Math.max(aa * bb, 1e-12));
  }

  double xUm(double px) {
    return image.x0Um() + px * image.pixelUm();
  }

  double yUm(double py) {
    return image.y0Um() + py * image.pixelUm();
  }
}
