package org.imaxt.core.algo.distortion;

import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.Orientation;

/**
 * The inverse of a distortion, tabulated in the turned frame: from places of the undistorted,
 * turned tile to the displacement of the turned camera image, bilinear between nodes.
 *
 * <p>A node every {@link #STEP_PX} px: for a cubic distortion of 36 px at the corners of 2080 px
 * tiles the interpolation is off by less than 0.002 px. The table reaches as far beyond the
 * undistorted tile as the camera sees. 8 bytes a node. Immutable.
 */
public final class InverseGrid {

  /** Distance of nodes, px. */
  public static final int STEP_PX = 8;

  private final int margin;
  private final int columns;
  private final int rows;
  private final float[] dx;
  private final float[] dy;
  private final double outward;
  private double reach;

  private InverseGrid(double outward, int width, int height) {
    this.outward = outward;
    this.margin = 1 + (int) Math.ceil(outward / STEP_PX);
    this.columns = width / STEP_PX + 2 + 2 * margin;
    this.rows = height / STEP_PX + 2 + 2 * margin;
    this.dx = new float[columns * rows];
    this.dy = new float[columns * rows];
  }

  /**
   * Tabulates.
   *
   * @param distortion distortion, camera frame
   * @param orientation how camera images lie on the stage axes
   * @return the table, over the undistorted tile and what the camera sees beyond it
   * @throws IllegalArgumentException if the distortion folds over within the tile
   */
  public static InverseGrid of(Distortion distortion, Orientation orientation) {
    int w = orientation.width(distortion.widthPx(), distortion.heightPx());
    int h = orientation.height(distortion.widthPx(), distortion.heightPx());
    InverseGrid grid = new InverseGrid(outwardPx(distortion), w, h);
    for (int j = 0, k = 0; j < grid.rows; j++) {
      for (int i = 0; i < grid.columns; i++, k++) {
        grid.set(k, (i - grid.margin) * STEP_PX, grid.top(j), distortion, orientation);
      }
    }
    return grid;
  }

  /** How far the border of the camera image looks beyond the undistorted tile. */
  private static double outwardPx(Distortion distortion) {
    int w = distortion.widthPx();
    int h = distortion.heightPx();
    double[] at = new double[2];
    double outward = 0;
    for (int k = 0; k < w + h; k++) {
      for (int side = 0; side < 2; side++) {
        boolean alongX = k < w;
        distortion.ideal(alongX ? k + 0.5 : side * w, alongX ? side * h : k - w + 0.5, at);
        double beyondX = Math.max(-at[0], at[0] - w);
        double beyondY = Math.max(-at[1], at[1] - h);
        outward = Math.max(outward, Math.max(beyondX, beyondY));
      }
    }
    return outward;
  }

  /**
   * Sets a node. Beyond the tile, where the distortion may fold over, the nearest place within
   * stands in: no pixel of the camera looks there.
   */
  private void set(int k, double x, double y, Distortion distortion, Orientation orientation) {
    int cw = distortion.widthPx();
    int ch = distortion.heightPx();
    int w = orientation.width(cw, ch);
    int h = orientation.height(cw, ch);
    double[] at = new double[2];
    distortion.camera(orientation.cameraX(x, y, cw, ch), orientation.cameraY(x, y, cw, ch), at);
    if (!Double.isNaN(at[0])) {
      Orientation back = orientation.inverse();
      dx[k] = (float) (back.cameraX(at[0], at[1], w, h) - x);
      dy[k] = (float) (back.cameraY(at[0], at[1], w, h) - y);
      reach = Math.max(reach, Math.max(Math.abs(dx[k]), Math.abs(dy[k])));
      return;
    }
    double innerX = Math.max(0, Math.min(w, x));
    double innerY = Math.max(0, Math.min(h, y));
    if (innerX == x && innerY == y) {
      throw new IllegalArgumentException(
          "a distortion must not fold over within the tile, it does near (%s, %s) px"
              .formatted(x, y));
    }
    set(k, innerX, innerY, distortion, orientation);
  }

  /**
   * Longest displacement along an axis.
   *
   * @return px
   */
  public double reachPx() {
    return reach;
  }

  /**
   * How far the camera sees beyond the undistorted tile.
   *
   * @return px, at least 0
   */
  public double outwardPx() {
    return outward;
  }

  /**
   * Bounds of displacements.
   *
   * @param leastX least displacement along x, px
   * @param mostX largest displacement along x, px
   * @param leastY least displacement along y, px
   * @param mostY largest displacement along y, px
   */
  public record Range(double leastX, double mostX, double leastY, double mostY) {}

  /**
   * Bounds of the displacements in a rectangle of the undistorted, turned tile.
   *
   * @param x0 least x, px
   * @param y0 least y, px
   * @param x1 largest x, px
   * @param y1 largest y, px
   * @return bounds, px; also those of the cells that the rectangle touches
   */
  public Range range(double x0, double y0, double x1, double y1) {
    float leastX = Float.POSITIVE_INFINITY;
    float mostX = Float.NEGATIVE_INFINITY;
    float leastY = Float.POSITIVE_INFINITY;
    float mostY = Float.NEGATIVE_INFINITY;
    for (int j = row(y0); j <= row(y1) + 1; j++) {
      for (int k = j * columns + column(x0); k <= j * columns + column(x1) + 1; k++) {
        leastX = Math.min(leastX, dx[k]);
        mostX = Math.max(mostX, dx[k]);
        leastY = Math.min(leastY, dy[k]);
        mostY = Math.max(mostY, dy[k]);
      }
    }
    return new Range(leastX, mostX, leastY, mostY);
  }

  /**
   * Displacement along x at a place of the undistorted, turned tile.
   *
   * @param x x, px; beyond the table the nearest cell is continued
   * @param y y, px
   * @return x in the turned camera image less x, px
   */
  public double dx(double x, double y) {
    return at(dx, x, y);
  }

  /**
   * Displacement along y at a place of the undistorted, turned tile.
   *
   * @param x x, px
   * @param y y, px
   * @return y in the turned camera image less y, px
   */
  public double dy(double x, double y) {
    return at(dy, x, y);
  }

  private double at(float[] table, double x, double y) {
    int i = column(x);
    int j = row(y);
    double fx = x / STEP_PX + margin - i;
    double fy = y / STEP_PX + margin - j;
    int k = j * columns + i;
    double above = (1 - fx) * table[k] + fx * table[k + 1];
    double below = (1 - fx) * table[k + columns] + fx * table[k + columns + 1];
    return (1 - fy) * above + fy * below;
  }

  /** Number of the cell that holds or is nearest to an x. */
  int column(double x) {
    return Math.max(0, Math.min(columns - 2, (int) Math.floor(x / STEP_PX) + margin));
  }

  /** Number of the row of cells that holds or is nearest to a y. */
  int row(double y) {
    return Math.max(0, Math.min(rows - 2, (int) Math.floor(y / STEP_PX) + margin));
  }

  /** First y of a row of cells. */
  double top(int row) {
    return (row - margin) * (double) STEP_PX;
  }

  /** Number of columns of nodes. */
  int columns() {
    return columns;
  }

  /** Column of nodes left of an x, fractional. */
  double node(double x) {
    return x / STEP_PX + margin;
  }

  /** Displacements along x at the nodes, row-major. */
  float[] nodesX() {
    return dx;
  }

  /** Displacements along y at the nodes, row-major. */
  float[] nodesY() {
    return dy;
  }
}
