package org.imaxt.imc.nuclei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DistanceSplitTest {

  private static final int WIDTH = 60;
  private static final int HEIGHT = 40;

  /** The distance transform counts from centre to centre of pixels and is smoothed a little. */
  private static final double RADIUS_TOL_PX = 0.8;

  private static boolean[] discs(double radius, int... centres) {
    boolean[] object = new boolean[WIDTH * HEIGHT];
    for (int i = 0; i < object.length; i++) {
      for (int centre : centres) {
        object[i] |= Math.hypot(i % WIDTH - centre, i / WIDTH - 20) < radius;
      }
    }
    return object;
  }

  private static long count(int[] labels) {
    return Arrays.stream(labels).filter(l -> l != 0).distinct().count();
  }

  @Test
  void dividesDiscsThatTouch() {
    int[] labels = DistanceSplit.of(discs(8, 20, 34), WIDTH, HEIGHT, 0.5, 1);
    assertEquals(2, count(labels));
    assertNotEquals(labels[20 * WIDTH + 20], labels[20 * WIDTH + 34]);
  }

  @Test
  void keepsTogetherWhatDoesNotStandOut() {
    assertEquals(1, count(DistanceSplit.of(discs(8, 20, 34), WIDTH, HEIGHT, 8, 1)));
  }

  @Test
  void leavesOutWhatIsSmall() {
    assertEquals(0, count(DistanceSplit.of(discs(3, 20), WIDTH, HEIGHT, 0.5, 60)));
  }

  @Test
  void tellsRadii() {
    double[] radii = DistanceSplit.radii(discs(9, 20), WIDTH, HEIGHT, 0.5);
    assertEquals(1, radii.length);
    assertEquals(9, radii[0], RADIUS_TOL_PX);
  }

  @Test
  void takesAForegroundWithoutBackgroundAsOne() {
    boolean[] all = new boolean[WIDTH * HEIGHT];
    Arrays.fill(all, true);
    assertEquals(1, count(DistanceSplit.of(all, WIDTH, HEIGHT, 0.5, 1)));
    assertEquals(0, count(DistanceSplit.of(new boolean[all.length], WIDTH, HEIGHT, 0.5, 1)));
  }
}
