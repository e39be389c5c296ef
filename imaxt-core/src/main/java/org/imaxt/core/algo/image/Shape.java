package org.imaxt.core.algo.image;

/** What every kernel asks of its arrays. */
final class Shape {

  private Shape() {}

  static void check(int length, int width, int height) {
    if (width < 1 || height < 1 || length != (long) width * height) {
      throw new IllegalArgumentException(
          "an image of %d x %d px needs as many values, got %d".formatted(width, height, length));
    }
  }
}
