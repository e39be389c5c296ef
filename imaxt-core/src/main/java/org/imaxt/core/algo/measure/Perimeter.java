package org.imaxt.core.algo.measure;

/**
 * Length of a region's border, from the kinds of neighbours that its border pixels have (Benkrid
 * and Crookes, Design and FPGA Implementation of a Perimeter Estimator, Queen's University of
 * Belfast); border pixels are those with a 4-neighbour outside.
 */
final class Perimeter {

  /**
   * What a border pixel adds, by 1 + 2 · edge neighbours + 10 · corner neighbours on the border.
   */
  private static final double[] WEIGHTS = weights();

  private Perimeter() {}

  private static double[] weights() {
    double[] weights = new double[50];
    for (int one : new int[] {5, 7, 15, 17, 25, 27}) {
      weights[one] = 1;
    }
    for (int diagonal : new int[] {21, 33}) {
      weights[diagonal] = Math.sqrt(2);
    }
    for (int mixed : new int[] {13, 23}) {
      weights[mixed] = (1 + Math.sqrt(2)) / 2;
    }
    return weights;
  }

  static double of(boolean[] mask, int width) {
    int height = mask.length / width;
    int stride = width + 2;
    byte[] border = new byte[stride * (height + 2)];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (mask[y * width + x] && isBorder(mask, x, y, width, height)) {
          border[(y + 1) * stride + x + 1] = 1;
        }
      }
    }
    double sum = 0;
    for (int y = 1; y <= height; y++) {
      for (int i = y * stride + 1; i <= y * stride + width; i++) {
        int edges = border[i - 1] + border[i + 1] + border[i - stride] + border[i + stride];
        int corners =
            border[i - stride - 1]
                + border[i - stride + 1]
                + border[i + stride - 1]
                + border[i + stride + 1];
        sum += WEIGHTS[border[i] + 2 * edges + 10 * corners];
      }
    }
    return sum;
  }

  private static boolean isBorder(boolean[] mask, int x, int y, int width, int height) {
    int i = y * width + x;
    return x == 0
        || y == 0
        || x == width - 1
        || y == height - 1
        || !(mask[i - 1] && mask[i + 1] && mask[i - width] && mask[i + width]);
  }
}
