package org.imaxt.imc.segmentation;

import java.awt.image.BufferedImage;
import org.imaxt.core.report.Picture;

/** Outlines of labels over an image, two pixels a pixel so that they hide nothing. */
final class Outlines {

  private static final int TIMES = 2;
  private static final int RED = 0xff4040;
  private static final int GREEN = 0x30c030;
  private static final double WHITE = 99.7;

  private Outlines() {}

  /** An image in grey with nuclei in red and cells in green. */
  static Picture over(float[] grey, int[] nuclei, int[] cells, int width) {
    int height = grey.length / width;
    float[] limits = Picture.percentiles(grey, 1, WHITE);
    BufferedImage image =
        new BufferedImage(TIMES * width, TIMES * height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < TIMES * height; y++) {
      for (int x = 0; x < TIMES * width; x++) {
        int rgb = 0x010101 * step(grey[y / TIMES * width + x / TIMES], limits);
        rgb = isRim(cells, width, x, y) ? GREEN : rgb;
        rgb = isRim(nuclei, width, x, y) ? RED : rgb;
        image.setRGB(x, y, rgb);
      }
    }
    return Picture.of(image);
  }

  private static int step(float value, float... limits) {
    float part = (value - limits[0]) / (limits[1] - limits[0]);
    return (int) (220 * Math.max(0, Math.min(1, part)));
  }

  /** Whether a fine pixel lies in an object and its right or lower neighbour does not, or so. */
  private static boolean isRim(int[] labels, int width, int x, int y) {
    int own = labels[y / TIMES * width + x / TIMES];
    return own != 0
        && (own != at(labels, width, x + 1, y)
            || own != at(labels, width, x - 1, y)
            || own != at(labels, width, x, y + 1)
            || own != at(labels, width, x, y - 1));
  }

  private static int at(int[] labels, int width, int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < TIMES * width && y / TIMES * width < labels.length;
    return inside ? labels[y / TIMES * width + x / TIMES] : -1;
  }
}
