package org.imaxt.core.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledPhantomTest {

  private static final double PIXEL_UM = 4.5;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void labelsWholeBeadsWithTheirArea(long seed) {
    LabelledPhantom piece = LabelledPhantom.render(seed, 160, PIXEL_UM);
    for (LabelledPhantom.Disc d : piece.discs()) {
      boolean whole =
          d.xPx() > d.radiusPx()
              && d.yPx() > d.radiusPx()
              && d.xPx() < 160 - d.radiusPx()
              && d.yPx() < 160 - d.radiusPx();
      double area = Math.PI * d.radiusPx() * d.radiusPx();
      if (whole && !d.damaged() && d.radiusPx() > 3) {
        double cut = 2 * d.radiusPx(); // a circle's pixels differ from its area by less than this
        assertEquals(area, count(piece, d.label()), cut, "of " + d);
      }
    }
  }

  @Test
  void showsBeadsBrighterThanTheAgaroseAboutThem() {
    PhantomParams params =
        PhantomParams.defaults()
            .withSeed(5)
            .withTile(200, 200, PIXEL_UM)
            .withGrid(1, 1)
            .withChannels(2)
            .withSpecimen(SpecimenParams.defaults().withTissue(0, 0).withBeadsPerMm3(100))
            .only(Effect.SHOT_NOISE);
    LabelledPhantom piece = LabelledPhantom.of(params, 1, 2);
    double[] sum = new double[2];
    int[] n = new int[2];
    for (int i = 0; i < piece.labels().length; i++) {
      int in = piece.labels()[i] == 0 ? 0 : 1;
      sum[in] += piece.image()[i];
      n[in]++;
    }
    assertTrue(n[1] > 500, "too few pixels of beads: " + n[1]);
    assertTrue(
        sum[1] / n[1] > 5 * sum[0] / n[0],
        "beads have " + sum[1] / n[1] + ", agarose has " + sum[0] / n[0]);
  }

  @Test
  void drawsTheSamePieceFromTheSameSeed() {
    LabelledPhantom one = LabelledPhantom.render(3, 64, PIXEL_UM);
    LabelledPhantom same = LabelledPhantom.render(3, 64, PIXEL_UM);
    assertArrayEquals(one.image(), same.image());
    assertArrayEquals(one.labels(), same.labels());
  }

  @Test
  void refusesACameraThatDistorts() {
    PhantomParams params = PhantomParams.defaults().withGrid(1, 1);
    assertThrows(IllegalArgumentException.class, () -> LabelledPhantom.of(params, 1, 1));
  }

  private static int count(LabelledPhantom piece, int label) {
    int count = 0;
    for (int number : piece.labels()) {
      count += number == label ? 1 : 0;
    }
    return count;
  }
}
