package org.imaxt.core.algo.federate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.federate.StainScene.Stain;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class CoarseMatchTest {

  /** Three pixels: beads are looked for within as much of a guess. */
  private static final double NEAR_UM = 240;

  @ParameterizedTest
  @EnumSource(Stain.class)
  void findsMirrorTurnAndShiftWhateverTheStain(Stain stain) {
    int found = 0;
    int first = 0;
    for (long seed = 101; seed <= 106; seed++) {
      StainScene scene = new StainScene(seed, stain, 0);
      List<Hypothesis> all = CoarseMatch.search(scene.slide, scene.section, 5);
      first += scene.error(all.get(0).affine()) < NEAR_UM ? 1 : 0;
      found += all.stream().anyMatch(h -> scene.error(h.affine()) < NEAR_UM) ? 1 : 0;
    }
    assertTrue(found >= 5, found + " of 6 among five hypotheses, " + first + " as the first");
  }

  @Test
  void findsNothingWhereNothingShows() {
    StainScene scene = new StainScene(111, Stain.ALIKE, 0);
    int n = 60;
    float[] known = new float[n * n];
    Arrays.fill(known, 1);
    CoarseImage empty = new CoarseImage(n, n, new float[n * n], known, StainScene.PIXEL_UM, 0, 0);
    assertEquals(List.of(), CoarseMatch.search(empty, scene.section, 5));
  }

  @Test
  void refusesPixelsOfAnotherSize() {
    StainScene scene = new StainScene(112, Stain.ALIKE, 0);
    CoarseImage s = scene.slide;
    CoarseImage other = new CoarseImage(s.width(), s.height(), s.values(), s.weights(), 40, 0, 0);
    assertThrows(IllegalArgumentException.class, () -> CoarseMatch.search(other, scene.section, 5));
  }
}
