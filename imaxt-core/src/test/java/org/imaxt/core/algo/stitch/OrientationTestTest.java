package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.algo.image.OrientedView;
import org.imaxt.core.model.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrientationTestTest {

  private static final PairParams PARAMS = PairParams.defaults().withSearchRadius(12);

  /** Pairs of a 3 x 2 grid along both axes, as a camera of the given orientation sees them. */
  private static List<CameraPair> pairs(Orientation orientation, TileSize onStage, long seed) {
    Random random = new Random(seed);
    BlobScene scene = BlobScene.dense(3.2 * onStage.width(), 2.2 * onStage.height(), seed);
    double stepX = 0.9 * onStage.width();
    double stepY = 0.88 * onStage.height();
    List<RandomAccessibleInterval<FloatType>> camera = new ArrayList<>();
    for (int t = 0; t < 6; t++) {
      RandomAccessibleInterval<FloatType> tile =
          scene.tile(
              10 + t % 3 * stepX + 6 * random.nextDouble(),
              10 + t / 3 * stepY + 6 * random.nextDouble(),
              onStage,
              20,
              random);
      camera.add(OrientedView.of(tile, orientation.inverse()));
    }
    List<CameraPair> pairs = new ArrayList<>();
    for (int[] p :
        new int[][] {
          {0, 1, 1, 0}, {1, 2, 1, 0}, {3, 4, 1, 0}, {0, 3, 0, 1}, {1, 4, 0, 1}, {2, 5, 0, 1}
        }) {
      pairs.add(
          new CameraPair(
              new NeighbourPair(p[0], p[1], p[2] * stepX, p[3] * stepY),
              camera.get(p[0]),
              camera.get(p[1])));
    }
    return pairs;
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void findsEachOrientation(Orientation orientation) {
    OrientationScores scores =
        OrientationTest.score(pairs(orientation, new TileSize(200, 200), 3), PARAMS);
    assertEquals(orientation, scores.best());
    assertTrue(scores.certain(), scores::toString);
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void findsEachOrientationOfOblongTiles(Orientation orientation) {
    OrientationScores scores =
        OrientationTest.score(pairs(orientation, new TileSize(240, 170), 4), PARAMS);
    assertEquals(orientation, scores.best());
    assertTrue(scores.certain(), scores::toString);
  }

  @Test
  void isUncertainOnEmptyTiles() {
    for (int seed = 0; seed < 10; seed++) {
      List<CameraPair> pairs = new ArrayList<>();
      for (int k = 0; k < 6; k++) {
        pairs.add(
            new CameraPair(
                new NeighbourPair(0, 1, k < 3 ? 180 : 0, k < 3 ? 0 : 180),
                Tiles.noise(new TileSize(200, 200), seed % 3, 100 * seed + 2 * k),
                Tiles.noise(new TileSize(200, 200), seed % 3, 100 * seed + 2 * k + 1)));
      }
      OrientationScores scores = OrientationTest.score(pairs, PARAMS);
      assertFalse(scores.certain(), scores::toString);
    }
  }

  @Test
  void isUncertainWithPairsAlongOneAxisOnly() {
    List<CameraPair> pairs = pairs(Orientation.ROTATE_90, new TileSize(200, 200), 5).subList(0, 3);
    assertFalse(OrientationTest.score(pairs, PARAMS).certain());
  }

  @Test
  void turnsPixelsAsTheModelSays() {
    RandomAccessibleInterval<FloatType> camera = Tiles.noise(new TileSize(7, 4), 0, 1);
    for (Orientation orientation : Orientation.values()) {
      RandomAccessibleInterval<FloatType> turned = OrientedView.of(camera, orientation);
      assertEquals(orientation.width(7, 4), turned.dimension(0));
      for (int y = 0; y < turned.dimension(1); y++) {
        for (int x = 0; x < turned.dimension(0); x++) {
          long cx = (long) orientation.cameraX(x + 0.5, y + 0.5, 7, 4);
          long cy = (long) orientation.cameraY(x + 0.5, y + 0.5, 7, 4);
          assertEquals(camera.getAt(cx, cy).get(), turned.getAt(x, y).get(), orientation.key());
        }
      }
    }
  }
}
