package org.imaxt.core.algo.image;

/**
 * Exact squared Euclidean distances to the background.
 *
 * <p>Lower envelopes of parabolas, first along columns, then along rows (Felzenszwalb and
 * Huttenlocher, Theory of Computing 8 (2012) 415-428); linear in the number of pixels. A pixel
 * depends on all others of its image: where distances beyond d px do not matter, the halo is d px.
 * Outside the image there is nothing, neither object nor background.
 */
public final class DistanceTransform {

  /** Squared distance where the image holds no background at all. */
  public static final float NONE = Float.POSITIVE_INFINITY;

  private DistanceTransform() {}

  /**
   * Squared distance of every object pixel's centre to the centre of the nearest background pixel.
   *
   * @param object whether a pixel belongs to an object, width × height, row-major
   * @param width columns
   * @param height rows
   * @return px²; 0 on the background, {@link #NONE} everywhere if there is no background
   * @throws IllegalArgumentException if the array has another length
   */
  public static float[] squared(boolean[] object, int width, int height) {
    Shape.check(object.length, width, height);
    // Farther than any distance within the image, and exact in double arithmetic.
    double far = 4.0 * ((double) width + height) * ((double) width + height);
    float[] out = new float[object.length];
    Envelope columns = new Envelope(height);
    double[] line = new double[Math.max(width, height)];
    double[] all = new double[object.length];
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        line[y] = object[y * width + x] ? far : 0;
      }
      columns.transform(line);
      for (int y = 0; y < height; y++) {
        all[y * width + x] = columns.result[y];
      }
    }
    Envelope rows = new Envelope(width);
    for (int y = 0; y < height; y++) {
      System.arraycopy(all, y * width, line, 0, width);
      rows.transform(line);
      for (int x = 0; x < width; x++) {
        double d = rows.result[x];
        out[y * width + x] = d >= far ? NONE : (float) d;
      }
    }
    return out;
  }

  /** Lower envelope of the parabolas (x − i)² + f(i) of one line. */
  private static final class Envelope {
    private final int n;
    private final int[] apex;
    private final double[] from;
    private final double[] result;

    Envelope(int n) {
      this.n = n;
      apex = new int[n];
      from = new double[n + 1];
      result = new double[n];
    }

    void transform(double[] f) {
      int k = 0;
      apex[0] = 0;
      from[0] = Double.NEGATIVE_INFINITY;
      from[1] = Double.POSITIVE_INFINITY;
      for (int q = 1; q < n; q++) {
        double s = crossing(f, q, apex[k]);
        while (s <= from[k]) {
          k--;
          s = crossing(f, q, apex[k]);
        }
        k++;
        apex[k] = q;
        from[k] = s;
        from[k + 1] = Double.POSITIVE_INFINITY;
      }
      k = 0;
      for (int q = 0; q < n; q++) {
        while (from[k + 1] < q) {
          k++;
        }
        double d = q - apex[k];
        result[q] = d * d + f[apex[k]];
      }
    }

    private static double crossing(double[] f, int q, int p) {
      return (f[q] + (double) q * q - f[p] - (double) p * p) / (2.0 * (q - p));
    }
  }
}
