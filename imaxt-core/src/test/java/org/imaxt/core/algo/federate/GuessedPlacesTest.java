package org.imaxt.core.algo.federate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.imaxt.core.algo.federate.SlideScene.Settings;
import org.imaxt.core.algo.federate.SlideScene.Slide;
import org.junit.jupiter.api.Test;

class GuessedPlacesTest {

  /** Good enough for the likelihood, which looks 14 µm round each place. */
  private static final double NEAR_UM = 10;

  @Test
  void makesAGuessOfSomePixelsGoodToTheBead() {
    int near = 0;
    for (long seed = 31; seed <= 36; seed++) {
      SlideScene scene = new SlideScene(Settings.defaults(seed));
      BeadTarget target = BlockModel.of(scene.block).target(SlabModel.defaults());
      Slide slide = scene.slide(4);
      Affine truth =
          SlideSearch.search(PatternIndex.of(target), slide.scan(), List.of())
              .matches()
              .get(0)
              .affine();
      double middle = scene.settings.fieldUm() / 2;
      Affine off =
          truth
              .then(Affine.translation(-middle, -middle))
              .then(Affine.similarity(Math.toRadians(1.5), 1.01))
              .then(Affine.translation(middle + 90, middle - 70));
      Hypothesis guess = new Hypothesis(off, 1, Hypothesis.Origin.INTENSITY);
      near +=
          GuessedPlaces.grow(target, slide.scan(), List.of(guess)).stream()
                  .anyMatch(h -> slide.error(h.affine()) < NEAR_UM)
              ? 1
              : 0;
    }
    assertTrue(near >= 5, near + " of 6");
  }
}
