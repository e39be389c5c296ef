package org.imaxt.core.algo.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.TilePhantom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Detection and fit together, held against whole sections of phantoms. */
class DogDetectorTest {

  @Test
  @Tag("slow") // renders 3 sections of 25 tiles
  void findsTheBeadsAndAfterTheFitNothingElse() {
    int seen = 0;
    int found = 0;
    int measured = 0;
    int accepted = 0;
    int wrong = 0;
    for (long seed = 331; seed < 334; seed++) {
      PhantomParams p =
          PhantomParams.fast()
              .withSections(1)
              .without(Effect.DISTORTION, Effect.MAGNIFICATION)
              .withSeed(seed);
      SceneMosaic m = SceneMosaic.of(TilePhantom.of(p).build(), 2, 2);
      Detection d = DogDetector.ofRadius(46).detect(m.level());
      List<BeadOutcome> outcomes = Duplicates.refuse(fits(m, d));
      for (BeadOutcome o : outcomes) {
        boolean ok = o instanceof BeadOutcome.Accepted;
        accepted += ok ? 1 : 0;
        wrong += ok && m.beads().stream().noneMatch(b -> shows(o, b)) ? 1 : 0;
      }
      for (BeadScene.Seen b : m.beads()) {
        if (b.inside() && b.radiusUm() > 8) {
          seen++;
          found += d.candidates().stream().anyMatch(c -> near(c.xUm(), c.yUm(), b)) ? 1 : 0;
          boolean ok =
              outcomes.stream().anyMatch(o -> o instanceof BeadOutcome.Accepted && shows(o, b));
          measured += ok ? 1 : 0;
        }
      }
    }
    assertTrue(seen >= 90, "beads " + seen);
    assertTrue(found >= 0.97 * seen, "found " + found + " of " + seen);
    assertTrue(wrong <= Math.max(1, 0.01 * accepted), "no beads " + wrong + " of " + accepted);
    // Of the beads 1 in 20 is damaged, half of these beyond hope.
    assertTrue(measured >= 0.95 * seen, "accepted " + measured + " of " + seen);
  }

  private static boolean shows(BeadOutcome o, BeadScene.Seen b) {
    return near(o.bead().xUm(), o.bead().yUm(), b);
  }

  private static boolean near(double x, double y, BeadScene.Seen b) {
    return Math.hypot(x - b.xUm(), y - b.yUm()) < Math.max(6, 0.6 * b.radiusUm());
  }

  /** Fits each candidate in the tile that shows it best; answers in the mosaic's frame. */
  static List<BeadOutcome> fits(SceneMosaic m, Detection d) {
    double dark = Backdrop.of(m.level()).level();
    List<BeadOutcome> outcomes = new ArrayList<>();
    for (BeadCandidate c : d.candidates()) {
      int t = m.tileFor(c.xUm(), c.yUm());
      BeadScene s = m.scenes().get(t);
      double reach = BeadFit.windowUm(c.radiusUm());
      BeadPatch patch = s.patch(c.xUm() - m.xUm()[t], c.yUm() - m.yUm()[t], reach);
      BeadPatch placed = patch.moved(m.xUm()[t], m.yUm()[t]);
      BeadFit fit = new BeadFit(s.optics(), s.noise(), BeadFitParams.ofRadius(46, dark));
      outcomes.add(fit.fit(Neighbourhood.mask(placed, c, d.candidates(), 2), c));
    }
    return outcomes;
  }

  @Test
  void anImageWithoutBeadsHasNoCandidates() {
    Random random = new Random(3);
    float[] values = new float[300 * 200];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (60 + 8 * random.nextGaussian());
    }
    boolean[] known = new boolean[values.length];
    Arrays.fill(known, true);
    LevelImage image = new LevelImage(values, known, 300, 200, 5.6);
    assertEquals(List.of(), DogDetector.ofRadius(46).detect(image).candidates());
  }

  @Test
  void twoPopulationsAreFoundAtOnce() {
    LevelImage image =
        discs(new double[][] {{60, 60, 9}, {78.5, 60, 9}, {150, 80, 3}, {30, 150, 4}});
    List<BeadCandidate> found = DogDetector.ofRadius(46).detect(image).candidates();
    assertEquals(4, found.size(), found.toString());
    // Half a pixel, and what the edge at half height takes.
    double[] radii = found.stream().mapToDouble(BeadCandidate::radiusUm).sorted().toArray();
    assertEquals(3 * 5.6, radii[0], 3);
    assertEquals(4 * 5.6, radii[1], 3);
    assertEquals(9 * 5.6, radii[3], 3);
  }

  @Test
  void labelsCountInReadingOrderAndCoverTheirDiscs() {
    LevelImage image = discs(new double[][] {{60, 120, 9}, {150, 40, 8}});
    Detection d = DogDetector.ofRadius(46).detect(image);
    assertEquals(2, d.candidates().size());
    assertEquals(1, d.labels()[40 * image.width() + 150]);
    assertEquals(2, d.labels()[120 * image.width() + 60]);
    assertEquals(0, d.labels()[0]);
  }

  @Test
  void instancesSplitWhatTouches() {
    LevelImage image = discs(new double[][] {{60, 60, 9}, {77, 60, 9}, {150, 80, 1}});
    Instances instances = new Instances(i -> scaled(i.values()), 0.5, 15);
    Detection d = instances.detect(image);
    assertEquals(2, d.candidates().size(), "the small one is dropped");
    assertEquals(60 * 5.6, d.candidates().get(0).xUm(), 4);
    assertEquals(77 * 5.6, d.candidates().get(1).xUm(), 4);
    assertEquals(9 * 5.6, d.candidates().get(0).radiusUm(), 3);
    assertTrue(d.candidates().get(0).quality() > 0.9);
  }

  private static float[] scaled(float[] values) {
    float[] probability = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      probability[i] = values[i] > 800 ? 1 : 0;
    }
    return probability;
  }

  /** Discs of 1500 ADU, (x, y, radius) in px, on 60 ADU with noise. */
  private static LevelImage discs(double[][] discs) {
    int w = 220;
    int h = 200;
    Random random = new Random(4);
    float[] values = new float[w * h];
    boolean[] known = new boolean[w * h];
    Arrays.fill(known, true);
    for (int i = 0; i < values.length; i++) {
      double cover = 0;
      for (double[] d : discs) {
        double r = Math.hypot(i % w + 0.5 - d[0], i / w + 0.5 - d[1]);
        cover = Math.max(cover, Math.max(0, Math.min(1, d[2] - r + 0.5)));
      }
      values[i] = (float) (60 + 1440 * cover + 8 * random.nextGaussian());
    }
    return new LevelImage(values, known, w, h, 5.6);
  }
}
