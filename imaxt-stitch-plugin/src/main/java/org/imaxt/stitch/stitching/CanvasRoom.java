package org.imaxt.stitch.stitching;

import org.imaxt.core.algo.stitch.StageModel;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.stage.InputException;
import org.imaxt.stitch.tiles.SectionTiles;

/** Refuses tiles that would lie outside the canvas. */
final class CanvasRoom {

  private final int section;
  private final AcquisitionDocument acquisition;

  CanvasRoom(SectionTiles tiles) {
    this.section = tiles.section().section();
    this.acquisition = tiles.acquisition();
  }

  /** Refuses a measured position. */
  void requireMeasured(int tile, double xUm, double yUm) {
    double room = room(xUm, yUm);
    if (room < 0) {
      throw new InputException(
          "tile %s of section %s was measured %.1f µm outside the canvas; ingest again with a"
                  .formatted(tile, section, -room)
              + " larger --canvas-margin");
    }
  }

  /** Refuses a stage that leaves the canvas when it is turned. */
  void requireTurned(StagePosition stage, StageModel model) {
    StagePosition turned = model.turned(stage);
    double room = room(turned.xUm(), turned.yUm());
    if (room < 0) {
      throw new InputException(
          "tile %s of section %s lies %.1f µm outside the canvas when the stage is turned by %.4f"
                  .formatted(stage.tile(), section, -room, model.rotationRad())
              + " rad on to the camera's axes; ingest again with a larger --canvas-margin");
    }
  }

  /** Least distance of a tile from the canvas's edges, µm; negative outside. */
  private double room(double xUm, double yUm) {
    Canvas canvas = acquisition.canvas();
    double p = acquisition.pixelSizeUm();
    double left = xUm - canvas.xUm();
    double top = yUm - canvas.yUm();
    double right = canvas.widthPx() * p - left - acquisition.orientedWidthPx() * p;
    double bottom = canvas.heightPx() * p - top - acquisition.orientedHeightPx() * p;
    return Math.min(Math.min(left, top), Math.min(right, bottom));
  }
}
