package org.imaxt.core.algo.beads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.imaxt.core.model.BeadCandidate;
import org.junit.jupiter.api.Test;

/** Two detectors looking at a row of eight pixels. */
class JoinedDetectionsTest {
  private static final Detection FIRST =
      new Detection(new int[] {1, 1, 0, 0, 0, 0, 0, 0}, List.of(at(1, 1, 0.9)));

  private static BeadCandidate at(int label, double x, double quality) {
    return new BeadCandidate(label, x, 0.5, 1, quality);
  }

  @Test
  void whatBothFoundIsTheFirsts() {
    Detection second = new Detection(new int[] {2, 2, 2, 0, 0, 0, 0, 0}, List.of(at(2, 1.5, 1)));
    assertSame(FIRST, JoinedDetections.of(FIRST, second, 0.5));
  }

  @Test
  void whatOnlyTheSecondFoundFollows() {
    Detection second =
        new Detection(new int[] {1, 1, 0, 0, 0, 2, 2, 0}, List.of(at(1, 1, 1), at(2, 6, 0.5)));
    Detection joined = JoinedDetections.of(FIRST, second, 0.5);
    assertEquals(List.of(at(1, 1, 0.9), at(2, 6, 0.5)), joined.candidates());
    assertArrayEquals(new int[] {1, 1, 0, 0, 0, 2, 2, 0}, joined.labels());
  }

  @Test
  void whatTheSecondDoubtsIsLeftOut() {
    Detection second = new Detection(new int[] {0, 0, 0, 0, 0, 1, 1, 0}, List.of(at(1, 6, 0.4)));
    assertSame(FIRST, JoinedDetections.of(FIRST, second, 0.5));
  }
}
