package org.imaxt.core.algo.cube;

/**
 * The affine from voxels of a plane of the cube to pixels of a source plane; centres lie at whole
 * numbers in both: x = xx·i + xy·j + x0, y = yx·i + yy·j + y0.
 *
 * @param xx pixels along x a voxel along i
 * @param xy pixels along x a voxel along j
 * @param x0 x of voxel (0, 0), px
 * @param yx pixels along y a voxel along i
 * @param yy pixels along y a voxel along j
 * @param y0 y of voxel (0, 0), px
 */
public record VoxelToPixel(double xx, double xy, double x0, double yx, double yy, double y0) {

  /** Refuses what does not invert. */
  public VoxelToPixel {
    if (!(Math.abs(xx * yy - xy * yx) > 0) || !Double.isFinite(xx + xy + x0 + yx + yy + y0)) {
      throw new IllegalArgumentException("a plane must not be flattened to a line");
    }
  }

  double x(double i, double j) {
    return xx * i + xy * j + x0;
  }

  double y(double i, double j) {
    return yx * i + yy * j + y0;
  }

  /** Size of a voxel, px. */
  double size() {
    return Math.sqrt(Math.abs(xx * yy - xy * yx));
  }
}
