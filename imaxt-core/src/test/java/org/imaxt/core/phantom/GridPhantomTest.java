package org.imaxt.core.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plain grids, orders of acquisition, and parameters that are refused. */
class GridPhantomTest {
  private static final PhantomParams TINY =
      PhantomParams.small().withTile(40, 32, 2).withGrid(2, 3).withOrder(TileOrder.SNAKE_ROW);

  @TempDir Path folder;

  @Test
  void positionsAreListedInPixelsFromTileZero() throws IOException {
    write(TINY, GridPhantom.Positions.TILE_CONFIGURATION);
    List<String> lines = Files.readAllLines(folder.resolve("TileConfiguration.txt"));
    assertTrue(lines.contains("dim = 2"));
    assertTrue(lines.contains("tile_0.tif; ; (0.0000, 0.0000)"), lines.toString());
    assertTrue(lines.contains("tile_1.tif; ; (30.0000, 0.0000)"), lines.toString());
    assertTrue(lines.contains("tile_3.tif; ; (60.0000, 24.0000)"), lines.toString());
    for (int i = 0; i < 6; i++) {
      assertTrue(Files.exists(folder.resolve("tile_" + i + ".tif")), "tile " + i);
    }
  }

  @Test
  void missingTilesHaveNeitherFileNorPosition() throws IOException {
    write(
        TINY.withMissingTiles(List.of(new TileRef(1, 2))),
        GridPhantom.Positions.TILE_CONFIGURATION);
    assertFalse(Files.exists(folder.resolve("tile_2.tif")));
    String text = Files.readString(folder.resolve("TileConfiguration.txt"));
    assertFalse(text.contains("tile_2.tif"), text);
  }

  @Test
  void ordersVisitEveryPlaceOnce() {
    for (TileOrder order : TileOrder.values()) {
      boolean[] seen = new boolean[12];
      for (int t = 0; t < 12; t++) {
        seen[order.row(t, 3, 4) * 4 + order.column(t, 3, 4)] = true;
      }
      for (int i = 0; i < 12; i++) {
        assertTrue(seen[i], order + " leaves out " + i);
      }
      assertEquals(0, order.row(0, 3, 4) + order.column(0, 3, 4), order + " starts elsewhere");
    }
  }

  @Test
  void refusesWhatCannotBe() {
    PhantomParams p = PhantomParams.defaults();
    assertThrows(IllegalArgumentException.class, () -> p.withOverlap(-0.1));
    assertThrows(IllegalArgumentException.class, () -> p.withSections(0));
    assertThrows(IllegalArgumentException.class, () -> p.withSampleId("a/b"));
    assertThrows(IllegalArgumentException.class, () -> p.withTile(4, 416, 2.8));
    assertThrows(IllegalArgumentException.class, () -> p.withMissingSections(List.of(9)));
  }

  private void write(PhantomParams params, GridPhantom.Positions positions) throws IOException {
    GridPhantom.write(
        params, folder, positions, TaskExecutors.singleThreaded(), ProgressListener.none());
  }
}
