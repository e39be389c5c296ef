package org.imaxt.core.algo.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Displacements between points. */
class DisplacementFieldTest {

  private static final double POINT_TOL_UM = 1e-4; // the nugget
  private static final double BETWEEN_TOL_UM = 0.05; // of 4 µm, waves of 13 spacings

  private static double[] wave(double x, double y) {
    return new double[] {4 * Math.sin(x / 200 + y / 500), 4 * Math.cos(y / 220)};
  }

  private static List<double[]> points() {
    List<double[]> points = new ArrayList<>();
    for (int x = 0; x <= 1000; x += 100) {
      for (int y = 0; y <= 1000; y += 100) {
        double[] d = wave(x, y);
        points.add(new double[] {x, y, d[0], d[1]});
      }
    }
    return points;
  }

  @Test
  void goesThroughItsPointsAndSmoothlyBetweenThem() {
    DisplacementField field = DisplacementField.through(points());
    assertArrayEquals(wave(300, 700), field.at(300, 700), POINT_TOL_UM);
    assertArrayEquals(wave(345, 655), field.at(345, 655), BETWEEN_TOL_UM);
  }

  @Test
  void fadesFarFromAllPoints() {
    DisplacementField field = DisplacementField.through(points());
    assertEquals(0, field.at(20_000, 500)[0], 1e-6);
  }

  @Test
  void takesASinglePoint() {
    DisplacementField field = DisplacementField.through(List.of(new double[] {5, 6, 2, -1}));
    assertArrayEquals(new double[] {2, -1}, field.at(5, 6), POINT_TOL_UM);
  }
}
