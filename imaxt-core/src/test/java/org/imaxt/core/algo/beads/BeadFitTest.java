package org.imaxt.core.algo.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.model.BeadRefusal;
import org.imaxt.core.model.FittedBead;
import org.imaxt.core.phantom.DetectorParams;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.Range;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fits held against the phantom's truth and against drawn beads. */
class BeadFitTest {
  private static final BeadOptics OPTICS = new BeadOptics(1.5, 12, 60);
  private static final BeadNoise NOISE = BeadNoise.independent(4, 80);
  private static final double BACKGROUND = 60;

  /** A free bead of 460 e⁻ and radius 40 µm at 2 µm px is known to 0.02 µm. */
  private static final double PLACE_TOL_UM = 0.1;

  private static final double RADIUS_TOL_UM = 0.5;

  private static PhantomParams undistorted(PhantomParams p, double beadsPerMm3) {
    return p.withSections(1)
        .withSpecimen(p.specimen().withTissue(0, 0).withBeadsPerMm3(beadsPerMm3))
        .without(Effect.DISTORTION, Effect.MAGNIFICATION);
  }

  /** A patch may be narrower than the coarser blocks of a fit's start. */
  @Test
  void narrowPatchesAreNoBeads() {
    for (int width = 1; width <= 24; width++) {
      float[] values = new float[width * 240];
      float[] confidence = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = 500 + i % 7;
        confidence[i] = 1;
      }
      BeadPatch patch = new BeadPatch(0, 0, 0.5, width, values, confidence, new boolean[0]);
      BeadCandidate candidate = new BeadCandidate(1, 20, 60, 45, 1);
      BeadFit fit = new BeadFit(OPTICS, NOISE, params());
      assertInstanceOf(BeadOutcome.Refused.class, fit.fit(patch, candidate), width + " px");
    }
  }

  @Test
  @Tag("slow") // renders 64 tiles
  void centresAreExactAndTheirErrorsHonestAtFastPixels() {
    FitSurvey survey = new FitSurvey();
    for (long seed = 311; seed < 315; seed++) {
      survey.add(undistorted(PhantomParams.fast().withGrid(4, 4), 60).withSeed(seed), 2, 8);
    }
    assertTrue(survey.rows.size() >= 250, "beads " + survey.rows.size());
    assertTrue(survey.refused <= 0.03 * survey.rows.size(), "refused " + survey.refused);
    double big = FitSurvey.medianError(survey.between(20, 99)) / 2.8;
    double small = FitSurvey.medianError(survey.between(8, 20)) / 2.8;
    assertTrue(big <= 0.03, "median error above 20 µm: " + big + " px");
    assertTrue(small <= 0.12, "median error of 8 to 20 µm: " + small + " px");
    assertTrue(Math.abs(survey.radiusBias()) <= RADIUS_TOL_UM, "bias " + survey.radiusBias());
    double one = survey.within(1);
    assertTrue(one >= 0.6 && one <= 0.76, "within 1 σ: " + one);
    assertTrue(survey.within(2) >= 0.93, "within 2 σ: " + survey.within(2));
  }

  @Test
  @Tag("slow") // renders 8 tiles of 2080 px
  void centresAreExactAndTheirErrorsHonestAtFullPixels() {
    FitSurvey survey = new FitSurvey();
    for (long seed = 321; seed < 325; seed++) {
      survey.add(undistorted(PhantomParams.full().withGrid(1, 2), 100).withSeed(seed), 2, 8);
    }
    List<FitSurvey.Row> clear = survey.rows.stream().filter(r -> r.fit().snr() >= 2).toList();
    assertTrue(clear.size() >= 60, "beads " + clear.size());
    double median = FitSurvey.medianError(clear);
    assertTrue(median <= 0.1, "median error: " + median + " µm");
    assertTrue(Math.abs(survey.radiusBias()) <= RADIUS_TOL_UM, "bias " + survey.radiusBias());
    // 120 coordinates know the shares to 0.05.
    assertEquals(0.68, survey.within(1), 0.15, "within 1 σ");
    assertTrue(survey.within(2) >= 0.88, "within 2 σ: " + survey.within(2));
  }

  @Test
  void saturatedBeadsAreFoundByTheirRim() {
    PhantomParams p = undistorted(PhantomParams.small(), 150).withGrid(3, 3);
    p = p.withDetector(new DetectorParams(Range.of(4), new Range(4, 8), 12, 3, 900));
    FitSurvey survey = new FitSurvey();
    survey.add(p.withSeed(46), 2, 25).add(p.withSeed(47), 2, 25);
    assertTrue(survey.rows.size() >= 8, "beads " + survey.rows.size());
    assertTrue(survey.refused <= 1, "refused " + survey.refused);
    // Only the flank is left, and a rim that the light's upper half does not show.
    assertTrue(FitSurvey.medianError(survey.rows) < PLACE_TOL_UM, "median");
    assertTrue(Math.abs(survey.radiusBias()) < 1, "bias " + survey.radiusBias());
  }

  @Test
  void interpolationDoesNotMakeTheErrorsTooSmall() {
    BeadNoise mosaic = BeadNoise.interpolated(4, 80);
    BeadFit fit = new BeadFit(OPTICS.withBlurUm(1.75), mosaic, params());
    Random random = new Random(5);
    int n = 120;
    double within = 0;
    for (int k = 0; k < n; k++) {
      DrawnBead b = new DrawnBead(80 + random.nextDouble(), 80 + random.nextDouble(), 30, 40, 9);
      BeadPatch patch = b.interpolated(OPTICS, NOISE, random);
      BeadOutcome o = fit.fit(patch, b.candidate());
      FittedBead f = assertInstanceOf(BeadOutcome.Accepted.class, o, o.toString()).bead();
      within += Math.abs(f.xUm() - b.xUm()) < f.xSigmaUm() ? 0.5 / n : 0;
      within += Math.abs(f.yUm() - b.yUm()) < f.ySigmaUm() ? 0.5 / n : 0;
    }
    // 240 coordinates know the share to 0.03.
    assertEquals(0.68, within, 0.1, "within 1 σ");
  }

  @Test
  void whatTouchesABeadIsLeftOut() {
    DrawnBead b = new DrawnBead(80.3, 79.6, 40, 40, 6);
    BeadPatch patch = b.with(OPTICS, NOISE, new Random(1), (x, y) -> x > 112 ? 900 : 0);
    FittedBead f = accepted(patch, b.candidate());
    assertEquals(b.xUm(), f.xUm(), PLACE_TOL_UM);
    assertEquals(b.yUm(), f.yUm(), PLACE_TOL_UM);
    assertTrue(f.roundness() < 0.9, "roundness " + f.roundness());
  }

  @Test
  void halfABeadStillHasItsCentre() {
    DrawnBead b = new DrawnBead(80.3, 79.6, 40, 40, 6);
    BeadPatch patch = b.with(OPTICS, NOISE, new Random(2), (x, y) -> y > 90 ? -1e9 : 0);
    FittedBead f = accepted(patch, b.candidate());
    assertEquals(b.xUm(), f.xUm(), PLACE_TOL_UM);
    assertEquals(b.yUm(), f.yUm(), 2 * PLACE_TOL_UM);
  }

  @Test
  void refusesWhatTheBorderCuts() {
    DrawnBead b = new DrawnBead(5, 80, 40, 40, 6);
    BeadOutcome o = fit().fit(b.with(OPTICS, NOISE, new Random(3), (x, y) -> 0), b.candidate());
    assertEquals(BeadRefusal.BORDER, assertInstanceOf(BeadOutcome.Refused.class, o).reason());
  }

  @Test
  void refusesWhatIsNotRound() {
    DrawnBead none = new DrawnBead(80, 80, 40, 1, 6);
    BeadPatch square =
        none.with(
            OPTICS,
            NOISE,
            new Random(4),
            (x, y) -> Math.abs(x - 80) < 45 && Math.abs(y - 80) < 25 ? 1500 : 0);
    assertInstanceOf(BeadOutcome.Refused.class, fit().fit(square, none.candidate()));
  }

  @Test
  void refusesAnEmptyPlaceAsFaint() {
    DrawnBead none = new DrawnBead(80, 80, 40, 0, 6);
    BeadPatch patch = none.with(OPTICS, NOISE, new Random(6), (x, y) -> 0);
    assertInstanceOf(BeadOutcome.Refused.class, fit().fit(patch, none.candidate()));
  }

  @Test
  void theSuperGaussianFindsTheSameCentre() {
    DrawnBead b = new DrawnBead(80.3, 79.6, 40, 40, 6);
    BeadPatch patch = b.with(OPTICS, NOISE, new Random(7), (x, y) -> 0);
    BeadOutcome o = new SuperGaussianFit(NOISE, params()).fit(patch, b.candidate());
    FittedBead f = assertInstanceOf(BeadOutcome.Accepted.class, o, o.toString()).bead();
    assertEquals(b.xUm(), f.xUm(), PLACE_TOL_UM);
    assertEquals(b.yUm(), f.yUm(), PLACE_TOL_UM);
    assertEquals(40, f.radiusUm(), 2);
  }

  private static BeadFitParams params() {
    return BeadFitParams.ofRadius(46, BACKGROUND);
  }

  private static BeadFit fit() {
    return new BeadFit(OPTICS, NOISE, params());
  }

  private static FittedBead accepted(BeadPatch patch, BeadCandidate c) {
    BeadOutcome o = fit().fit(patch, c);
    return assertInstanceOf(BeadOutcome.Accepted.class, o, o.toString()).bead();
  }
}
