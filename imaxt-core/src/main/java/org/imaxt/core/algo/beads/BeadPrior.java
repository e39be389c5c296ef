package org.imaxt.core.algo.beads;

import org.imaxt.core.model.BeadOptics;

/**
 * What is known of a sphere before it is seen; so little that it only keeps finite what one image
 * does not know: ln R about the expected radius, z about the layer. Other planes may tell the
 * apparent radius too.
 *
 * @param radiusUm expected radius of the spheres, µm
 * @param spread σ of ln R
 * @param apparentUm expected apparent radius, µm
 * @param apparentSigmaUm its σ, µm; infinite where nothing is expected
 */
record BeadPrior(double radiusUm, double spread, double apparentUm, double apparentSigmaUm) {
  private static final double DEPTH_SIGMA = 2;

  /** σ of ln R of beads of which only the expected radius is known. */
  private static final double USUAL_SPREAD = 0.4;

  /** Of spheres about some radius. */
  static BeadPrior usual(double radiusUm) {
    return new BeadPrior(radiusUm, USUAL_SPREAD, 0, Double.POSITIVE_INFINITY);
  }

  /** The same with an apparent radius that other planes tell. */
  BeadPrior withApparent(double um, double sigmaUm) {
    return new BeadPrior(radiusUm, spread, um, sigmaUm);
  }

  void add(Normal normal, BeadState s, double sphereUm, BeadOptics optics) {
    double[] slopes = new double[normal.n];
    double t = optics.thicknessUm();
    double d = Slices.distance(s.z(), t);
    double squared = sphereUm * sphereUm * spread;
    slopes[2] = s.rho() / squared;
    slopes[3] = (s.z() > t ? d : -d) / squared;
    if (normal.n > BeadState.SIZE && s.z() > t) {
      slopes[BeadState.SIZE + 1] = -d / squared;
    }
    normal.prior(slopes, Math.log(sphereUm / radiusUm) / spread);
    double[] depth = new double[normal.n];
    double sigma = DEPTH_SIGMA * radiusUm;
    depth[3] = 1 / sigma;
    normal.prior(depth, (s.z() - 0.5 * t) / sigma);
    if (Double.isFinite(apparentSigmaUm)) {
      double[] apparent = new double[normal.n];
      apparent[2] = 1 / apparentSigmaUm;
      normal.prior(apparent, (s.rho() - apparentUm) / apparentSigmaUm);
    }
  }
}
