package org.imaxt.core.algo.distortion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InverseGridTest {

  /** Nodes 8 px apart: 8² / 8 times a curvature of 0.0002 a px, both axes together, times √2. */
  private static final double TABLE_TOL_PX = 0.003;

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void agreesWithTheExactInverseInEveryOrientation(Orientation o) {
    Distortion distortion = Bends.twentyMicrometres();
    InverseGrid grid = InverseGrid.of(distortion, o);
    int w = o.width(Bends.W, Bends.H);
    int h = o.height(Bends.W, Bends.H);
    Orientation back = o.inverse();
    double[] at = new double[2];
    double worst = 0;
    for (double y = 0; y <= h; y += 7.3) {
      for (double x = 0; x <= w; x += 6.7) {
        distortion.camera(o.cameraX(x, y, Bends.W, Bends.H), o.cameraY(x, y, Bends.W, Bends.H), at);
        double errorX = x + grid.dx(x, y) - back.cameraX(at[0], at[1], w, h);
        double errorY = y + grid.dy(x, y) - back.cameraY(at[0], at[1], w, h);
        worst = Math.max(worst, Math.hypot(errorX, errorY));
      }
    }
    assertTrue(worst <= TABLE_TOL_PX, "largest error " + worst + " px");
  }

  @Test
  void reachBoundsEveryDisplacementAndRangeThoseOfARectangle() {
    InverseGrid grid = InverseGrid.of(Bends.twentyMicrometres(), Orientation.ROTATE_90);
    InverseGrid.Range range = grid.range(100, 30, 180, 90);
    for (double y = 0; y <= Bends.W; y += 5) {
      for (double x = 0; x <= Bends.H; x += 5) {
        double dx = grid.dx(x, y);
        double dy = grid.dy(x, y);
        assertTrue(Math.max(Math.abs(dx), Math.abs(dy)) <= grid.reachPx(), "at " + x + ", " + y);
        if (x >= 100 && x <= 180 && y >= 30 && y <= 90) {
          assertTrue(dx >= range.leastX() && dx <= range.mostX(), "dx at " + x + ", " + y);
          assertTrue(dy >= range.leastY() && dy <= range.mostY(), "dy at " + x + ", " + y);
        }
      }
    }
  }

  @Test
  void noDistortionIsExactlyNothing() {
    Distortion none = Distortion.identity(Bends.W, Bends.H, Bends.PIXEL_UM);
    InverseGrid grid = InverseGrid.of(none, Orientation.TRANSVERSE);
    assertEquals(0, grid.reachPx());
    assertEquals(0, grid.outwardPx());
    assertEquals(0, grid.dx(12.3, 600));
    assertEquals(0, grid.dy(12.3, 600));
  }

  @Test
  void refusesDistortionThatFoldsOver() {
    double[] folding = new double[14];
    folding[3] = -0.5 * Bends.W * Bends.PIXEL_UM;
    Distortion folded = Bends.of(folding);
    Exception refusal =
        assertThrows(
            IllegalArgumentException.class, () -> InverseGrid.of(folded, Orientation.IDENTITY));
    assertTrue(
        refusal.getMessage().startsWith("a distortion must not fold over within the tile"),
        refusal.getMessage());
  }
}
