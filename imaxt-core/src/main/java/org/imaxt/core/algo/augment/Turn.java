package org.imaxt.core.algo.augment;

/** The eight ways in which a square lies on itself. */
public final class Turn {

  /** How many there are. */
  public static final int COUNT = 8;

  private Turn() {}

  /**
   * Turns a pair; number 0 leaves it as it is. Bit 2 swaps the axes, then bit 0 mirrors x and bit 1
   * mirrors y.
   *
   * @param pair image and labels
   * @param number which turn, 0 to 7
   * @return a copy, width and height swapped from number 4 on
   * @throws IllegalArgumentException if there is no such turn
   */
  public static LabelledImage apply(LabelledImage pair, int number) {
    if (number < 0 || number >= COUNT) {
      throw new IllegalArgumentException("a turn has a number from 0 to 7, got " + number);
    }
    boolean swaps = (number & 4) != 0;
    int width = swaps ? pair.height() : pair.width();
    int height = swaps ? pair.width() : pair.height();
    int channels = pair.channels();
    float[] image = new float[width * height * channels];
    int[] labels = new int[width * height];
    for (int y = 0; y < height; y++) {
      int v = (number & 2) != 0 ? height - 1 - y : y;
      for (int x = 0; x < width; x++) {
        int u = (number & 1) != 0 ? width - 1 - x : x;
        int from = swaps ? u * pair.width() + v : v * pair.width() + u;
        for (int c = 0; c < channels; c++) {
          image[(y * width + x) * channels + c] = pair.image()[from * channels + c];
        }
        labels[y * width + x] = pair.labels()[from];
      }
    }
    return new LabelledImage(image, channels, labels, width, height);
  }
}
