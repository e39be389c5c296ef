package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalStepsTest {

  private static final TileSize STRIP = new TileSize(90, 420);
  private static final LocalSteps.Params PARAMS = new LocalSteps.Params(40, 16, 3, 0.5);
  private static final double NOISE = 20;

  /** Chance that one of 32 normal values lies beyond: 0.2 %. */
  private static final double SIGMAS = 4;

  /**
   * The middle of a patch's structure is not the middle of the patch: 3 px times the step's growth
   * of 0.004 a pixel.
   */
  private static final double MIDDLE_TOL_PX = 0.012;

  /** Strips at x 742 to 832 and 0 to 90, so that the step is near 742. */
  private static StripPair pair(Waves.Steps x, Waves.Steps y, long seed) {
    Random random = new Random(seed);
    Waves scene = new Waves(random);
    return new StripPair(
        new NeighbourPair(0, 1, 740, 2),
        scene.strip(742, 0, STRIP, NOISE, random),
        scene.stepped(0, 0, STRIP, x, y, NOISE, random));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsStepsThatVaryAlongTheOverlap(long seed) {
    Waves.Steps x = new Waves.Steps(741.3, 787, 0.004);
    Waves.Steps y = new Waves.Steps(2.4, 787, -0.003);
    List<LocalStep> steps = LocalSteps.of(pair(x, y, seed), new double[] {741.3, 2.4}, PARAMS);
    assertTrue(steps.size() >= 12, steps.size() + " steps");
    for (LocalStep step : steps) {
      double errorX = Math.abs(step.dxPx() - x.of(step.xPx()));
      double errorY = Math.abs(step.dyPx() - y.of(step.xPx()));
      assertTrue(errorX <= SIGMAS * step.sigmaXPx() + MIDDLE_TOL_PX, "x off: " + step);
      assertTrue(errorY <= SIGMAS * step.sigmaYPx() + MIDDLE_TOL_PX, "y off: " + step);
      assertTrue(step.sigmaXPx() < 0.1 && step.sigmaYPx() < 0.1, "too unsure: " + step);
    }
  }

  @Test
  void shadingMovesNoStep() {
    Waves.Steps x = new Waves.Steps(741.3, 787, 0);
    Waves.Steps y = new Waves.Steps(2.4, 787, 0);
    StripPair even = pair(x, y, 7);
    Strip dimmed = dimmed(even.b());
    double[] step = {741.3, 2.4};
    List<LocalStep> steps =
        LocalSteps.of(new StripPair(even.nominal(), even.a(), dimmed), step, PARAMS);
    assertTrue(steps.size() >= 12, steps.size() + " steps");
    for (LocalStep s : steps) {
      assertEquals(741.3, s.dxPx(), SIGMAS * s.sigmaXPx() + MIDDLE_TOL_PX);
      assertEquals(2.4, s.dyPx(), SIGMAS * s.sigmaYPx() + MIDDLE_TOL_PX);
    }
  }

  /** Half as bright at the bottom as at the top. */
  private static Strip dimmed(Strip strip) {
    Strip out = strip.part(0, 0, strip.width, strip.height);
    for (int i = 0; i < out.channels[0].length; i++) {
      out.channels[0][i] *= 1 - 0.5f * (i / out.width) / out.height;
    }
    return out;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsNothingInUnrelatedNoise(long seed) {
    Random random = new Random(seed);
    StripPair noise =
        new StripPair(
            new NeighbourPair(0, 1, 742, 0),
            new Waves(random).strip(742, 0, STRIP, 1000, random),
            new Waves(random).strip(0, 0, STRIP, 1000, random));
    assertEquals(List.of(), LocalSteps.of(noise, new double[] {742, 0}, PARAMS));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsNothingInUnrelatedTexture(long seed) {
    Random random = new Random(seed);
    StripPair other =
        new StripPair(
            new NeighbourPair(0, 1, 742, 0),
            new Waves(random).strip(742, 0, STRIP, NOISE, random),
            new Waves(random).strip(0, 0, STRIP, NOISE, random));
    int found = LocalSteps.of(other, new double[] {742, 0}, PARAMS).size();
    assertEquals(0, found, "steps found");
  }

  @Test
  void findsNothingWhereStripsDoNotOverlap() {
    Random random = new Random(1);
    Waves scene = new Waves(random);
    StripPair apart =
        new StripPair(
            new NeighbourPair(0, 1, 742, 0),
            scene.strip(742, 0, STRIP, NOISE, random),
            scene.strip(0, 0, STRIP, NOISE, random));
    assertEquals(List.of(), LocalSteps.of(apart, new double[] {900, 0}, PARAMS));
  }

  @Test
  void looksAtNoMorePatchesThanAsked() {
    Waves.Steps x = new Waves.Steps(741.3, 787, 0);
    Waves.Steps y = new Waves.Steps(2.4, 787, 0);
    LocalSteps.Params four = new LocalSteps.Params(40, 4, 3, 0.5);
    List<LocalStep> steps = LocalSteps.of(pair(x, y, 3), new double[] {741, 2}, four);
    assertEquals(4, steps.size());
  }

  @Test
  void refusesPatchesTooSmallToCompare() {
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> new LocalSteps.Params(7, 16, 3, 0.5));
    assertTrue(refusal.getMessage().endsWith("got 7, 16, 3, 0.5"), refusal.getMessage());
  }
}
