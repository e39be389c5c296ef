package org.imaxt.core.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the largest set of tiles connected by overlaps of grid neighbours that show tissue on at
 * least a tenth of their area or hold a whole bead.
 */
final class LinkedTiles {
  private static final double TISSUE_SHARE = 0.1;
  private static final double PROBE_UM = 6;

  private final GridParams grid;
  private final Specimen specimen;
  private final LayerWeights layer;
  private final OpticsParams optics;
  private final double driftXUm;
  private final double driftYUm;

  LinkedTiles(
      PhantomParams params,
      Specimen specimen,
      LayerWeights layer,
      double driftXUm,
      double driftYUm) {
    grid = params.grid();
    optics = params.optics();
    this.specimen = specimen;
    this.layer = layer;
    this.driftXUm = driftXUm;
    this.driftYUm = driftYUm;
  }

  /** The same tiles with their link marked. */
  List<TileTruth> mark(List<TileTruth> tiles) {
    int[] root = new int[tiles.size()];
    for (int i = 0; i < root.length; i++) {
      root[i] = i;
    }
    for (int i = 0; i < root.length; i++) {
      for (int j = i + 1; j < root.length; j++) {
        if (neighbours(tiles.get(i), tiles.get(j)) && shows(tiles.get(i), tiles.get(j))) {
          join(root, i, j);
        }
      }
    }
    int best = largest(root);
    List<TileTruth> marked = new ArrayList<>();
    for (int i = 0; i < root.length; i++) {
      marked.add(tiles.get(i).withLinked(best >= 0 && root[i] == best));
    }
    return marked;
  }

  private static void join(int[] root, int i, int j) {
    int from = root[j];
    int to = root[i];
    for (int k = 0; k < root.length; k++) {
      if (root[k] == from) {
        root[k] = to;
      }
    }
  }

  /** Name of the largest set of two or more, or -1. */
  private static int largest(int[] root) {
    int[] size = new int[root.length];
    int best = -1;
    for (int r : root) {
      size[r]++;
    }
    for (int r = 0; r < size.length; r++) {
      if (size[r] > 1 && (best < 0 || size[r] > size[best])) {
        best = r;
      }
    }
    return best;
  }

  private static boolean neighbours(TileTruth a, TileTruth b) {
    return !a.missing()
        && !b.missing()
        && Math.abs(a.row() - b.row()) + Math.abs(a.column() - b.column()) == 1;
  }

  private boolean shows(TileTruth a, TileTruth b) {
    double w = grid.turnedWidthPx() * grid.pixelSizeUm();
    double h = grid.turnedHeightPx() * grid.pixelSizeUm();
    double x0 = Math.max(a.trueXUm(), b.trueXUm()) - driftXUm;
    double y0 = Math.max(a.trueYUm(), b.trueYUm()) - driftYUm;
    double x1 = Math.min(a.trueXUm(), b.trueXUm()) + w - driftXUm;
    double y1 = Math.min(a.trueYUm(), b.trueYUm()) + h - driftYUm;
    return x1 > x0 && y1 > y0 && (bead(x0, y0, x1, y1) || tissue(x0, y0, x1, y1));
  }

  private boolean tissue(double x0, double y0, double x1, double y1) {
    NodeGrid g = NodeGrid.covering(x0, y0, x1, y1, PROBE_UM, 0);
    float[] cover = new float[g.size()];
    specimen.shape().coverage(g, layer, cover);
    int inside = 0;
    int shown = 0;
    for (int j = 0; j < g.ny(); j++) {
      for (int i = 0; i < g.nx(); i++) {
        if (g.x(i) >= x0 && g.x(i) <= x1 && g.y(j) >= y0 && g.y(j) <= y1) {
          inside++;
          shown += cover[j * g.nx() + i] > 0.5f ? 1 : 0;
        }
      }
    }
    return inside > 0 && shown >= TISSUE_SHARE * inside;
  }

  /** A bead counts where it fills half of the layer and shows half of its radius. */
  private boolean bead(double x0, double y0, double x1, double y1) {
    for (PhantomBead b : specimen.beads()) {
      double r = b.visibleRadiusUm(layer.topUm(), layer.thicknessUm());
      if (r < 0.5 * b.radiusUm()
          || b.xUm() - r < x0
          || b.xUm() + r > x1
          || b.yUm() - r < y0
          || b.yUm() + r > y1) {
        continue;
      }
      double depth = b.zUm() - layer.topUm();
      double peak =
          SphereProfile.sharp(0, b.radiusUm(), depth, layer.thicknessUm(), optics.decayUm());
      if (peak >= 0.5) {
        return true;
      }
    }
    return false;
  }
}
