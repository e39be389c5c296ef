package org.imaxt.core.algo.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.model.BeadRefusal;
import org.imaxt.core.model.FittedBead;
import org.junit.jupiter.api.Test;

/** What is learnt from many beads: noise, optics, radii, doublets. */
class BeadLearningTest {
  private static final BeadOptics OPTICS = new BeadOptics(1.5, 12, 60);
  private static final BeadNoise NOISE = BeadNoise.independent(4, 80);
  private static final BeadNoise OTHER = BeadNoise.independent(9, 9);

  private static List<DrawnBead> beads(int n, Random random) {
    List<DrawnBead> list = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      double radius = 36 + 8 * random.nextDouble();
      double z = -35 + 80 * random.nextDouble();
      double away = Math.max(0, Math.max(-z, z - 12));
      double rho = Math.sqrt(Math.max(100, radius * radius - away * away));
      double at = 80 + random.nextDouble();
      list.add(new DrawnBead(at, at, rho, 30 + 20 * random.nextDouble(), z));
    }
    return list;
  }

  @Test
  void gainAndReadNoiseComeFromTheBeads() {
    Random random = new Random(11);
    NoiseFit fit = new NoiseFit();
    for (DrawnBead b : beads(25, random)) {
      fit.add(b.with(OPTICS, NOISE, random, (x, y) -> 0), b.candidate());
    }
    BeadNoise noise = fit.noise(OTHER);
    // 25 beads of some hundred pixels; what is left of their curvature adds to it.
    assertEquals(4, noise.gain(), 0.6, "gain, ADU");
    assertEquals(80, noise.readVariance(), 30, "variance without signal, ADU²");
    assertEquals(1, noise.axisVariance(), 0.06, "no correlation");
  }

  @Test
  void interpolationShowsInTheNoise() {
    Random random = new Random(12);
    NoiseFit fit = new NoiseFit();
    for (DrawnBead b : beads(40, random)) {
      fit.add(b.interpolated(OPTICS, NOISE, random), b.candidate());
    }
    BeadNoise noise = fit.noise(OTHER);
    assertEquals(2.0 / 3, noise.axisVariance(), 0.1, "bilinear at any fraction");
    assertEquals(4, noise.gain(), 1.2, "gain, ADU");
    assertEquals(1, noise.axisVariance() + 2 * noise.axisNeighbour(), 1e-9);
  }

  /** Detectors know the radius at half the height; what lies just outside is still the bead. */
  @Test
  void theFootOfABeadIsNotTakenForNoise() {
    Random random = new Random(18);
    NoiseFit fit = new NoiseFit();
    for (DrawnBead b : beads(40, random)) {
      BeadCandidate c = new BeadCandidate(1, b.xUm(), b.yUm(), 0.8 * b.rhoUm(), 1);
      fit.add(b.interpolated(OPTICS, NOISE, random), c);
    }
    BeadNoise noise = fit.noise(OTHER);
    assertEquals(4, noise.gain(), 0.8, "gain, ADU");
    assertEquals(80, noise.readVariance(), 30, "variance without signal, ADU²");
  }

  @Test
  void withoutBeadsTheNoiseIsWhatWasBelieved() {
    assertSame(OTHER, new NoiseFit().noise(OTHER));
  }

  @Test
  void theBlurComesFromTheBeadsTogether() {
    Random random = new Random(13);
    List<OpticsFit.Witness> witnesses = new ArrayList<>();
    for (DrawnBead b : beads(20, random)) {
      BeadPatch patch = b.with(OPTICS, NOISE, random, (x, y) -> 0);
      witnesses.add(new OpticsFit.Witness(patch, b.candidate()));
    }
    BeadFitParams params = BeadFitParams.ofRadius(46, 60);
    BeadOptics optics =
        OpticsFit.of(witnesses, OpticsBelief.usual(new BeadOptics(2, 14, 60)), NOISE, params);
    assertEquals(1.5, optics.blurUm(), 0.05, "blur, µm");
    assertEquals(12, optics.thicknessUm(), 1.5, "thickness, µm");
  }

  @Test
  void radiiBeyondTheLearntOnesAreRefused() {
    Random random = new Random(14);
    double[] radii = apparent(300, 46, 4, random);
    RadiusLaw law = RadiusLaw.of(radii);
    assertEquals(46, law.radiusUm(), 5, "radius, µm");
    assertTrue(law.mostUm() > 60 && law.mostUm() < 90, "limit " + law.mostUm());
    List<BeadOutcome> judged = law.apply(List.of(bead(1, 0, 45), bead(2, 200, 110), bead(3, 9, 9)));
    assertInstanceOf(BeadOutcome.Accepted.class, judged.get(0));
    assertEquals(
        BeadRefusal.UNUSUAL_RADIUS,
        assertInstanceOf(BeadOutcome.Refused.class, judged.get(1)).reason());
    assertInstanceOf(BeadOutcome.Accepted.class, judged.get(2));
  }

  @Test
  void theLargerOfTwoPopulationsSetsTheLimit() {
    Random random = new Random(15);
    double[] radii =
        DoubleStream.concat(
                DoubleStream.of(apparent(300, 20, 1, random)),
                DoubleStream.of(apparent(100, 46, 3, random)))
            .toArray();
    assertEquals(46, RadiusLaw.of(radii).radiusUm(), 5, "radius, µm");
  }

  @Test
  void smallDiscsTooBrightOrTooFaintAreNoCapsOfTheLearntSpheres() {
    Random random = new Random(16);
    double[] radii = apparent(300, 46, 3, random);
    CapLaw law = CapLaw.of(RadiusLaw.of(radii), radii, heights(radii), OPTICS);
    assertTrue(law.isUnlike(10, 1000), "a bright cell");
    assertTrue(law.isUnlike(20, 1000 * cap(20) / 12 / 3), "a faint shred");
    assertTrue(!law.isUnlike(10, 1000 * cap(10) / 12), "a cap");
    assertTrue(!law.isUnlike(20, 1000 * cap(20) / 12 * 0.8), "a cap at the layer's bottom");
    assertTrue(!law.isUnlike(20, 1000 * cap(20) / 12 * 1.2), "a cap at its top");
    assertTrue(!law.isUnlike(40, 1300), "a bright bead");
  }

  @Test
  void manySmallBrightDiscsAreAPopulation() {
    Random random = new Random(17);
    double[] radii =
        DoubleStream.concat(
                DoubleStream.of(apparent(200, 46, 3, random)),
                DoubleStream.of(apparent(60, 10, 1, random)))
            .toArray();
    double[] heights = heights(radii);
    Arrays.fill(heights, 200, 260, 1000);
    CapLaw law = CapLaw.of(RadiusLaw.of(radii), radii, heights, OPTICS);
    assertTrue(!law.isUnlike(10, 1000));
  }

  /** Height of a sphere of 46 µm that shows some apparent radius, 1000 ADU for a whole layer. */
  private static double[] heights(double[] radii) {
    return DoubleStream.of(radii).map(r -> 1000 * Math.min(1, cap(r) / 12)).toArray();
  }

  private static double cap(double radius) {
    return 46 - Math.sqrt(Math.max(0, 46 * 46 - radius * radius));
  }

  @Test
  void fewBeadsTeachNothing() {
    assertEquals(Double.POSITIVE_INFINITY, RadiusLaw.of(30, 31, 32).mostUm());
  }

  /** Spheres cut anywhere by a layer of 12 µm. */
  private static double[] apparent(int n, double radius, double spread, Random random) {
    double[] seen = new double[n];
    for (int i = 0; i < n; i++) {
      double r = radius + spread * random.nextGaussian();
      double off = Math.max(0, Math.abs((2 * random.nextDouble() - 1) * (r + 6)) - 6);
      seen[i] = Math.sqrt(Math.max(16, r * r - off * off));
    }
    return seen;
  }

  @Test
  void ofTwoFitsOfOneBeadTheRounderStays() {
    List<BeadOutcome> judged =
        Duplicates.refuse(List.of(bead(1, 100, 40), bead(2, 103, 41), bead(3, 190, 40)));
    assertInstanceOf(BeadOutcome.Accepted.class, judged.get(0));
    assertEquals(
        BeadRefusal.TWICE, assertInstanceOf(BeadOutcome.Refused.class, judged.get(1)).reason());
    assertInstanceOf(BeadOutcome.Accepted.class, judged.get(2));
  }

  private static BeadOutcome bead(int label, double x, double radius) {
    double roundness = 1 - 0.1 * label;
    return new BeadOutcome.Accepted(
        new FittedBead(label, x, 50, radius, 0.1, 0.1, 0.1, 900, 60, 20, 1, roundness));
  }

  @Test
  void onlyGoodCandidatesTakePixels() {
    float[] values = new float[100];
    float[] confidence = new float[100];
    Arrays.fill(confidence, 1);
    BeadPatch patch = new BeadPatch(0, 0, 1, 10, values, confidence, new boolean[0]);
    BeadCandidate own = new BeadCandidate(1, 3, 5, 3, 0.9);
    BeadCandidate good = new BeadCandidate(2, 8, 5, 2, 0.8);
    BeadCandidate doubtful = new BeadCandidate(3, 5, 1, 2, 0.4);
    BeadPatch masked = Neighbourhood.mask(patch, own, List.of(own, good, doubtful), 0);
    assertEquals(0, masked.confidence(5 * 10 + 8), "in the good one");
    assertEquals(1, masked.confidence(5 * 10 + 3), "in its own");
    assertEquals(1, masked.confidence(10 + 5), "in the doubtful one");
    assertSame(patch, Neighbourhood.mask(patch, own, List.of(own, doubtful), 0));
  }
}
