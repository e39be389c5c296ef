package org.imaxt.core.algo.image;

/**
 * Images at half the size: each pixel stands for a block of 2 × 2 px; at odd sizes the last column
 * and row average what there is.
 *
 * <p>All images are row-major; the halved image has {@code halved(width) × halved(height)} px.
 */
public final class BlockAverage {

  private BlockAverage() {}

  /**
   * Size of a side after halving, rounded up.
   *
   * @param size px, at least 1
   * @return px
   */
  public static int halved(int size) {
    return (size >> 1) + (size & 1);
  }

  /**
   * Halves a uint16 image in which 0 means unknown: the mean of the known pixels, unknown only if
   * all are. Rounded to the nearest, halves to the even number, so that pyramids do not drift
   * upwards.
   *
   * @param from width × height uint16 numbers
   * @param width columns
   * @param height rows
   * @return halved image
   * @throws IllegalArgumentException if the array has another length
   */
  public static short[] known(short[] from, int width, int height) {
    check(from.length, width, height);
    int w = halved(width);
    int h = halved(height);
    short[] to = new short[w * h];
    for (int y = 0; y < h; y++) {
      int top = 2 * y * width;
      int low = 2 * y + 1 < height ? top + width : top;
      boolean twoRows = low > top;
      for (int x = 0; x < width >> 1; x++) {
        int a = from[top + 2 * x] & 0xffff;
        int b = from[top + 2 * x + 1] & 0xffff;
        int c = twoRows ? from[low + 2 * x] & 0xffff : 0;
        int d = twoRows ? from[low + 2 * x + 1] & 0xffff : 0;
        to[y * w + x] = knownMean(a, b, c, d);
      }
      if ((width & 1) == 1) {
        int a = from[top + width - 1] & 0xffff;
        int c = twoRows ? from[low + width - 1] & 0xffff : 0;
        to[y * w + w - 1] = knownMean(a, 0, c, 0);
      }
    }
    return to;
  }

  /**
   * Halves a uint16 image in which 0 is a value like any other: the plain mean, rounded to the
   * nearest, halves to the even number.
   *
   * @param from width × height uint16 numbers
   * @param width columns
   * @param height rows
   * @return halved image
   * @throws IllegalArgumentException if the array has another length
   */
  public static short[] mean(short[] from, int width, int height) {
    check(from.length, width, height);
    int w = halved(width);
    int h = halved(height);
    short[] to = new short[w * h];
    for (int y = 0; y < h; y++) {
      int top = 2 * y * width;
      int low = 2 * y + 1 < height ? top + width : top;
      for (int x = 0; x < w; x++) {
        int left = 2 * x;
        int right = left + 1 < width ? left + 1 : left;
        int sum =
            (from[top + left] & 0xffff)
                + (from[top + right] & 0xffff)
                + (from[low + left] & 0xffff)
                + (from[low + right] & 0xffff);
        to[y * w + x] = (short) ((sum + 1 + ((sum >> 2) & 1)) >> 2);
      }
    }
    return to;
  }

  private static short knownMean(int a, int b, int c, int d) {
    int sum = a + b + c + d;
    if (a != 0 && b != 0 && c != 0 && d != 0) {
      return (short) ((sum + 1 + ((sum >> 2) & 1)) >> 2);
    }
    int count = (a != 0 ? 1 : 0) + (b != 0 ? 1 : 0) + (c != 0 ? 1 : 0) + (d != 0 ? 1 : 0);
    return switch (count) {
      case 2 -> (short) ((sum + ((sum >> 1) & 1)) >> 1);
      case 3 -> (short) ((sum + 1) / 3);
      default -> (short) sum;
    };
  }

