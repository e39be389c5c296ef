package org.imaxt.core.phantom;

/**
 * Patch of a lattice that is the same for all tiles: node (i, j) of the patch lies at ((i0 +
 * i)·step, (j0 + j)·step) in the specimen frame.
 *
 * @param i0 number of the first node along x
 * @param j0 number of the first node along y
 * @param stepUm spacing, µm
 * @param nx nodes along x
 * @param ny nodes along y
 */
record NodeGrid(long i0, long j0, double stepUm, int nx, int ny) {

  /** Smallest patch that covers a rectangle with a margin. */
  static NodeGrid covering(
      double x0, double y0, double x1, double y1, double stepUm, double marginUm) {
    long i0 = (long) Math.floor((x0 - marginUm) / stepUm) - 2;
    long j0 = (long) Math.floor((y0 - marginUm) / stepUm) - 2;
    int nx = (int) ((long) Math.ceil((x1 + marginUm) / stepUm) + 3 - i0);
    int ny = (int) ((long) Math.ceil((y1 + marginUm) / stepUm) + 3 - j0);
    return new NodeGrid(i0, j0, stepUm, nx, ny);
  }

  double x(int i) {
    return (i0 + i) * stepUm;
  }

  double y(int j) {
    return (j0 + j) * stepUm;
  }

  int size() {
    return nx * ny;
  }
}
