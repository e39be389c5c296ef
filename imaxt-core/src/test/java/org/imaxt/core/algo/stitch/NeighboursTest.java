package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;
import org.junit.jupiter.api.Test;

class NeighboursTest {

  private static final TileSize TILE = new TileSize(100, 80);
  private static final PixelSize PIXEL = new PixelSize(0.5, 0.5);

  private static StagePosition at(int tile, double xPx, double yPx) {
    return new StagePosition(tile, 0, 0, 0.5 * xPx, 0.5 * yPx);
  }

  private static List<int[]> pairs(List<StagePosition> stage) {
    return Neighbours.of(stage, PIXEL, TILE, NeighbourParams.defaults()).stream()
        .map(p -> new int[] {p.a(), p.b()})
        .toList();
  }

  private static List<StagePosition> grid(int rows, int columns) {
    List<StagePosition> stage = new ArrayList<>();
    for (int t = 0; t < rows * columns; t++) {
      stage.add(at(t, t % columns * 88, t / columns * 70));
    }
    return stage;
  }

  @Test
  void joinsSidesAndNotCorners() {
    List<int[]> pairs = pairs(grid(2, 2));
    assertEquals(4, pairs.size());
    int[][] expected = {{0, 1}, {0, 2}, {1, 3}, {2, 3}};
    for (int k = 0; k < 4; k++) {
      assertArrayEquals(expected[k], pairs.get(k));
    }
  }

  @Test
  void stepsLeadFromFirstToSecond() {
    List<StagePosition> stage = List.of(at(4, 0, 0), at(1, 88, 3));
    NeighbourPair pair = Neighbours.of(stage, PIXEL, TILE, NeighbourParams.defaults()).get(0);
    assertEquals(new NeighbourPair(1, 4, -88, -3), pair);
  }

  @Test
  void missingTileLeavesItsPairsOut() {
    List<StagePosition> stage = grid(3, 3);
    stage.remove(4);
    assertEquals(8, pairs(stage).size());
  }

  @Test
  void oneTileHasNoNeighbours() {
    assertTrue(pairs(grid(1, 1)).isEmpty());
  }

  @Test
  void brickLayoutJoinsBothHalves() {
    List<StagePosition> stage = List.of(at(0, 0, 0), at(1, 90, 0), at(2, 42, 70));
    assertEquals(3, Neighbours.of(stage, PIXEL, TILE, new NeighbourParams(8, 0.5)).size());
  }

  @Test
  void orderOfPositionsDoesNotMatter() {
    List<StagePosition> shuffled = grid(4, 5);
    Collections.shuffle(shuffled, new Random(1));
    NeighbourParams params = NeighbourParams.defaults();
    assertEquals(
        Neighbours.of(grid(4, 5), PIXEL, TILE, params),
        Neighbours.of(shuffled, PIXEL, TILE, params));
  }

  @Test
  void refusesThresholdsOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> new NeighbourParams(0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new NeighbourParams(8, 1.5));
  }

  @Test
  void stripsHoldEveryOverlapWithinTheRadius() {
    NeighbourPair pair = new NeighbourPair(0, 1, 88.4, -3.2);
    OverlapStrips strips = OverlapStrips.of(pair, TILE, TILE, 6).orElseThrow();
    assertArrayEquals(new long[] {82, 0}, strips.a().minAsLongArray());
    assertArrayEquals(new long[] {99, 79}, strips.a().maxAsLongArray());
    assertArrayEquals(new long[] {0, 0}, strips.b().minAsLongArray());
    assertArrayEquals(new long[] {17, 79}, strips.b().maxAsLongArray());
  }

  @Test
  void tilesOutOfReachHaveNoStrips() {
    assertTrue(OverlapStrips.of(new NeighbourPair(0, 1, 120, 0), TILE, TILE, 10).isEmpty());
  }
}