  /**
   * Halves a uint16 image in which 0 means unknown, each known pixel counted with its confidence.
   * Known pixels of confidence 0 count only where the block has no others.
   *
   * @param from width × height uint16 numbers
   * @param confidence weights, width × height, at least 0
   * @param width columns
   * @param height rows
   * @return halved image, rounded to the nearest
   * @throws IllegalArgumentException if an array has another length
   */
  public static short[] weighted(short[] from, float[] confidence, int width, int height) {
    check(confidence.length, width, height);
    short[] to = known(from, width, height);
    int w = halved(width);
    for (int y = 0; y < halved(height); y++) {
      for (int x = 0; x < w; x++) {
        double sum = 0;
        double weight = 0;
        for (int j = 2 * y; j < Math.min(height, 2 * y + 2); j++) {
          for (int i = 2 * x; i < Math.min(width, 2 * x + 2); i++) {
            int stored = from[j * width + i] & 0xffff;
            if (stored != 0) {
              sum += (double) confidence[j * width + i] * stored;
              weight += confidence[j * width + i];
            }
          }
        }
        if (weight > 0) {
          to[y * w + x] = (short) Math.rint(sum / weight);
        }
      }
    }
    return to;
  }

  /**
   * Halves a float image, such as a confidence: the plain mean.
   *
   * @param from width × height values
   * @param width columns
   * @param height rows
   * @return halved image
   * @throws IllegalArgumentException if the array has another length
   */
  public static float[] mean(float[] from, int width, int height) {
    check(from.length, width, height);
    int w = halved(width);
    int h = halved(height);
    float[] to = new float[w * h];
    for (int y = 0; y < h; y++) {
      int top = 2 * y * width;
      int low = 2 * y + 1 < height ? top + width : top;
      for (int x = 0; x < width >> 1; x++) {
        to[y * w + x] =
            0.25f
                * ((from[top + 2 * x] + from[top + 2 * x + 1])
                    + (from[low + 2 * x] + from[low + 2 * x + 1]));
      }
      if ((width & 1) == 1) {
        to[y * w + w - 1] = 0.5f * (from[top + width - 1] + from[low + width - 1]);
      }
    }
    return to;
  }

  /**
   * Halves a float image in which NaN means unknown: the mean of the known pixels, unknown only if
   * all are.
   *
   * @param from width × height values
   * @param width columns
   * @param height rows
   * @return halved image
   * @throws IllegalArgumentException if the array has another length
   */
  public static float[] knownMean(float[] from, int width, int height) {
    check(from.length, width, height);
    int w = halved(width);
    int h = halved(height);
    float[] to = new float[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        double sum = 0;
        int count = 0;
        for (int j = 2 * y; j < Math.min(height, 2 * y + 2); j++) {
          for (int i = 2 * x; i < Math.min(width, 2 * x + 2); i++) {
            float value = from[j * width + i];
            if (!Float.isNaN(value)) {
              sum += value;
              count++;
            }
          }
        }
        to[y * w + x] = count == 0 ? Float.NaN : (float) (sum / count);
      }
    }
    return to;
  }

  /**
   * Halves a label image: the commonest label of each block, of equally common ones the first in
   * reading order. Labels are never averaged.
   *
   * @param from width × height uint32 labels
   * @param width columns
   * @param height rows
   * @return halved image
   * @throws IllegalArgumentException if the array has another length
   */
  public static int[] mode(int[] from, int width, int height) {
    check(from.length, width, height);
    int w = halved(width);
    int h = halved(height);
    int[] to = new int[w * h];
    for (int y = 0; y < h; y++) {
      int top = 2 * y * width;
      int low = 2 * y + 1 < height ? top + width : top;
      for (int x = 0; x < w; x++) {
        int left = 2 * x;
        int right = Math.min(left + 1, width - 1);
        to[y * w + x] =
            commonest(from[top + left], from[top + right], from[low + left], from[low + right]);
      }
    }
    return to;
  }

  private static int commonest(int a, int b, int c, int d) {
    // With one equal, a holds half of the block and nothing can outnumber it.
    if (a == b || a == c || a == d) {
      return a;
    }
    return b == c || b == d ? b : (c == d ? c : a);
  }

  private static void check(int length, int width, int height) {
    if (width < 1 || height < 1 || length != (long) width * height) {
      throw new IllegalArgumentException(
          "an image of %d x %d px needs as many values, got %d".formatted(width, height, length));
    }
  }
}
