package org.imaxt.core.algo.federate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.imaxt.core.algo.federate.SlideScene.Settings;
import org.imaxt.core.algo.federate.SlideScene.Slide;
import org.junit.jupiter.api.Test;

/** Regions of 700 µm on slides of 6 mm. */
class RoiSearchTest {

  private static final double SIDE_UM = 700;

  /** Issue 5: regions with four beads or more. */
  private static final double ERROR_TOL_UM = 4;

  /** A region of a slide, its truth and its beads. */
  private record Roi(BeadScan scan, Affine truth) {

    static Roi of(Slide slide, double x, double y, Random r) {
      double angle = 2 * Math.PI * r.nextDouble();
      Affine truth =
          Affine.translation(-SIDE_UM / 2, -SIDE_UM / 2)
              .then(r.nextBoolean() ? Affine.flipX() : Affine.IDENTITY)
              .then(Affine.similarity(angle, 1 + 0.02 * r.nextDouble() - 0.01))
              .then(Affine.translation(x, y));
      Affine back = truth.inverse();
      Field field = new Field(0, 0, SIDE_UM, SIDE_UM);
      List<ScanBead> beads = new ArrayList<>();
      for (ScanBead b : slide.scan().beads()) {
        double px = back.x(b.xUm(), b.yUm()) + 0.5 * r.nextGaussian();
        double py = back.y(b.xUm(), b.yUm()) + 0.5 * r.nextGaussian();
        if (field.contains(px, py, 0) && r.nextDouble() > 0.03) {
          double radius = Math.max(3, b.radiusUm() + 0.7 * r.nextGaussian());
          beads.add(new ScanBead(px, py, radius, 0.5, 0.7));
        }
      }
      return new Roi(new BeadScan(beads, field), truth);
    }

    double error(Affine affine) {
      double sum = 0;
      for (double x = 50; x < SIDE_UM; x += 100) {
        for (double y = 50; y < SIDE_UM; y += 100) {
          double dx = affine.x(x, y) - truth.x(x, y);
          double dy = affine.y(x, y) - truth.y(x, y);
          sum += (dx * dx + dy * dy) / 49;
        }
      }
      return Math.sqrt(sum);
    }
  }

  private static List<PatternIndex> indices(List<Slide> slides) {
    return slides.stream()
        .map(s -> PatternIndex.of(BeadTarget.of(s.scan(), RoiSearch.usual())))
        .toList();
  }

  @Test
  void findsRegionsAmongAllSlides() {
    int right = 0;
    int wrong = 0;
    int tried = 0;
    double worst = 0;
    for (long seed = 1; seed <= 6; seed++) {
      SlideScene scene = new SlideScene(Settings.defaults(seed).withDensity(60));
      List<Slide> slides = List.of(scene.slide(2), scene.slide(3), scene.slide(4), scene.slide(5));
      List<PatternIndex> indices = indices(slides);
      Random r = new Random(seed);
      for (int k = 0; k < 12; k++) {
        double x = 1500 + 4800 * r.nextDouble();
        double y = 1500 + 4800 * r.nextDouble();
        Roi roi = Roi.of(slides.get(k % 4), x, y, r);
        if (roi.scan.size() >= 4) {
          tried++;
          RoiOutcome outcome = RoiSearch.search(indices, roi.scan, List.of());
          if (outcome instanceof RoiOutcome.Found f) {
            right += f.slide() == k % 4 ? 1 : 0;
            wrong += f.slide() == k % 4 ? 0 : 1;
            worst = Math.max(worst, roi.error(f.transform().affine()));
          }
        }
      }
    }
    String told = "%d of %d right, %d wrong, worst %.2f µm".formatted(right, tried, wrong, worst);
    assertEquals(0, wrong, told);
    assertTrue(right >= 0.8 * tried, told);
    assertTrue(worst < ERROR_TOL_UM, told);
  }

  @Test
  void sharpensAGuessWithTheBeadsThereAre() {
    SlideScene scene = new SlideScene(Settings.defaults(21));
    Slide slide = scene.slide(3);
    List<PatternIndex> indices = indices(List.of(slide));
    Random r = new Random(4);
    int sharpened = 0;
    for (int k = 0; k < 200 && sharpened < 10; k++) {
      Roi roi = Roi.of(slide, 1500 + 4800 * r.nextDouble(), 1500 + 4800 * r.nextDouble(), r);
      if (roi.scan.size() == 1 || roi.scan.size() == 2) {
        sharpened++;
        Affine guess = roi.truth.then(Affine.translation(20, -15));
        List<Hypothesis> own = List.of(new Hypothesis(guess, 1, Hypothesis.Origin.INTENSITY));
        RoiOutcome outcome = RoiSearch.search(indices, roi.scan, List.of(own));
        RoiOutcome.Found found = assertInstanceOf(RoiOutcome.Found.class, outcome);
        assertTrue(roi.error(found.transform().affine()) < 12, "the guess is 25 µm off");
        RoiOutcome without = RoiSearch.search(indices, roi.scan, List.of());
        assertInstanceOf(RoiOutcome.Refused.class, without);
      }
    }
    assertEquals(10, sharpened);
  }
}
