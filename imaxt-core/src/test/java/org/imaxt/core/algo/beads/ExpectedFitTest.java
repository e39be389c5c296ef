package org.imaxt.core.algo.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.FittedBead;
import org.junit.jupiter.api.Test;

/** Beads that other planes foretell, on drawn patches. */
class ExpectedFitTest {
  private static final int FIRST_SEED = 91;
  private static final int SEEDS = 60;
  private static final BeadOptics OPTICS = new BeadOptics(1.5, 12, 60);
  private static final BeadNoise NOISE = BeadNoise.independent(4, 80);
  private static final double AMPLITUDE_ADU = 1500;

  /** Some 120 coordinates know the shares to 0.045. */
  private static final double LEAST_WITHIN_ONE = 0.55;

  private static final double LEAST_WITHIN_TWO = 0.88;

  private static final ExpectedFit FIT =
      new ExpectedFit(OPTICS, NOISE, BeadFitParams.ofRadius(46, 60));

  /** What planes that are off by some 0.2 µm and 1.5 µm foretell of a bead. */
  private static ExpectedBead foretold(DrawnBead bead, double amplitudeAdu, Random random) {
    return new ExpectedBead(
        bead.xUm() + 0.2 * random.nextGaussian(),
        bead.yUm() + 0.2 * random.nextGaussian(),
        0.2,
        bead.rhoUm() + 1.5 * random.nextGaussian(),
        1.5,
        amplitudeAdu);
  }

  private static DrawnBead bead(Random random) {
    return new DrawnBead(
        80 + 2 * random.nextDouble(), 80 + 2 * random.nextDouble(), 42, AMPLITUDE_ADU / 40, 6);
  }

  /** Beyond an edge that leaves a third of the disc there is nothing. */
  private static DoubleBinaryOperator broken(DrawnBead bead, double angle) {
    double at = -0.35 * bead.rhoUm();
    return (x, y) ->
        (x - bead.xUm()) * Math.cos(angle) + (y - bead.yUm()) * Math.sin(angle) > at ? -1 : 0;
  }

  @Test
  void aThirdOfABeadLiesWhereItsCircleHasTheCentre() {
    int found = 0;
    int one = 0;
    int two = 0;
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      Random random = new Random(seed);
      DrawnBead bead = bead(random);
      BeadPatch patch =
          bead.with(OPTICS, NOISE, random, broken(bead, 2 * Math.PI * random.nextDouble()));
      Optional<FittedBead> fit = FIT.fit(patch, foretold(bead, AMPLITUDE_ADU, random), 7);
      if (fit.isPresent()) {
        FittedBead b = fit.get();
        assertEquals(7, b.label());
        double x = Math.abs(b.xUm() - bead.xUm()) / b.xSigmaUm();
        double y = Math.abs(b.yUm() - bead.yUm()) / b.ySigmaUm();
        one += (x < 1 ? 1 : 0) + (y < 1 ? 1 : 0);
        two += (x < 2 ? 1 : 0) + (y < 2 ? 1 : 0);
        found++;
      }
    }
    String figures = "%d of %d found, %d and %d of %d coordinates within 1 and 2 σ";
    String told = figures.formatted(found, SEEDS, one, two, 2 * found);
    assertTrue(found >= 0.95 * SEEDS, told);
    assertTrue(one >= LEAST_WITHIN_ONE * 2 * found, told);
    assertTrue(two >= LEAST_WITHIN_TWO * 2 * found, told);
  }

  @Test
  void whatLeansOnTissueIsMeasuredByItsDarkSide() {
    Random random = new Random(5);
    DrawnBead bead = bead(random);
    DoubleBinaryOperator tissue = (x, y) -> x > bead.xUm() + 10 ? 900 : 0;
    BeadPatch patch = bead.with(OPTICS, NOISE, random, tissue);
    FittedBead b = FIT.fit(patch, foretold(bead, AMPLITUDE_ADU, random), 1).orElseThrow();
    assertEquals(bead.xUm(), b.xUm(), 4 * b.xSigmaUm());
    assertEquals(bead.yUm(), b.yUm(), 4 * b.ySigmaUm());
  }

  @Test
  void takesNothingWhereThereIsNothing() {
    Random random = new Random(6);
    DrawnBead bead = bead(random);
    BeadPatch dark = new DrawnBead(80, 80, 42, 0, 6).with(OPTICS, NOISE, random, (x, y) -> 0);
    assertEquals(Optional.empty(), FIT.fit(dark, foretold(bead, AMPLITUDE_ADU, random), 1));
  }

  @Test
  void takesNothingOfAnotherBrightness() {
    Random random = new Random(8);
    DrawnBead bead = bead(random);
    BeadPatch patch = bead.with(OPTICS, NOISE, random, (x, y) -> 0);
    assertEquals(Optional.empty(), FIT.fit(patch, foretold(bead, 6000, random), 1));
    assertEquals(Optional.empty(), FIT.fit(patch, foretold(bead, 600, random), 1));
  }

  @Test
  void takesNoFragmentOfTissue() {
    Random random = new Random(9);
    DrawnBead bead = bead(random);
    DrawnBead none = new DrawnBead(80, 80, 42, 0, 6);
    BeadPatch block =
        none.with(
            OPTICS,
            NOISE,
            random,
            (x, y) -> Math.abs(x - 80) < 34 && Math.abs(y - 80) < 20 ? AMPLITUDE_ADU : 0);
    assertEquals(Optional.empty(), FIT.fit(block, foretold(bead, AMPLITUDE_ADU, random), 1));
  }
}
