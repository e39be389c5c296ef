package org.imaxt.stitch.fuse;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;

/** Holds measured positions against the canvas, which is fixed at ingest. */
final class CanvasCheck {

  private static final int LISTED = 10;

  private CanvasCheck() {}

  /** The tiles of a section that reach out of the canvas; none if it has not been stitched. */
  static List<String> outside(Sample sample, AcquisitionDocument acquisition, int section) {
    List<String> outside = new ArrayList<>();
    if (!sample.exists(Layout.positions(section))) {
      return outside;
    }
    Canvas canvas = acquisition.canvas();
    double p = acquisition.pixelSizeUm();
    for (PlacedTile tile : sample.read(Layout.positions(section)).tiles()) {
      double left = (tile.xUm() - canvas.xUm()) / p;
      double top = (tile.yUm() - canvas.yUm()) / p;
      double right = left + acquisition.orientedWidthPx() - canvas.widthPx();
      double bottom = top + acquisition.orientedHeightPx() - canvas.heightPx();
      double most = Math.max(Math.max(-left, -top), Math.max(right, bottom));
      if (most > 1e-6) { // rounding of positions that lie on the canvas's edge
        outside.add(
            "tile %s of section %s by %.1f µm".formatted(tile.tile(), section, most * p));
      }
    }
    return outside;
  }

  /**
   * Refuses if a tile would be cut off.
   *
   * @throws InputException naming the tiles and the option
   */
  static void require(List<String> outside) {
    if (!outside.isEmpty()) {
      throw new InputException(
          "%s tiles reach out of the canvas (%s%s); run imaxt ingest with a larger --canvas-margin"
              .formatted(
                  outside.size(),
                  String.join(", ", outside.subList(0, Math.min(LISTED, outside.size()))),
                  outside.size() > LISTED ? ", …" : ""));
    }
  }
}
