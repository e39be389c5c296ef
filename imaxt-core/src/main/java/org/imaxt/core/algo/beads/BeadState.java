package org.imaxt.core.algo.beads;

import org.imaxt.core.model.BeadCandidate;

/**
 * Parameters of one bead's image.
 *
 * @param x centre, µm
 * @param y centre, µm
 * @param rho apparent radius, µm
 * @param z depth of the sphere's centre below the layer's top, µm
 * @param peak height over the background, ADU
 * @param background background at the centre, ADU
 * @param slopeX its slope along x, ADU/µm
 * @param slopeY its slope along y, ADU/µm
 */
record BeadState(
    double x,
    double y,
    double rho,
    double z,
    double peak,
    double background,
    double slopeX,
    double slopeY) {
  static final int SIZE = 8;
  private static final double LEAST_RHO_UM = 1;
  private static final double MOST_Z_STEP_UM = 12;

  /** A disc at a candidate's place, without brightness. */
  static BeadState of(BeadCandidate c) {
    return new BeadState(c.xUm(), c.yUm(), c.radiusUm(), 0, 0, 0, 0, 0);
  }

  /** The state after a step, kept where it means something. */
  BeadState plus(double[] d) {
    double reach = 0.4 * rho;
    return new BeadState(
        x + within(d[0], reach),
        y + within(d[1], reach),
        Math.max(LEAST_RHO_UM, rho + within(d[2], reach)),
        z + within(d[3], MOST_Z_STEP_UM),
        Math.max(1e-3 * Math.abs(peak) + 1e-6, peak + d[4]),
        background + d[5],
        slopeX + d[6],
        slopeY + d[7]);
  }

  BeadState withZ(double depth) {
    return new BeadState(x, y, rho, depth, peak, background, slopeX, slopeY);
  }

  private static double within(double v, double limit) {
    return Math.max(-limit, Math.min(limit, v));
  }
}
