package org.imaxt.core.phantom;

/**
 * Where the block ends: a rectangle somewhat larger than the mosaic, with rounded corners and a
 * rough edge; beyond it a slide shows glass.
 */
final class BlockOutline {
  /** The block reaches so far beyond the mosaic. */
  private static final double MARGIN_UM = 60;

  private static final double CORNER_UM = 150;
  private static final double ROUGHNESS_UM = 12;

  /** Half the width of the edge on a slide. */
  private static final double EDGE_UM = 5;

  private final MosaicExtent extent;
  private final LatticeNoise roughness;

  BlockOutline(Draw draw, MosaicExtent extent) {
    this.extent = extent;
    roughness = new LatticeNoise(draw.key("outline"), 120, 60);
  }

  MosaicExtent bounds() {
    return new MosaicExtent(
        extent.xUm() - MARGIN_UM,
        extent.yUm() - MARGIN_UM,
        extent.widthUm() + 2 * MARGIN_UM,
        extent.heightUm() + 2 * MARGIN_UM);
  }

  /** How far inside the block each node lies, µm; negative outside. */
  float[] insideUm(NodeGrid g, LayerWeights layer) {
    float[] out = new float[g.size()];
    roughness.add(g, layer, ROUGHNESS_UM, out);
    for (int j = 0; j < g.ny(); j++) {
      for (int i = 0; i < g.nx(); i++) {
        out[j * g.nx() + i] += (float) distance(g.x(i), g.y(j));
      }
    }
    return out;
  }

  /** Whether a point lies inside. */
  boolean contains(double x, double y, LayerWeights layer) {
    NodeGrid g = new NodeGrid(Math.round(x), Math.round(y), 1, 1, 1);
    return insideUm(g, layer)[0] > 0;
  }

  /** Share of a section's edge, 0 outside to 1 inside. */
  static float share(double insideUm) {
    double t = Math.max(0, Math.min(1, 0.5 + 0.5 * insideUm / EDGE_UM));
    return (float) (t * t * (3 - 2 * t));
  }

  private double distance(double x, double y) {
    MosaicExtent b = bounds();
    double dx = Math.abs(x - b.centreXUm()) - b.widthUm() / 2 + CORNER_UM;
    double dy = Math.abs(y - b.centreYUm()) - b.heightUm() / 2 + CORNER_UM;
    if (dx > 0 && dy > 0) {
      return CORNER_UM - Math.hypot(dx, dy);
    }
    return CORNER_UM - Math.max(dx, dy);
  }
}
