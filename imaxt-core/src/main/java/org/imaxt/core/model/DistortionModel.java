package org.imaxt.core.model;

/**
 * The non-linear part of a field distortion as a sum of terms, in n = (nx, ny): place from the
 * middle of the camera image over half of its longer side, so |n| ≤ √2.
 */
public enum DistortionModel {

  /**
   * Second and third powers, free along either axis: nx², nx·ny, ny², nx³, nx²·ny, nx·ny², ny³ for
   * x, then the same for y.
   */
  POLYNOMIAL(14) {
    @Override
    public void terms(double nx, double ny, double[] x, double[] y) {
      double[] powers = {
        nx * nx, nx * ny, ny * ny, nx * nx * nx, nx * nx * ny, nx * ny * ny, ny * ny * ny
      };
      for (int i = 0; i < powers.length; i++) {
        x[i] = powers[i];
        y[i] = 0;
        x[powers.length + i] = 0;
        y[powers.length + i] = powers[i];
      }
    }
  },

  /**
   * Radial r²·n and r⁴·n, then tangential (2·nx·ny, r² + 2·ny²) and (r² + 2·nx², 2·nx·ny); Brown,
   * Photogrammetric Engineering 32 (1966) 444-462.
   */
  RADIAL_TANGENTIAL(4) {
    @Override
    public void terms(double nx, double ny, double[] x, double[] y) {
      double r2 = nx * nx + ny * ny;
      x[0] = nx * r2;
      y[0] = ny * r2;
      x[1] = nx * r2 * r2;
      y[1] = ny * r2 * r2;
      x[2] = 2 * nx * ny;
      y[2] = r2 + 2 * ny * ny;
      x[3] = r2 + 2 * nx * nx;
      y[3] = 2 * nx * ny;
    }
  };

  private final int size;

  DistortionModel(int size) {
    this.size = size;
  }

  /**
   * Number of terms.
   *
   * @return count, each with one coefficient
   */
  public int size() {
    return size;
  }

  /**
   * The terms at a place.
   *
   * @param nx x from the middle over half of the longer side
   * @param ny y from the middle over half of the longer side
   * @param x receives what each coefficient of 1 adds along x
   * @param y receives what each coefficient of 1 adds along y
   */
  public abstract void terms(double nx, double ny, double[] x, double[] y);
}
