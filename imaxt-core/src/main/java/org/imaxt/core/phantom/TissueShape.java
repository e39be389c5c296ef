package org.imaxt.core.phantom;

import java.util.Arrays;

/**
 * Where tissue is: a compact irregular piece and satellites beside it, as the positive part of a
 * smooth function of (x, y, z).
 */
final class TissueShape {
  /** Half the width of the edge, µm. */
  private static final double EDGE_UM = 6;

  private final double centreX;
  private final double centreY;
  private final double halfX;
  private final double halfY;
  private final double cos;
  private final double sin;
  private final double[] satX;
  private final double[] satY;
  private final double[] satR;
  private final LatticeNoise coarse;
  private final LatticeNoise middle;
  private final LatticeNoise fine;

  TissueShape(SpecimenParams p, Draw draw, MosaicExtent extent) {
    halfX = p.tissueWidth() * extent.widthUm() / 2;
    halfY = p.tissueHeight() * extent.heightUm() / 2;
    centreX = extent.centreXUm() + draw.within(0.05, "tissue x") * extent.widthUm();
    centreY = extent.centreYUm() + draw.within(0.04, "tissue y") * extent.heightUm();
    double angle = draw.within(0.3, "tissue angle");
    cos = StrictMath.cos(angle);
    sin = StrictMath.sin(angle);
    int n = p.satellites();
    satX = new double[n];
    satY = new double[n];
    satR = new double[n];
    for (int i = 0; i < n; i++) {
      double phi = 2 * Math.PI * (i + draw.uniform("satellite angle", i)) / n;
      double rho = 1.2 + 0.35 * draw.uniform("satellite distance", i);
      double x = rho * halfX * StrictMath.cos(phi);
      double y = Math.min(rho, 1.15) * halfY * StrictMath.sin(phi);
      satX[i] = centreX + cos * x - sin * y;
      satY[i] = centreY + sin * x + cos * y;
      satR[i] = Math.min(halfX, halfY) * (0.12 + 0.16 * draw.uniform("satellite radius", i));
    }
    double scale = Math.max(60, Math.min(halfX, halfY));
    double depth = p.depthScaleUm();
    coarse = new LatticeNoise(draw.key("shape coarse"), 0.8 * scale, 5 * depth);
    middle = new LatticeNoise(draw.key("shape middle"), 0.3 * scale, 3 * depth);
    fine = new LatticeNoise(draw.key("shape fine"), Math.max(25, 0.07 * scale), 1.5 * depth);
  }

  /**
   * Coverage by tissue at the nodes, 0 to 1.
   *
   * @return whether any node has some
   */
  boolean coverage(NodeGrid grid, LayerWeights layer, float[] out) {
    Arrays.fill(out, 0);
    if (!(halfX > 0 && halfY > 0) || !near(grid)) {
      return false;
    }
    coarse.add(grid, layer, 0.17, out);
    middle.add(grid, layer, 0.11, out);
    fine.add(grid, layer, 0.035, out);
    double sharp = Math.min(halfX, halfY) / EDGE_UM;
    boolean any = false;
    for (int j = 0; j < grid.ny(); j++) {
      for (int i = 0; i < grid.nx(); i++) {
        int at = j * grid.nx() + i;
        double f = (body(grid.x(i), grid.y(j)) + out[at]) * sharp;
        double t = Math.max(0, Math.min(1, 0.5 + 0.5 * f));
        out[at] = (float) (t * t * (3 - 2 * t));
        any |= t > 0;
      }
    }
    return any;
  }

  /** Coverage at one point, 0 to 1. */
  double coverage(double x, double y, double z) {
    float[] out = new float[1];
    // A patch of one node needs a step that puts a node on the point: the lattice is as fine as 1
    // µm.
    NodeGrid grid = new NodeGrid(Math.round(x), Math.round(y), 1, 1, 1);
    coverage(grid, LayerWeights.plane(z), out);
    return out[0];
  }

  private boolean near(NodeGrid g) {
    double reach = 1.9 * Math.hypot(halfX, halfY) + 100;
    return g.x(g.nx() - 1) > centreX - reach
        && g.x(0) < centreX + reach
        && g.y(g.ny() - 1) > centreY - reach
        && g.y(0) < centreY + reach;
  }

  private double body(double x, double y) {
    double dx = x - centreX;
    double dy = y - centreY;
    double a = (cos * dx + sin * dy) / halfX;
    double b = (-sin * dx + cos * dy) / halfY;
    double best = 1 - Math.sqrt(a * a + b * b);
    double unit = Math.min(halfX, halfY);
    for (int i = 0; i < satR.length; i++) {
      double ex = x - satX[i];
      double ey = y - satY[i];
      double d2 = ex * ex + ey * ey;
      if (d2 < 4 * satR[i] * satR[i]) {
        best = Math.max(best, (satR[i] - Math.sqrt(d2)) / unit);
      }
    }
    return best;
  }
}
