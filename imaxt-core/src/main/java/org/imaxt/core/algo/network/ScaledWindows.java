package org.imaxt.core.algo.network;

import org.imaxt.core.algo.image.Gaussian;

/**
 * An image made larger or smaller as it is read: blurred to the new pixels where they are larger,
 * then by bilinear interpolation. Pixel (x, y) of the scaled image lies at ((x + ½) · width of the
 * source / width − ½, …) of the source.
 */
public final class ScaledWindows implements PixelWindows {

  /** A pixel of the source under a new one of n px: a Gaussian of 0.4 √(n² − 1) px. */
  private static final double BLUR = 0.4;

  private final PixelWindows source;
  private final long width;
  private final long height;

  /**
   * A scaled image.
   *
   * @param source the image
   * @param factor so many pixels of the scaled image for one of the source, above 0; rounded so
   *     that the scaled image has whole pixels
   */
  public ScaledWindows(PixelWindows source, double factor) {
    if (!(factor > 0 && factor <= 64)) {
      throw new IllegalArgumentException("factor must lie in 0 to 64, got " + factor);
    }
    this.source = source;
    width = Math.max(1, Math.round(factor * source.width()));
    height = Math.max(1, Math.round(factor * source.height()));
  }

  @Override
  public long width() {
    return width;
  }

  @Override
  public long height() {
    return height;
  }

  @Override
  public int channels() {
    return source.channels();
  }

  @Override
  public float[] read(long x, long y, int wide, int high) {
    double stepX = (double) source.width() / width;
    double stepY = (double) source.height() / height;
    double step = Math.max(stepX, stepY);
    double sigma = step > 1 ? BLUR * Math.sqrt(step * step - 1) : 0;
    int margin = Gaussian.halo(sigma) + 1;
    long left = (long) Math.floor((x + 0.5) * stepX - 0.5) - margin;
    long top = (long) Math.floor((y + 0.5) * stepY - 0.5) - margin;
    int across = (int) ((long) Math.floor((x + wide - 0.5) * stepX - 0.5) + 2 + margin - left);
    int down = (int) ((long) Math.floor((y + high - 0.5) * stepY - 0.5) + 2 + margin - top);
    int channels = channels();
    float[] read = source.read(left, top, across, down);
    float[] out = new float[wide * high * channels];
    for (int c = 0; c < channels; c++) {
      float[] plane = new float[across * down];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = read[i * channels + c];
      }
      plane = sigma == 0 ? plane : Gaussian.blur(plane, across, down, sigma);
      for (int v = 0; v < high; v++) {
        double fromY = (y + v + 0.5) * stepY - 0.5 - top;
        int row = (int) fromY;
        for (int u = 0; u < wide; u++) {
          double fromX = (x + u + 0.5) * stepX - 0.5 - left;
          int at = row * across + (int) fromX;
          float value =
              between(
                  between(plane[at], plane[at + 1], fromX),
                  between(plane[at + across], plane[at + across + 1], fromX),
                  fromY);
          out[(v * wide + u) * channels + c] = value;
        }
      }
    }
    return out;
  }

  /** Between two neighbours, at the fraction of a place. */
  static float between(float first, float second, double place) {
    return (float) (first + (place - Math.floor(place)) * (second - first));
  }
}
