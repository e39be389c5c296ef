package org.imaxt.core.algo.beads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.phantom.PhantomBead;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.phantom.TilePhantom;

/**
 * A section of a phantom: its tiles and, at a coarser level, all of them at their true places.
 *
 * @param level the coarse image
 * @param scenes the tiles
 * @param xUm outer corners of the tiles in the frame of the level, µm
 * @param yUm outer corners of the tiles, µm
 * @param beads beads in the frame of the level
 */
record SceneMosaic(
    LevelImage level,
    List<BeadScene> scenes,
    double[] xUm,
    double[] yUm,
    List<BeadScene.Seen> beads) {

  static SceneMosaic of(TilePhantom p, int channel, int factor) {
    List<BeadScene> scenes = new ArrayList<>();
    int n = p.size();
    double[] x = new double[n];
    double[] y = new double[n];
    for (int t = 0; t < n; t++) {
      scenes.add(BeadScene.of(p, t, channel, true));
      x[t] = p.section().tiles().get(t).trueXUm();
      y[t] = p.section().tiles().get(t).trueYUm();
    }
    double left = Arrays.stream(x).min().orElseThrow();
    double top = Arrays.stream(y).min().orElseThrow();
    for (int t = 0; t < n; t++) {
      x[t] -= left;
      y[t] -= top;
    }
    return new SceneMosaic(coarse(scenes, x, y, factor), scenes, x, y, beads(p, left, top, x, y));
  }

  private static List<BeadScene.Seen> beads(
      TilePhantom p, double left, double top, double[] x, double[] y) {
    PhantomParams params = p.truth().params();
    SectionTruth s = p.section();
    double edge = params.grid().tileWidthPx() * params.grid().pixelSizeUm();
    List<BeadScene.Seen> list = new ArrayList<>();
    for (PhantomBead b : p.truth().beads()) {
      double r = b.visibleRadiusUm(s.layerTopUm(), params.optics().layerThicknessUm());
      double bx = b.xUm() + s.driftXUm() - left;
      double by = b.yUm() + s.driftYUm() - top;
      boolean inside = false;
      boolean seen = false;
      for (int t = 0; t < x.length; t++) {
        double u = bx - x[t];
        double v = by - y[t];
        inside |= u > r && v > r && u < edge - r && v < edge - r;
        seen |= u > -r && v > -r && u < edge + r && v < edge + r;
      }
      if (r > 0 && seen) {
        list.add(new BeadScene.Seen(b, bx, by, r, inside));
      }
    }
    return list;
  }

  private static LevelImage coarse(List<BeadScene> scenes, double[] x, double[] y, int factor) {
    BeadScene first = scenes.get(0);
    double pixel = first.pixelUm() * factor;
    int w = 0;
    int h = 0;
    for (int t = 0; t < x.length; t++) {
      w = (int) Math.max(w, Math.ceil(x[t] / pixel + (double) first.width() / factor) + 1);
      h = (int) Math.max(h, Math.ceil(y[t] / pixel + (double) first.height() / factor) + 1);
    }
    float[] sum = new float[w * h];
    float[] n = new float[w * h];
    for (int t = 0; t < x.length; t++) {
      BeadScene s = scenes.get(t);
      for (int i = 0; i < s.values().length; i++) {
        int u = (int) ((x[t] / first.pixelUm() + i % s.width() + 0.5) / factor);
        int v = (int) ((y[t] / first.pixelUm() + i / s.width() + 0.5) / factor);
        sum[v * w + u] += s.values()[i];
        n[v * w + u]++;
      }
    }
    boolean[] known = new boolean[sum.length];
    for (int i = 0; i < sum.length; i++) {
      known[i] = n[i] > 0;
      sum[i] = known[i] ? sum[i] / n[i] : 0;
    }
    return new LevelImage(sum, known, w, h, pixel);
  }

  /** The tile in which a place lies farthest from the border. */
  int tileFor(double atXUm, double atYUm) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < xUm.length; t++) {
      BeadScene s = scenes.get(t);
      double u = atXUm - xUm[t];
      double v = atYUm - yUm[t];
      double inside =
          Math.min(
              Math.min(u, s.width() * s.pixelUm() - u), Math.min(v, s.height() * s.pixelUm() - v));
      if (inside > most) {
        most = inside;
        best = t;
      }
    }
    return best;
  }
}
