package org.imaxt.core.report;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A picture as PNG, made from arrays of numbers. */
public final class Picture {

  private static final int SAMPLE = 100_000;

  /** Times its height that a picture is wide which takes a row of a report for itself. */
  private static final int ROW = 3;

  private final byte[] png;
  private final boolean wide;

  private Picture(byte[] png, boolean wide) {
    this.png = png;
    this.wide = wide;
  }

  /**
   * The picture.
   *
   * @return bytes of a PNG file
   */
  public byte[] png() {
    return png.clone();
  }

  /**
   * A drawing.
   *
   * @param image the drawing
   * @return the picture
   */
  public static Picture of(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture cannot be made in memory", e);
    }
    return new Picture(out.toByteArray(), image.getWidth() > ROW * image.getHeight());
  }

  /** Whether it needs a row for itself. */
  boolean wide() {
    return wide;
  }

  /**
   * An image in grey, stretched between two percentiles of its finite values.
   *
   * @param values row by row; NaN is drawn dark blue
   * @param width width, px
   * @param low percentile that is black, 0 to 100
   * @param high percentile that is white, 0 to 100
   * @return the picture
   */
  public static Picture grey(float[] values, int width, double low, double high) {
    float[] limits = percentiles(values, low, high);
    return mapped(values, width, limits[0], limits[1], ColourMap.GREY);
  }

  /**
   * An image in colours from dark to light, for maps.
   *
   * @param values row by row; NaN is drawn grey
   * @param width width, px
   * @param low value of the darkest colour
   * @param high value of the lightest colour
   * @return the picture
   */
  public static Picture map(float[] values, int width, double low, double high) {
    return mapped(values, width, low, high, ColourMap.VIRIDIS);
  }

  /**
   * Limits that leave out the extremes.
   *
   * @param values numbers; those that are not finite are left out
   * @param low percentile, 0 to 100
   * @param high percentile, 0 to 100
   * @return the two limits, different from each other
   */
  public static float[] percentiles(float[] values, double low, double high) {
    int step = Math.max(1, values.length / SAMPLE);
    float[] sample = new float[values.length / step + 1];
    int n = 0;
    for (int i = 0; i < values.length; i += step) {
      if (Float.isFinite(values[i])) {
        sample[n++] = values[i];
      }
    }
    if (n == 0) {
      return new float[] {0, 1};
    }
    Arrays.sort(sample, 0, n);
    float a = sample[(int) Math.round((n - 1) * low / 100)];
    float b = sample[(int) Math.round((n - 1) * high / 100)];
    return new float[] {a, b > a ? b : a + 1};
  }

  private static Picture mapped(
      float[] values, int width, double low, double high, ColourMap colours) {
    int height = values.length / width;
    int[] palette = colours.palette();
    double scale = (palette.length - 1) / Math.max(1e-12, high - low);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < values.length; i++) {
      double step = Math.max(0, Math.min(palette.length - 1, (values[i] - low) * scale));
      pixels[i] = Float.isNaN(values[i]) ? colours.unknown() : palette[(int) Math.round(step)];
    }
    return of(image);
  }
}
