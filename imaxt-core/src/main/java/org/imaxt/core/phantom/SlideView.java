package org.imaxt.core.phantom;

/** How a piece of a slide sees the block: pixels of the piece to µm of the specimen. */
final class SlideView {
  /** The warp is computed every so many µm along a row and is straight between. */
  private static final double WARP_STEP_UM = 40;

  private final PlaneMap map;
  private final double pixel;
  private final double driftX;
  private final double driftY;
  private final int x0;
  private final int y0;
  private final int width;
  private final int height;

  SlideView(SlideTruth slide, SectionTruth frame, int x0, int y0, int width, int height) {
    this(slide.toMosaic(), slide.pixelSizeUm(), frame, new int[] {x0, y0, width, height});
  }

  /** Any image that maps to the mosaic frame of a section; x0, y0, width and height in px. */
  SlideView(PlaneMap map, double pixel, SectionTruth frame, int[] piece) {
    this.map = map;
    this.pixel = pixel;
    driftX = frame.driftXUm();
    driftY = frame.driftYUm();
    x0 = piece[0];
    y0 = piece[1];
    width = piece[2];
    height = piece[3];
  }

  int x0() {
    return x0;
  }

  int y0() {
    return y0;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  double driftXUm() {
    return driftX;
  }

  double driftYUm() {
    return driftY;
  }

  /** Specimen x and y of the sub-pixels of a whole row, n a pixel. */
  void row(double v, int n, double[] xs, double[] ys) {
    row(0, v, n, xs, ys);
  }

  /** Specimen x and y of sub-pixels of a row from pixel u0 of the piece on, n a pixel. */
  void row(int u0, double v, int n, double[] xs, double[] ys) {
    double y = (y0 + v) * pixel;
    double step = pixel / n;
    double start = (x0 + u0) * pixel + step / 2;
    int stride = (int) Math.max(1, WARP_STEP_UM / step);
    double[] next = map.warpAt(start, y);
    for (int from = 0; from < xs.length; from += stride) {
      double[] warp = next;
      next = map.warpAt(start + (from + stride) * step, y);
      int to = Math.min(xs.length, from + stride);
      for (int u = from; u < to; u++) {
        double x = start + u * step;
        double t = (double) (u - from) / stride;
        xs[u] = map.a() * x + map.b() * y + map.tx() + warp[0] + t * (next[0] - warp[0]) - driftX;
        ys[u] = map.c() * x + map.d() * y + map.ty() + warp[1] + t * (next[1] - warp[1]) - driftY;
      }
    }
  }

  /** Nodes under the piece. */
  NodeGrid nodes(double step, double margin) {
    double[] least = {Double.MAX_VALUE, Double.MAX_VALUE};
    double[] most = {-Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int k = 0; k < 4; k++) {
      double[] p = map.apply((x0 + (k % 2) * width) * pixel, (y0 + (k / 2) * height) * pixel);
      p[0] -= driftX;
      p[1] -= driftY;
      for (int d = 0; d < 2; d++) {
        least[d] = Math.min(least[d], p[d]);
        most[d] = Math.max(most[d], p[d]);
      }
    }
    return NodeGrid.covering(least[0], least[1], most[0], most[1], step, margin);
  }

  boolean sees(SlideBead b, double reachUm) {
    return b.xUm() > x0 * pixel - reachUm
        && b.xUm() < (x0 + width) * pixel + reachUm
        && b.yUm() > y0 * pixel - reachUm
        && b.yUm() < (y0 + height) * pixel + reachUm;
  }

  /** Pixels of the piece that may see a bead: first and last along each axis, inclusive. */
  int[] box(SlideBead b, double reachUm) {
    return new int[] {
      (int) Math.max(0, Math.floor((b.xUm() - reachUm) / pixel) - x0),
      (int) Math.max(0, Math.floor((b.yUm() - reachUm) / pixel) - y0),
      (int) Math.min(width - 1, Math.ceil((b.xUm() + reachUm) / pixel) - x0),
      (int) Math.min(height - 1, Math.ceil((b.yUm() + reachUm) / pixel) - y0)
    };
  }
}
