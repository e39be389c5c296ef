package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.model.StagePosition;
import org.junit.jupiter.api.Test;

class LayingTest {

  private static final PixelSize PIXEL = PixelSize.square(2);

  /** Four tiles of a row, 100 px apart. */
  private static List<StagePosition> row() {
    List<StagePosition> stage = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      stage.add(new StagePosition(t, 0, t, 200 * t, 0));
    }
    return stage;
  }

  private static Displacement step(int a, int b, double dx, double sigma) {
    return new Displacement(a, b, dx, 0, sigma, sigma, 0.9);
  }

  private static Solution lay(List<Double> brightness, Displacement... links) {
    return Laying.lay(
        new SectionLinks(row(), List.of(links)), PIXEL, brightness, SolverParams.defaults());
  }

  private static double between(Solution s, int a, int b) {
    return s.tiles().get(b).xPx() - s.tiles().get(a).xPx();
  }

  @Test
  void laysFromTheBrightestByStepsElseByTheStage() {
    Solution s = lay(List.of(1.0, 9.0, 2.0, 1.0), step(0, 1, 103, 0.1), step(1, 2, 96, 0.1));
    assertEquals(103, between(s, 0, 1), 1e-12);
    assertEquals(96, between(s, 1, 2), 1e-12);
    assertEquals(100, between(s, 2, 3), 1e-12);
    assertEquals(PlacedTile.Source.STAGE, s.tiles().get(3).source());
    assertEquals(0, s.tiles().get(1).sigmaXPx(), 0);
    double stage = SolverParams.defaults().stageSigmaPx();
    assertEquals(Math.sqrt(0.01 + 2 * stage * stage), s.tiles().get(3).sigmaXPx(), 1e-12);
  }

  @Test
  void weighsStepsToSeveralTilesLaidBefore() {
    // tile 3 is laid last, from 2 by a step of weight 1 and from 1 by one of weight 4
    Solution s =
        lay(
            List.of(9.0, 1.0, 1.0, 1.0),
            step(0, 1, 100, 0.1),
            step(1, 2, 100, 0.1),
            step(2, 3, 110, 0.2),
            step(3, 1, -200, 0.1));
    assertEquals(202, between(s, 1, 3), 1e-12);
    assertEquals(-8, s.links().get(2).residualXPx(), 1e-12);
  }

  @Test
  void keepsTheMeanOfLinkedTilesAtTheStage() {
    Solution s = lay(List.of(1.0, 2.0, 3.0, 4.0), step(0, 1, 130, 0.1));
    assertEquals(50, 0.5 * (s.tiles().get(0).xPx() + s.tiles().get(1).xPx()), 1e-12);
  }

  @Test
  void refusesBrightnessOfOtherTiles() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> lay(Collections.nCopies(3, 1.0)));
    assertEquals("each tile needs one brightness, got 3 for 4 tiles", e.getMessage());
  }
}
