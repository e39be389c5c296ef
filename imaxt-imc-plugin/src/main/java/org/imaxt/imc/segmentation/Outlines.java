package org.imaxt.imc.segmentation;

import java.awt.image.BufferedImage;
import org.imaxt.core.report.Picture;

/**
 * Outlines of labels over an image, drawn larger so that they hide nothing.
 *
 * @param times so many pixels of the picture along one of the image, at least 2
 */
record Outlines(int times) {

  private static final int RED = 0xff4040;
  private static final int GREEN = 0x30c030;
  private static final double WHITE = 99.7;

  /** Pictures are at most so large where an image's pixels need not be. */
  private static final int PICTURE_PX = 1280;

  private static final int MOST_TIMES = 10;

  /** Small images are drawn larger. */
  static Outlines of(int width, int height) {
    int times = PICTURE_PX / Math.max(width, height);
    return new Outlines(Math.max(2, Math.min(MOST_TIMES, times)));
  }

  /** An image in grey with nuclei in red and cells in green. */
  Picture over(float[] grey, int[] nuclei, int[] cells, int width) {
    int height = grey.length / width;
    float[] limits = Picture.percentiles(grey, 1, WHITE);
    BufferedImage image =
        new BufferedImage(times * width, times * height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < times * height; y++) {
      for (int x = 0; x < times * width; x++) {
        int rgb = 0x010101 * step(grey[y / times * width + x / times], limits);
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
  private boolean isRim(int[] labels, int width, int x, int y) {
    int own = labels[y / times * width + x / times];
    return own != 0
        && (own != at(labels, width, x + 1, y)
            || own != at(labels, width, x - 1, y)
            || own != at(labels, width, x, y + 1)
            || own != at(labels, width, x, y - 1));
  }

  private int at(int[] labels, int width, int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < times * width && y / times * width < labels.length;
    return inside ? labels[y / times * width + x / times] : -1;
  }
}
