package org.imaxt.core.algo.federate;

/**
 * How an image lies on another, about the middles of both: mirrored left to right or not, turned,
 * scaled, shifted.
 */
record CoarsePose(
    boolean mirrored, double angle, double scale, double dxUm, double dyUm, double score) {

  boolean near(CoarsePose other, double radians, double um) {
    double turn = Math.IEEEremainder(angle - other.angle, 2 * Math.PI);
    return mirrored == other.mirrored
        && Math.abs(turn) < radians
        && Math.hypot(dxUm - other.dxUm, dyUm - other.dyUm) < um;
  }

  CoarsePose moved(double turn, double grow, double x, double y) {
    return new CoarsePose(mirrored, angle + turn, scale * grow, dxUm + x, dyUm + y, score);
  }

  CoarsePose scored(double value) {
    return new CoarsePose(mirrored, angle, scale, dxUm, dyUm, value);
  }
}
