package org.imaxt.core.algo.register;

/** Turns places of a section about the centre of rotation. */
final class Turn {

  private Turn() {}

  /** Place of a detection after its section was turned, (x, y), µm. */
  static double[] about(RegisterParams params, double angle, Detection detection) {
    double ux = detection.xUm() - params.centreXUm();
    double uy = detection.yUm() - params.centreYUm();
    if (angle == 0) {
      return new double[] {detection.xUm(), detection.yUm()};
    }
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new double[] {
      params.centreXUm() + cos * ux - sin * uy, params.centreYUm() + sin * ux + cos * uy
    };
  }
}
