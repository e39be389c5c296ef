package org.imaxt.core.algo.beads;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomParams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Broken beads held against the phantom's truth. */
class CutFitTest {

  private static final int FIRST_SEED = 371;
  private static final int SEEDS = Integer.getInteger("imaxt.seeds", 2);

  /** Slivers of which less than a fifth of the rim is left tell no circle. */
  private static final double LEAST_RECALL = 0.85;

  /** An arc of a third of the rim knows the centre of a bead of 400 e⁻ to some 0.3 µm. */
  private static final double MEDIAN_TOL_UM = 0.3;

  private static final BeadOptics OPTICS = new BeadOptics(1.5, 12, 60);
  private static final BeadNoise NOISE = BeadNoise.independent(4, 80);

  @Test
  @Tag("slow") // renders 18 tiles
  void brokenBeadsLieWhereTheirArcHasItsCentre() {
    CutSurvey survey = new CutSurvey();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      PhantomParams p =
          CutSurvey.broken(PhantomParams.fast().withGrid(3, 3).withSections(1), 60)
              .without(Effect.DISTORTION, Effect.MAGNIFICATION);
      survey.add(p.withSeed(seed), 8);
    }
    System.getLogger("accuracy").log(System.Logger.Level.INFO, survey.toString());
    assertTrue(survey.recall() >= LEAST_RECALL, survey.toString());
    assertTrue(survey.medianUm() <= MEDIAN_TOL_UM, survey.toString());
    assertTrue(Math.abs(survey.radiusBiasUm()) <= 0.5, survey.toString());
    // Some 200 coordinates know the shares to 0.03.
    assertTrue(survey.within(1) >= 0.57 && survey.within(1) <= 0.79, survey.toString());
    assertTrue(survey.within(2) >= 0.88, survey.toString());
  }

  @Test
  void aBlockIsNoBrokenBead() {
    DrawnBead none = new DrawnBead(80, 80, 40, 0, 6);
    BeadPatch block =
        none.with(
            OPTICS,
            NOISE,
            new Random(4),
            (x, y) -> Math.abs(x - 80) < 30 && Math.abs(y - 80) < 25 ? 1500 : 0);
    CutFit fit = new CutFit(OPTICS, NOISE, BeadFitParams.ofRadius(46, 60));
    assertInstanceOf(BeadOutcome.Refused.class, fit.fit(block, none.candidate()));
  }
}
