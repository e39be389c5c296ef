package org.imaxt.core.algo.beads;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomParams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Broken beads held against the phantom's truth. */
class CutFitTest {

  @Test
  @Tag("slow") // renders tiles
  void brokenBeadsHaveTheCentreOfTheirArc() {
    CutSurvey survey = new CutSurvey();
    int seeds = Integer.getInteger("imaxt.seeds", 2);
    for (long seed = 351; seed < 351 + seeds; seed++) {
      PhantomParams p =
          CutSurvey.broken(PhantomParams.fast().withGrid(3, 3).withSections(1), 60)
              .without(Effect.DISTORTION, Effect.MAGNIFICATION);
      survey.add(p.withSeed(seed), 8);
    }
    System.out.println(survey);
    assertTrue(survey.recall() >= 0.6, survey.toString());
  }
}
