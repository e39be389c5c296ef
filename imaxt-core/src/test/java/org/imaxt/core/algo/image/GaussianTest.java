package org.imaxt.core.algo.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GaussianTest {

  @Test
  void spreadsAPointWithTheGivenVariance() {
    int n = 61;
    float[] point = new float[n * n];
    point[30 * n + 30] = 1;
    float[] blurred = Gaussian.blur(point, n, n, 4);
    double sum = 0;
    double varianceX = 0;
    double varianceY = 0;
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        double v = blurred[y * n + x];
        sum += v;
        varianceX += v * (x - 30) * (x - 30);
        varianceY += v * (y - 30) * (y - 30);
      }
    }
    assertEquals(1, sum, 1e-5);
    // Truncation at 4 sigma takes 0.1 % off the variance.
    assertEquals(16, varianceX, 0.03);
    assertEquals(16, varianceY, 0.03);
  }

  @Test
  void leavesAConstantImageAlone() {
    float[] flat = new float[7 * 3];
    Arrays.fill(flat, 5);
    float[] blurred = Gaussian.blur(flat, 7, 3, 6);
    assertArrayEquals(flat, blurred, 1e-5f);
  }

  @Test
  void sigmaOfZeroIsTheIdentity() {
    float[] image = {1, 2, 3, 4, 5, 6};
    assertArrayEquals(image, Gaussian.blur(image, 3, 2, 0));
  }
}
