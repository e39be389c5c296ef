package org.imaxt.core.algo.beads;

import org.imaxt.core.model.BeadOptics;

/**
 * What is known of a sphere before it is seen; so little that it only keeps finite what one image
 * does not know: ln R about the expected radius, z about the layer.
 *
 * @param radiusUm expected radius of the spheres, µm
 * @param spread σ of ln R
 */
record BeadPrior(double radiusUm, double spread) {
  private static final double DEPTH_SIGMA = 2;

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
  }
}
