package org.imaxt.core.algo.distortion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JackknifeTest {

  private static final double ROUNDING = 1e-12;

  /** For a mean the jackknife is exact: s / √n. */
  @Test
  void givesTheStandardErrorOfAMean() {
    double[] data = {3, 1, 4, 1, 5, 9, 2, 6};
    double mean = 31 / 8.0;
    double squares = 0;
    List<double[]> fits = new ArrayList<>();
    for (double value : data) {
      fits.add(new double[] {7, (31 - value) / 7});
      squares += (value - mean) * (value - mean);
    }
    assertEquals(
        2 * Math.sqrt(squares / 7 / 8), Jackknife.sigma(fits, new double[] {0, 2}), ROUNDING);
    assertEquals(0, Jackknife.sigma(fits, new double[] {1, 0}), ROUNDING);
  }

  @Test
  void refusesASingleFit() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Jackknife.sigma(List.of(new double[1]), new double[1]));
    assertEquals("a jackknife needs at least 2 fits, got 1", e.getMessage());
  }
}
