package org.imaxt.core.algo.distortion;

/**
 * The displacements of an {@link InverseGrid} along rows of pixels, fast when rows are asked for in
 * order: they are the same whichever row and column comes first, to the last bit.
 *
 * <p>Mutable, for one thread at a time.
 */
public final class Displacements {

  private final InverseGrid grid;
  private final int[] column;
  private final float[] part;
  private final float[] baseX;
  private final float[] slopeX;
  private final float[] baseY;
  private final float[] slopeY;
  private final float[] dx;
  private final float[] dy;
  private int cells = -1;

  /**
   * Prepares rows of pixels.
   *
   * @param grid the table
   * @param firstX x of the first place of each row, px of the undistorted, turned tile
   * @param n number of places, 1 px apart
   */
  public Displacements(InverseGrid grid, double firstX, int n) {
    this.grid = grid;
    this.column = new int[n];
    this.part = new float[n];
    for (int k = 0; k < n; k++) {
      column[k] = grid.column(firstX + k);
      part[k] = (float) (grid.node(firstX + k) - column[k]);
    }
    this.baseX = new float[n];
    this.slopeX = new float[n];
    this.baseY = new float[n];
    this.slopeY = new float[n];
    this.dx = new float[n];
    this.dy = new float[n];
  }

  /**
   * Goes to a row.
   *
   * @param y y of the row, px of the undistorted, turned tile
   * @param offsetX added to the displacements along x, px
   * @param offsetY added to those along y, px
   */
  public void row(double y, float offsetX, float offsetY) {
    int wanted = grid.row(y);
    if (wanted != cells) {
      cells = wanted;
      alongCells(grid.nodesX(), baseX, slopeX);
      alongCells(grid.nodesY(), baseY, slopeY);
    }
    float down = (float) ((y - grid.top(cells)) / InverseGrid.STEP_PX);
    interpolate(baseX, slopeX, down, offsetX, dx);
    interpolate(baseY, slopeY, down, offsetY, dy);
  }

  /** Displacements along the top of a row of cells, and what they grow by to its bottom. */
  private void alongCells(float[] nodes, float[] base, float[] slope) {
    int top = cells * grid.columns();
    int bottom = top + grid.columns();
    for (int k = 0; k < base.length; ) {
      int i = column[k];
      float above = nodes[top + i];
      float below = nodes[bottom + i];
      float growthAbove = nodes[top + i + 1] - above;
      float growthBelow = nodes[bottom + i + 1] - below;
      for (; k < base.length && column[k] == i; k++) {
        base[k] = above + part[k] * growthAbove;
        slope[k] = below + part[k] * growthBelow - base[k];
      }
    }
  }

  private static void interpolate(
      float[] base, float[] slope, float down, float offset, float[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] = base[k] + down * slope[k] + offset;
    }
  }

  /**
   * Displacements along x of the row gone to.
   *
   * @return the array itself, px, offset included; the next row overwrites it
   */
  public float[] dx() {
    return dx;
  }

  /**
   * Displacements along y of the row gone to.
   *
   * @return the array itself, px, offset included; the next row overwrites it
   */
  public float[] dy() {
    return dy;
  }
}
