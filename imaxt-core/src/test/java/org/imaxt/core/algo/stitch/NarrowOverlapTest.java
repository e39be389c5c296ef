package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PairOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Overlaps that show plenty to the eye but that masks and backgrounds make hard. */
class NarrowOverlapTest {

  /** A tenth of a pixel: few pixels, not smoothed before they are interpolated. */
  private static final double NARROW_TOL_PX = 0.1;

  /** What the search alone is good to. */
  private static final double UNREFINED_PX = 0.51;

  /** A smooth rim without texture; measured 0.1 at worst. */
  private static final double RIM_TOL_PX = 0.2;

  private static final TileSize TILE = new TileSize(256, 256);
  private static final NeighbourPair PAIR = new NeighbourPair(0, 1, 226, 0);
  private static final PairParams PARAMS = PairParams.defaults();

  /** Of 30 columns that overlap a mask, as of stray light, leaves 10: less than smoothing needs. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void fixesTheStepWhereAMaskLeavesFewColumns(long seed) {
    Random random = new Random(seed);
    BlobScene scene = BlobScene.dense(600, 400, seed);
    double dx = 226 + 2 * (random.nextDouble() - 0.5);
    double dy = 10 * (random.nextDouble() - 0.5);
    RandomAccessibleInterval<FloatType> b = scene.tile(20 + dx, 20 + dy, TILE, 20, random);
    for (int y = 0; y < TILE.height(); y++) {
      for (int x = 0; x < 20; x++) {
        b.getAt(x, y).set(0); // unknown
      }
    }
    PairOutcome outcome =
        Tiles.match(PAIR, scene.tile(20, 20, TILE, 20, random), b, PARAMS.withSearchRadius(8));
    Displacement d =
        assertInstanceOf(PairOutcome.Matched.class, outcome, outcome::toString).displacement();
    assertEquals(dx, d.dxPx(), Math.max(NARROW_TOL_PX, 3 * d.sigmaXPx()), d::toString);
    assertEquals(dy, d.dyPx(), Math.max(NARROW_TOL_PX, 3 * d.sigmaYPx()), d::toString);
    assertTrue(Math.max(d.sigmaXPx(), d.sigmaYPx()) <= UNREFINED_PX, d::toString);
  }

  /**
   * The rim of a tissue that fills the second tile: the strips are cut at other places, so that
   * taking the background out leaves them unlike; three in twelve matched before refinement was
   * asked.
   */
  @Test
  void matchesTheRimOfATissueThoughBackgroundsDiffer() {
    int matched = 0;
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      double dx = 226 + 6 * (random.nextDouble() - 0.5);
      double dy = 10 * (random.nextDouble() - 0.5);
      PairOutcome outcome =
          Tiles.match(
              PAIR,
              rim(20, 20, random),
              rim(20 + dx, 20 + dy, random),
              PARAMS.withSearchRadius(13));
      if (outcome instanceof PairOutcome.Matched m) {
        matched++;
        assertEquals(dx, m.displacement().dxPx(), RIM_TOL_PX, outcome::toString);
        assertEquals(dy, m.displacement().dyPx(), RIM_TOL_PX, outcome::toString);
      }
    }
    int count = matched;
    assertTrue(count >= 8, () -> count + " of 12 matched");
  }

  /** Bright right of a wavy rim at x = 270, from y = 50 to 210; dark elsewhere. */
  private static RandomAccessibleInterval<FloatType> rim(double ox, double oy, Random random) {
    float[] values = new float[TILE.width() * TILE.height()];
    for (int i = 0; i < values.length; i++) {
      double x = i % TILE.width() + ox;
      double y = i / TILE.width() + oy;
      double rim = 270 + 8 * Math.sin(y / 26);
      double inside = rise(x - rim) * rise(80 - Math.abs(y - 130));
      double signal = 100 + 900 * inside;
      double noise = random.nextGaussian() * (5 + 0.5 * Math.sqrt(signal));
      values[i] = (float) Math.max(1, signal + noise);
    }
    return ArrayImgs.floats(values, TILE.width(), TILE.height());
  }

  private static double rise(double x) {
    return 1 / (1 + Math.exp(-x / 2));
  }
}
