package org.imaxt.core.algo.stitch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;

/** Pairs of tiles whose nominal overlap is worth comparing; any layout, holes included. */
public final class Neighbours {

  private Neighbours() {}

  /**
   * Finds the pairs from stage positions alone.
   *
   * @param stage stage positions of the tiles that exist, each tile once
   * @param pixel size of a pixel
   * @param tile size of a tile in the mosaic frame
   * @param params thresholds
   * @return the pairs, ordered by their first and then their second tile
   */
  public static List<NeighbourPair> of(
      List<StagePosition> stage, PixelSize pixel, TileSize tile, NeighbourParams params) {
    List<StagePosition> byX = new ArrayList<>(stage);
    byX.sort(Comparator.comparingDouble(StagePosition::xUm).thenComparingInt(StagePosition::tile));
    List<NeighbourPair> pairs = new ArrayList<>();
    for (int i = 0; i < byX.size(); i++) {
      for (int j = i + 1; j < byX.size(); j++) {
        double stepX = (byX.get(j).xUm() - byX.get(i).xUm()) / pixel.xUm();
        if (stepX >= tile.width()) {
          break;
        }
        double stepY = (byX.get(j).yUm() - byX.get(i).yUm()) / pixel.yUm();
        if (worthwhile(stepX, stepY, tile, params)) {
          pairs.add(ordered(byX.get(i).tile(), byX.get(j).tile(), stepX, stepY));
        }
      }
    }
    pairs.sort(Comparator.comparingInt(NeighbourPair::a).thenComparingInt(NeighbourPair::b));
    return List.copyOf(pairs);
  }

  private static boolean worthwhile(
      double stepX, double stepY, TileSize tile, NeighbourParams params) {
    double overlapX = tile.width() - Math.abs(stepX);
    double overlapY = tile.height() - Math.abs(stepY);
    double longest = Math.max(overlapX / tile.width(), overlapY / tile.height());
    return Math.min(overlapX, overlapY) >= params.minWidthPx()
        && longest >= params.minLengthFraction();
  }

  private static NeighbourPair ordered(int i, int j, double stepX, double stepY) {
    return i < j ? new NeighbourPair(i, j, stepX, stepY) : new NeighbourPair(j, i, -stepX, -stepY);
  }
}
