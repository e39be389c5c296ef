package org.imaxt.core.algo.federate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.imaxt.core.algo.federate.SlideScene.Settings;
import org.imaxt.core.algo.federate.SlideScene.Slide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slides of drawn blocks find their sections, or are refused with the right reason. */
class FederationTest {

  /** Seeds that no default was chosen on. */
  private static final long[] SEEDS = {1, 2, 3, 4, 5, 6};

  private static final double RIGHT_SHARE = 0.95;
  private static final double REFUSED_SHARE = 0.9;

  /** Over the section, its smooth warp of 1.5 µm an axis included. */
  private static final double MEDIAN_TOL_UM = 2.5;

  private static final double WORST_TOL_UM = 6;

  /** How slides of one block are decided together, as a stage does. */
  static List<Verdict> decide(SlideScene scene, List<Slide> slides) {
    BlockModel block = BlockModel.of(scene.block);
    BeadTarget first = block.target(SlabModel.defaults());
    return settle(block, first, search(first, slides));
  }

  /** What is done slide by slide, on any worker. */
  static List<SlideEvidence> search(BeadTarget first, List<Slide> slides) {
    PatternIndex index = PatternIndex.of(first);
    List<SlideEvidence> found = new ArrayList<>();
    for (Slide slide : slides) {
      found.add(SlideSearch.search(index, slide.scan(), List.of()));
    }
    return found;
  }

  /** What is done for all slides together, on the driver. */
  static List<Verdict> settle(BlockModel block, BeadTarget first, List<SlideEvidence> found) {
    BeadTarget target = block.target(SlabCalibration.learn(block, found, first.slabModel()));
    List<SlideEvidence> again =
        found.stream().map(e -> SlideSearch.weigh(target, e.scan(), e.hypotheses())).toList();
    return JointAssignment.decide(target, again);
  }

  /** What became of the slides of several blocks. */
  private static final class Tally {
    int right;
    int wrong;
    int refused;
    int mirrored;
    int orphans;
    int orphansRefused;
    final List<Double> errors = new ArrayList<>();

    void add(SlideScene scene, List<Slide> slides) {
      List<Verdict> verdicts = decide(scene, slides);
      for (int i = 0; i < slides.size(); i++) {
        add(scene, slides.get(i), verdicts.get(i));
      }
    }

    private void add(SlideScene scene, Slide slide, Verdict verdict) {
      if (slide.section() < 1 || slide.section() > scene.settings.sections()) {
        orphans++;
        orphansRefused += verdict instanceof Verdict.Matched ? 0 : 1;
      } else if (verdict instanceof Verdict.Matched m) {
        mirrored += m.transform().affine().mirrors() == slide.lie().mirrored ? 0 : 1;
        right += m.section() == slide.section() ? 1 : 0;
        wrong += m.section() == slide.section() ? 0 : 1;
        errors.add(slide.error(m.transform().affine()));
      } else {
        refused++;
      }
    }

    double median() {
      Collections.sort(errors);
      return errors.get(errors.size() / 2);
    }

    double worst() {
      return Collections.max(errors);
    }

    @Override
    public String toString() {
      return "right %d, wrong %d, refused %d, wrongly mirrored %d, orphans refused %d of %d, errors %s"
          .formatted(right, wrong, refused, mirrored, orphansRefused, orphans, errors);
    }
  }

  private static List<Slide> all(SlideScene scene, int first, int last) {
    List<Slide> out = new ArrayList<>();
    for (int k = first; k <= last; k++) {
      out.add(scene.slide(k));
    }
    Collections.shuffle(out, new Random(scene.settings.seed()));
    return out;
  }

  @Test
  @Tag("slow")
  void findsEverySectionAndRefusesOrphans() {
    Tally tally = new Tally();
    for (long seed : SEEDS) {
      SlideScene scene = new SlideScene(Settings.defaults(seed));
      tally.add(scene, all(scene, 0, scene.settings.sections() + 1));
    }
    int all = tally.right + tally.wrong + tally.refused;
    assertTrue(tally.right >= RIGHT_SHARE * all, tally::toString);
    assertTrue(tally.orphansRefused >= REFUSED_SHARE * tally.orphans, tally::toString);
    assertEquals(0, tally.mirrored, tally::toString);
    assertTrue(tally.median() <= MEDIAN_TOL_UM, tally::toString);
    assertTrue(tally.worst() <= WORST_TOL_UM, tally::toString);
  }

  @Test
  @Tag("slow")
  void refusesOrphansWithTheirNeighboursSlidesAbsent() {
    Tally tally = new Tally();
    for (long seed : SEEDS) {
      SlideScene scene = new SlideScene(Settings.defaults(seed));
      int n = scene.settings.sections();
      List<Slide> slides = new ArrayList<>(all(scene, 2, n - 1));
      slides.add(scene.slide(0));
      slides.add(scene.slide(n + 1));
      tally.add(scene, slides);
    }
    assertTrue(tally.orphansRefused >= REFUSED_SHARE * tally.orphans, tally::toString);
    assertEquals(0, tally.wrong, tally::toString);
  }

  @Test
  void isNeverSilentlyWrongWithFewBeadsOnSlides() {
    Tally tally = new Tally();
    for (long seed : SEEDS) {
      SlideScene scene = new SlideScene(Settings.defaults(seed));
      List<Slide> slides =
          all(scene, 0, scene.settings.sections() + 1).stream()
              .map(s -> s.thinned(0.1, 100 * seed + s.section()))
              .toList();
      tally.add(scene, slides);
    }
    assertEquals(0, tally.wrong + tally.mirrored, tally::toString);
    assertTrue(tally.orphansRefused >= REFUSED_SHARE * tally.orphans, tally::toString);
    assertTrue(tally.right > 0, tally::toString);
  }

