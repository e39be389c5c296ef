package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PairOutcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lone bead, whole in one tile, of which a mask leaves the other a cap. */
class CutStructureTest {

  private static final int SEEDS = 60;

  /** All are, measured. */
  private static final int LEAST_MATCHED = 57;

  /** Six times the usual error of these caps; measured 0.2. */
  private static final double GROSS_PX = 0.5;

  private static final double BEAD_RADIUS_PX = 9;
  private static final TileSize TILE = new TileSize(256, 256);
  private static final int MASK_PX = 10;
  private static final NeighbourPair PAIR = new NeighbourPair(0, 1, 216, 0);
  private static final PairParams PARAMS = PairParams.defaults().withSearchRadius(13);

  /**
   * Refinement of both tiles, whose margins at the mask are as wide as the cap, matched 38 of these
   * 180, to 1 px.
   */
  @Tag("slow")
  @ParameterizedTest(name = "{0} columns of the bead")
  @ValueSource(ints = {4, 5, 6})
  void fixesTheStepByTheCapOfABead(int columns) {
    int matched = 0;
    int within1 = 0;
    int within2 = 0;
    double worst = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Scene scene = new Scene(seed);
      if (scene.match(scene.cap(columns)) instanceof PairOutcome.Matched m) {
        matched++;
        Displacement d = m.displacement();
        double[] errors = {Math.abs(d.dxPx() - scene.dx), Math.abs(d.dyPx() - scene.dy)};
        double[] sigmas = {d.sigmaXPx(), d.sigmaYPx()};
        for (int k = 0; k < 2; k++) {
          within1 += errors[k] <= sigmas[k] ? 1 : 0;
          within2 += errors[k] <= 2 * sigmas[k] ? 1 : 0;
          worst = Math.max(worst, errors[k]);
        }
      }
    }
    double n = 2 * matched;
    String figures =
        "%d of %d matched, %.3f within 1 sigma, %.3f within 2, worst %.3f px"
            .formatted(matched, SEEDS, within1 / n, within2 / n, worst);
    System.getLogger("accuracy").log(System.Logger.Level.INFO, figures);
    assertTrue(matched >= LEAST_MATCHED, figures);
    assertTrue(worst <= GROSS_PX, figures);
    assertTrue(within1 > 0.55 * n && within1 < 0.82 * n, figures); // 120 numbers: 68 % ± 4 %
    assertTrue(within2 > 0.90 * n, figures); // 95 % ± 2 %
  }

  @Test
  void doesNotLinkABeadThatTheOtherTileDoesNotShow() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Scene scene = new Scene(seed);
      PairOutcome outcome = scene.match(scene.cap(-6));
      assertInstanceOf(PairOutcome.Unmatched.class, outcome, outcome::toString);
    }
  }

  @Test
  void doesNotLinkNoise() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Scene scene = new Scene(seed);
      PairOutcome outcome = scene.match(-1000);
      assertInstanceOf(PairOutcome.Unmatched.class, outcome, outcome::toString);
    }
  }

  /** Two tiles at a step of some fraction of a pixel. */
  private static final class Scene {
    final double dx;
    final double dy;
    private final double beadY;
    private final Random random;

    Scene(long seed) {
      random = new Random(4711L * seed);
      dx = PAIR.dxPx() + 6 * (random.nextDouble() - 0.5);
      dy = 6 * (random.nextDouble() - 0.5);
      beadY = 60 + 130 * random.nextDouble();
    }

    /** Centre of the bead in the first tile of which the mask leaves the second some columns. */
    double cap(int columns) {
      return dx + MASK_PX + columns - BEAD_RADIUS_PX;
    }

    PairOutcome match(double beadX) {
      RandomAccessibleInterval<FloatType> b = tile(beadX - dx, beadY - dy);
      for (int y = 0; y < TILE.height(); y++) {
        for (int x = 0; x < MASK_PX; x++) {
          b.getAt(x, y).set(0); // unknown
        }
      }
      return Tiles.match(PAIR, tile(beadX, beadY), b, PARAMS);
    }

    /** A disc with a soft rim, 400 above 100, with the noise of counted photons. */
    private RandomAccessibleInterval<FloatType> tile(double beadX, double beadY) {
      float[] values = new float[TILE.width() * TILE.height()];
      for (int i = 0; i < values.length; i++) {
        double away = Math.hypot(i % TILE.width() - beadX, i / TILE.width() - beadY);
        double signal = 100 + 400 / (1 + Math.exp((away - BEAD_RADIUS_PX) / 1.0));
        double noise = random.nextGaussian() * (5 + 0.7 * Math.sqrt(signal));
        values[i] = (float) Math.max(1, signal + noise);
      }
      return ArrayImgs.floats(values, TILE.width(), TILE.height());
    }
  }
}
