package org.imaxt.core.algo.federate;

/**
 * A scan's beads as arrays, taken from the middle of its field and mirrored left to right or not:
 * what remains to be found is then without a mirror.
 */
final class Flat {

  final double[] x;
  final double[] y;
  final double[] radius;
  final double[] sigma;
  final double[] radiusSigma;
  final boolean mirrored;

  /** From the scan's frame to this one. */
  private final Affine into;

  Flat(BeadScan scan, boolean mirrored) {
    this.mirrored = mirrored;
    double[] centre = scan.field().centre();
    double sign = mirrored ? -1 : 1;
    into = new Affine(sign, 0, -sign * centre[0], 0, 1, -centre[1]);
    int n = scan.size();
    x = new double[n];
    y = new double[n];
    radius = new double[n];
    sigma = new double[n];
    radiusSigma = new double[n];
    for (int i = 0; i < n; i++) {
      ScanBead b = scan.beads().get(i);
      x[i] = into.x(b.xUm(), b.yUm());
      y[i] = into.y(b.xUm(), b.yUm());
      radius[i] = b.radiusUm();
      sigma[i] = b.sigmaUm();
      radiusSigma[i] = b.radiusSigmaUm();
    }
  }

  int size() {
    return x.length;
  }

  /** An affine of the scan's frame from one of this. */
  Affine outward(double[] v) {
    return into.then(Affine.of(v));
  }

  /** An affine of this frame from one of the scan's, as (a, b, tx, c, d, ty). */
  double[] inward(Affine affine) {
    Affine own = into.inverse().then(affine);
    return new double[] {own.a(), own.b(), own.txUm(), own.c(), own.d(), own.tyUm()};
  }
}
