package org.imaxt.stitch.ingest;

import java.util.List;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.sample.Canvas;
import org.imaxt.stitch.acquisition.TileFormat;

/** Finds the rectangle that holds the tiles of all sections. */
final class CanvasLayout {

  private CanvasLayout() {}

  /** The limits of stage positions and a tile, with a margin on all sides. */
  static Canvas of(
      List<StagePosition> all,
      TileFormat tile,
      Orientation orientation,
      double pixelSizeUm,
      double marginUm) {
    double left = all.stream().mapToDouble(StagePosition::xUm).min().orElseThrow() - marginUm;
    double top = all.stream().mapToDouble(StagePosition::yUm).min().orElseThrow() - marginUm;
    double right = all.stream().mapToDouble(StagePosition::xUm).max().orElseThrow() + marginUm;
    double bottom = all.stream().mapToDouble(StagePosition::yUm).max().orElseThrow() + marginUm;
    int width = tile.widthPx();
    int height = tile.heightPx();
    return new Canvas(
        left,
        top,
        (int) Math.ceil((right - left) / pixelSizeUm) + orientation.width(width, height),
        (int) Math.ceil((bottom - top) / pixelSizeUm) + orientation.height(width, height));
  }
}
