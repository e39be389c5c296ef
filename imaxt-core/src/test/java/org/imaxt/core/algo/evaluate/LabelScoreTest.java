package org.imaxt.core.algo.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelScoreTest {

  /** Sums of doubles. */
  private static final double TOL = 1e-12;

  private static final int EDGE = 20;

  /** Squares of an edge at (x, y), each with its own number. */
  private static int[] squares(int edge, int[]... places) {
    int[] labels = new int[EDGE * EDGE];
    for (int k = 0; k < places.length; k++) {
      for (int i = 0; i < edge * edge; i++) {
        labels[(places[k][1] + i / edge) * EDGE + places[k][0] + i % edge] = 7 * (k + 1);
      }
    }
    return labels;
  }

  @Test
  void givesOneToEqualLabelsWhateverTheirNumbers() {
    int[] truth = squares(4, new int[] {0, 0}, new int[] {10, 3});
    int[] found = truth.clone();
    for (int i = 0; i < found.length; i++) {
      found[i] = found[i] == 7 ? -1 : found[i] == 14 ? 3 : 0; // 4 294 967 295 as a uint32
    }
    LabelScore score = LabelScore.of(truth, found, EDGE, 1);
    assertEquals(1, score.objectF1());
    assertEquals(1, score.meanObjectF1());
    assertEquals(1, score.pixelF1());
    assertEquals(1, score.detectionF1());
  }

  @Test
  void countsByHand() {
    // Moved by one of four columns: 12 of 20 px shared, IoU 0.6. The other is missed, one is false.
    int[] truth = squares(4, new int[] {2, 2}, new int[] {10, 10});
    int[] found = squares(4, new int[] {3, 2}, new int[] {2, 14});
    LabelScore score = LabelScore.of(truth, found, EDGE, 1);
    assertEquals(2.0 * 1 / 4, score.objectF1(), TOL);
    assertEquals(List.of(1L, 1L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L), score.matches());
    assertEquals(0.5 * 3 / 10, score.meanObjectF1(), TOL);
    assertEquals(2.0 * 12 / 64, score.pixelF1(), TOL);
    assertEquals(2.0 * 1 / 4, score.detectionF1(), TOL);
  }

  @Test
  void matchesAtExactlyTheThreshold() {
    int[] truth = {1, 1, 0, 0};
    int[] found = {0, 5, 0, 0};
    assertEquals(1, LabelOverlap.of(truth, found, 4).matches(0.5));
  }

  @Test
  void matchesEachObjectOnce() {
    // Both halves have an IoU of one half with the whole.
    int[] truth = {1, 1, 1, 1};
    int[] found = {2, 2, 3, 3};
    assertEquals(1, LabelOverlap.of(truth, found, 4).matches(0.5));
    assertEquals(1, LabelOverlap.of(found, truth, 4).matches(0.5));
  }

  @Test
  void measuresDistancesInMicrometres() {
    int[] truth = squares(2, new int[] {0, 0});
    int[] found = squares(2, new int[] {8, 0});
    assertEquals(0, LabelScore.of(truth, found, EDGE, 1).near());
    assertEquals(1, LabelScore.of(truth, found, EDGE, 0.6).near(), "8 px are 4.8 µm");
  }

  @Test
  void poolsCounts() {
    int[] one = squares(3, new int[] {0, 0});
    int[] none = new int[EDGE * EDGE];
    LabelScore both = LabelScore.of(one, one, EDGE, 1).plus(LabelScore.of(one, none, EDGE, 1));
    assertEquals(2, both.images());
    assertEquals(2.0 / 3, both.objectF1(), TOL);
    assertEquals(1, LabelScore.of(none, none, EDGE, 1).objectF1(), "nothing to find, none found");
  }

  @Test
  void correlatesNumbersOfObjects() {
    LabelScore one = counts(1, 3);
    LabelScore two = counts(2, 5);
    LabelScore three = counts(3, 7);
    assertEquals(1, LabelScore.countCorrelation(List.of(one, two, three)), TOL);
    assertEquals(-1, LabelScore.countCorrelation(List.of(counts(1, 7), counts(2, 5))), TOL);
    assertTrue(Double.isNaN(LabelScore.countCorrelation(List.of(one))));
  }

  private static LabelScore counts(long truth, long found) {
    LabelScore none = LabelScore.none();
    return new LabelScore(1, 0, 0, 0, truth, found, none.matches(), 0);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void exchangingTruthAndLabelsChangesNoF1(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] a = random.ints(EDGE * EDGE, 0, 6).toArray();
    int[] b = random.ints(EDGE * EDGE, 0, 6).toArray();
    LabelScore here = LabelScore.of(a, b, EDGE, 1);
    LabelScore there = LabelScore.of(b, a, EDGE, 1);
    assertEquals(here.matches(), there.matches());
    assertEquals(here.near(), there.near());
    assertEquals(here.pixelF1(), there.pixelF1(), TOL);
  }

  @Test
  void refusesLabelsOfAnotherSize() {
    assertThrows(IllegalArgumentException.class, () -> LabelOverlap.of(new int[4], new int[6], 2));
  }
}
