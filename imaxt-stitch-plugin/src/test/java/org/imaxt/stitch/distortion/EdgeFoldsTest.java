package org.imaxt.stitch.distortion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.distortion.OverlapEquations;
import org.imaxt.stitch.overlaps.PairPoints;
import org.junit.jupiter.api.Test;

class EdgeFoldsTest {

  private static final int MOST = 3;

  /** Edges 0-1 to 4-5 of a row of tiles; the first is not seen in the second section. */
  private static List<PairPoints> pairs() {
    List<PairPoints> pairs = new ArrayList<>();
    for (int section = 1; section <= 3; section++) {
      for (int tile = section == 2 ? 1 : 0; tile < 5; tile++) {
        pairs.add(
            new PairPoints(
                section,
                tile,
                tile + 1,
                List.of(),
                1,
                new OverlapEquations(new double[2], new double[0])));
      }
    }
    return pairs;
  }

  @Test
  void allSectionsCopiesOfAnEdgeLeaveTogether() {
    List<PairPoints> pairs = pairs();
    EdgeFolds folds = new EdgeFolds(pairs, MOST);
    for (int i = 0; i < pairs.size(); i++) {
      for (PairPoints kept : folds.without(folds.of(i))) {
        assertNotEquals(pairs.get(i).a(), kept.a());
      }
    }
  }

  @Test
  void copiesOfAnEdgeHaveItsNumber() {
    List<PairPoints> pairs = pairs();
    int[] edges = new EdgeFolds(pairs, MOST).edges();
    for (int i = 0; i < edges.length; i++) {
      assertEquals(pairs.get(i).a(), edges[i]);
    }
  }

  @Test
  void everyPairIsLeftOutOnce() {
    List<PairPoints> pairs = pairs();
    EdgeFolds folds = new EdgeFolds(pairs, MOST);
    assertEquals(MOST, folds.count());
    int leftOut = 0;
    for (int fold = 0; fold < folds.count(); fold++) {
      leftOut += pairs.size() - folds.without(fold).size();
    }
    assertEquals(pairs.size(), leftOut);
  }

  @Test
  void thereAreNoMoreGroupsThanEdges() {
    assertEquals(5, new EdgeFolds(pairs(), 20).count());
    assertEquals(0, new EdgeFolds(List.of(), 20).count());
  }
}
