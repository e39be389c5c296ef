package org.imaxt.beads.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.OpticsParams;
import org.imaxt.core.phantom.PhantomBead;
import org.imaxt.core.phantom.PhantomComparison;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.phantom.TileTruth;

/**
 * One section of a phantom: what is true of it and where its tiles were placed.
 *
 * @param truth what is true
 * @param placed measured positions by tile
 * @param pixelUm pixel size, µm
 * @param width width of a tile, µm
 * @param height height of a tile, µm
 * @param gauge translation x, y, scale x, y and the place it is about, x, y
 */
record TrueSection(
    SectionTruth truth,
    Map<Integer, PlacedTile> placed,
    double pixelUm,
    double width,
    double height,
    double[] gauge) {

  private static final int RIM = 24;

  static TrueSection of(
      PhantomTruth truth, int section, List<PlacedTile> tiles, PhantomComparison comparison) {
    SectionTruth s = truth.sections().get(section - 1);
    double pixel = truth.params().grid().pixelSizeUm();
    double w = truth.params().grid().turnedWidthPx() * pixel;
    double h = truth.params().grid().turnedHeightPx() * pixel;
    double[] off = meanOff(s, tiles);
    double[] gauge = {
      off[0], off[1], comparison.scaleX(), comparison.scaleY(), off[2] + 0.5 * w, off[3] + 0.5 * h
    };
    return new TrueSection(s, byTile(tiles), pixel, w, h, gauge);
  }

  /**
   * Means over linked tiles that were measured: measured less true position, then true position.
   */
  static double[] meanOff(SectionTruth truth, List<PlacedTile> tiles) {
    Map<Integer, PlacedTile> byTile = byTile(tiles);
    double[] mean = new double[4];
    List<TileTruth> linked =
        truth.tiles().stream().filter(t -> t.linked() && isMeasured(byTile, t)).toList();
    for (TileTruth t : linked) {
      PlacedTile p = byTile.get(t.tile());
      mean[0] += (p.xUm() - t.trueXUm()) / linked.size();
      mean[1] += (p.yUm() - t.trueYUm()) / linked.size();
      mean[2] += t.trueXUm() / linked.size();
      mean[3] += t.trueYUm() / linked.size();
    }
    return mean;
  }

  private static boolean isMeasured(Map<Integer, PlacedTile> byTile, TileTruth t) {
    return byTile.get(t.tile()).source() == PlacedTile.Source.MEASURED;
  }

  private static Map<Integer, PlacedTile> byTile(List<PlacedTile> tiles) {
    Map<Integer, PlacedTile> byTile = new HashMap<>();
    tiles.forEach(t -> byTile.put(t.tile(), t));
    return byTile;
  }

  /** What each layer shows of the beads, however little. */
  List<ShownBead> beads(PhantomTruth all) {
    OpticsParams optics = all.params().optics();
    List<ShownBead> shown = new ArrayList<>();
    for (int layer = 1; layer <= all.params().acquisition().layers(); layer++) {
      double top = truth.layerTopUm() + (layer - 1) * optics.layerStepUm();
      for (PhantomBead b : all.beads()) {
        double r = b.visibleRadiusUm(top, optics.layerThicknessUm());
        if (r > 0) {
          shown.add(
              new ShownBead(b, layer, b.xUm() + truth.driftXUm(), b.yUm() + truth.driftYUm(), r));
        }
      }
    }
    return shown;
  }

  /** Where the measured mosaic shows a true place, by the tiles. */
  double x(double trueX) {
    return trueX + gauge[0] + gauge[2] * (trueX - gauge[4]);
  }

  double y(double trueY) {
    return trueY + gauge[1] + gauge[3] * (trueY - gauge[5]);
  }

  /** Whether a bead's whole disc lies on tiles. */
  boolean showsWhole(ShownBead s) {
    boolean whole = true;
    for (int k = 0; k < RIM && whole; k++) {
      double a = 2 * Math.PI * k / RIM;
      whole = covered(s.x() + s.radius() * Math.cos(a), s.y() + s.radius() * Math.sin(a));
    }
    return whole;
  }

  private boolean covered(double x, double y) {
    return truth.tiles().stream()
        .anyMatch(
            t ->
                !t.missing()
                    && x >= t.trueXUm()
                    && y >= t.trueYUm()
                    && x <= t.trueXUm() + width
                    && y <= t.trueYUm() + height);
  }

  /** Whether overlaps place the tile whose centre is nearest to a bead. */
  boolean isPlacedByOverlaps(ShownBead s) {
    TileTruth t = tile(s);
    return t.linked() && isMeasured(placed, t);
  }

  /**
   * Where the tile whose centre is nearest shows a bead, whatever the tile's own error, (x, y), µm.
   * Pixels are as large as the stage says, so that the sample's scales are theirs too.
   */
  double[] placeByTile(ShownBead s) {
    TileTruth t = tile(s);
    PlacedTile p = placed.get(t.tile());
    return new double[] {
      p.xUm() + (1 + gauge[2]) * (s.x() - t.trueXUm()),
      p.yUm() + (1 + gauge[3]) * (s.y() - t.trueYUm())
    };
  }

  /** From where the section puts a bead to a place, µm. */
  double[] off(ShownBead s, double x, double y) {
    return new double[] {x - x(s.x()), y - y(s.y())};
  }

  private TileTruth tile(ShownBead s) {
    TileTruth best = null;
    double least = Double.POSITIVE_INFINITY;
    for (TileTruth t : truth.tiles()) {
      double d = Math.hypot(t.trueXUm() + 0.5 * width - s.x(), t.trueYUm() + 0.5 * height - s.y());
      if (d < least && !t.missing()) {
        least = d;
        best = t;
      }
    }
    return best;
  }
}