  @Test
  void isNeverSilentlyWrongWithFewBeadsInTheBlock() {
    Tally tally = new Tally();
    for (long seed : SEEDS) {
      SlideScene scene = new SlideScene(Settings.defaults(seed).withDensity(2));
      tally.add(scene, all(scene, 0, scene.settings.sections() + 1));
    }
    assertEquals(0, tally.wrong + tally.mirrored, tally::toString);
    assertTrue(tally.orphansRefused >= REFUSED_SHARE * tally.orphans, tally::toString);
    assertTrue(tally.right > 0, tally::toString);
  }

  @Test
  @Tag("slow")
  void findsTornSections() {
    Tally tally = new Tally();
    for (long seed : SEEDS) {
      SlideScene scene = new SlideScene(Settings.defaults(seed));
      List<Slide> slides =
          all(scene, 0, scene.settings.sections() + 1).stream()
              .map(s -> s.section() % 2 == 0 ? s.torn() : s)
              .toList();
      tally.add(scene, slides);
    }
    int all = tally.right + tally.wrong + tally.refused;
    assertEquals(0, tally.wrong + tally.mirrored, tally::toString);
    assertTrue(tally.right >= RIGHT_SHARE * all, tally::toString);
    assertTrue(tally.orphansRefused >= REFUSED_SHARE * tally.orphans, tally::toString);
  }

  @Test
  void refusesSlidesOfAnotherBlock() {
    int taken = 0;
    for (long seed : SEEDS) {
      SlideScene scene = new SlideScene(Settings.defaults(seed));
      SlideScene other = new SlideScene(Settings.defaults(seed + 5000));
      List<Slide> slides = List.of(scene.slide(2), other.slide(3), other.slide(5));
      List<Verdict> verdicts = decide(scene, slides);
      assertInstanceOf(Verdict.Matched.class, verdicts.get(0));
      for (Verdict v : verdicts.subList(1, 3)) {
        taken += v instanceof Verdict.Refused ? 0 : 1;
      }
    }
    assertEquals(0, taken);
  }

  @Test
  void flagsASectionThatTwoSlidesShow() {
    for (long seed : SEEDS) {
      SlideScene scene = new SlideScene(Settings.defaults(seed));
      List<Slide> slides = List.of(scene.slide(3), scene.slide(4), scene.slide(5), scene.slide(4));
      List<Verdict> verdicts = decide(scene, slides);
      for (int i = 0; i < slides.size(); i++) {
        Verdict.Matched m =
            assertInstanceOf(Verdict.Matched.class, verdicts.get(i), "seed " + seed);
        assertEquals(slides.get(i).section(), m.section());
        assertEquals(i == 1 ? List.of(3) : i == 3 ? List.of(1) : List.of(), m.sameAs());
      }
    }
  }

  @Test
  void refusesSlidesWithoutBeads() {
    SlideScene scene = new SlideScene(Settings.defaults(7));
    Slide full = scene.slide(2);
    List<Slide> slides =
        List.of(full.with(List.of()), full.with(full.scan().beads().subList(0, 2)));
    List<Verdict> verdicts = decide(scene, slides);
    assertEquals(new Verdict.Refused("the slide shows no beads"), verdicts.get(0));
    assertEquals(
        new Verdict.Refused("the slide shows 2 beads, at least 4 are needed"), verdicts.get(1));
  }

  @Test
  void doesNotDependOnTheOrderOfSlides() {
    SlideScene scene = new SlideScene(Settings.defaults(8));
    List<Slide> slides = all(scene, 0, scene.settings.sections() + 1);
    List<Slide> reversed = new ArrayList<>(slides);
    Collections.reverse(reversed);
    List<Verdict> a = decide(scene, slides);
    List<Verdict> b = decide(scene, reversed);
    for (int i = 0; i < a.size(); i++) {
      Verdict other = b.get(a.size() - 1 - i);
      if (a.get(i) instanceof Verdict.Matched m) {
        assertEquals(m.section(), assertInstanceOf(Verdict.Matched.class, other).section());
      } else {
        assertEquals(a.get(i).getClass(), other.getClass());
      }
    }
  }

  @Test
  void learnsWhereSlabsLie() {
    double offsetTolUm = 0.6; // some 400 radii, each good to about 1 µm
    for (long seed : SEEDS) {
      SlideScene scene = new SlideScene(Settings.defaults(seed));
      BlockModel block = BlockModel.of(scene.block);
      PatternIndex index = PatternIndex.of(block.target(SlabModel.defaults()));
      List<SlideEvidence> found =
          all(scene, 1, scene.settings.sections()).stream()
              .map(s -> SlideSearch.search(index, s.scan(), List.of()))
              .toList();
      SlabModel model = SlabCalibration.learn(block, found, SlabModel.defaults());
      assertEquals(scene.offset(), model.offsetUm(), offsetTolUm, "seed " + seed);
    }
  }

  @Test
  void countsPairsByDepth() {
    SlideScene scene = new SlideScene(Settings.defaults(9).withSections(12));
    BeadTarget target = BlockModel.of(scene.block).target(SlabModel.defaults());
    Slide slide = scene.slide(6);
    SlideEvidence e = SlideSearch.search(PatternIndex.of(target), slide.scan(), List.of());
    CountFit fit = CountFit.of(e.counts()).orElseThrow();
    double middle = scene.top(6) + SlideScene.LAYER_UM / 2;
    assertEquals(middle, fit.middleUm(), SlideScene.STEP_UM);
    assertTrue(fit.heightBeads() > 20, fit::toString);
  }
}
