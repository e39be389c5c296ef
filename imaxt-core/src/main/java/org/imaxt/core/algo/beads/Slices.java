package org.imaxt.core.algo.beads;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.imaxt.core.model.BeadOptics;

/**
 * Discs that together stand for the part of a sphere inside the layer: the nodes of a
 * Gauss-Legendre rule over its depths. A disc's image is smooth in the square of its radius, hence
 * in depth.
 */
final class Slices {
  private static final int LEAST = 8;
  private static final int MOST = 48;
  private static final int STEP = 4;
  private static final GaussIntegrator[] RULES = rules();

  private final double sphere;
  private final double byThickness;
  private final double[] depth;
  private final double[] radius;
  private final double[] byDepth;
  private final double[] weight;

  private Slices(double sphere, double byThickness, int n) {
    this.sphere = sphere;
    this.byThickness = byThickness;
    depth = new double[n];
    radius = new double[n];
    byDepth = new double[n];
    weight = new double[n];
  }

  private static GaussIntegrator[] rules() {
    GaussIntegratorFactory factory = new GaussIntegratorFactory();
    GaussIntegrator[] rules = new GaussIntegrator[(MOST - LEAST) / STEP + 1];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = factory.legendre(LEAST + STEP * i);
    }
    return rules;
  }

  /** Distance of the sphere's centre to the layer. */
  static double distance(double z, double thickness) {
    return Math.max(0, Math.max(-z, z - thickness));
  }

  static Slices of(double rho, double z, BeadOptics o) {
    double t = o.thicknessUm();
    double d = distance(z, t);
    double sphere = Math.sqrt(rho * rho + d * d);
    double top = Math.max(0, z - sphere);
    double bottom = Math.min(t, z + sphere);
    double farther = Math.max(Math.abs(top - z), Math.abs(bottom - z));
    double range = rho * rho - Math.max(0, sphere * sphere - farther * farther);
    double wanted = LEAST - 2 + range / (Math.max(rho, o.blurUm()) * o.blurUm());
    int rule = (int) Math.min(RULES.length - 1, Math.max(0, Math.ceil((wanted - LEAST) / STEP)));
    GaussIntegrator nodes = RULES[rule];
    Slices s = new Slices(sphere, z > t ? -d : 0, nodes.getNumberOfPoints());
    double k = Math.log(10) / o.decayUm();
    double norm = (1 - Math.exp(-k * t)) / k;
    for (int j = 0; j < s.depth.length; j++) {
      double l = top + 0.5 * (bottom - top) * (1 + nodes.getPoint(j));
      double w = 0.5 * (bottom - top) * nodes.getWeight(j) * Math.exp(-k * l) / norm;
      s.set(j, l, w, z, t);
    }
    return s;
  }

  /** The disc at the lower end of the layer, with weight 1. */
  static Slices bottom(double rho, double z, BeadOptics o) {
    double d = distance(z, o.thicknessUm());
    Slices s = new Slices(Math.sqrt(rho * rho + d * d), 0, 1);
    s.set(0, o.thicknessUm(), 1, z, o.thicknessUm());
    return s;
  }

  private void set(int j, double l, double w, double z, double t) {
    double d = distance(z, t);
    double away = z > t ? d : -d;
    depth[j] = l;
    weight[j] = w;
    radius[j] = Math.sqrt(Math.max(0, sphere * sphere - (l - z) * (l - z)));
    byDepth[j] = away + l - z;
  }

  int count() {
    return depth.length;
  }

  double sphereUm() {
    return sphere;
  }

  double depth(int j) {
    return depth[j];
  }

  double radius(int j) {
    return radius[j];
  }

  /** a·∂a/∂z at constant ρ. */
  double radiusByDepth(int j) {
    return byDepth[j];
  }

  /** a·∂a/∂t at constant ρ and z, the same for all discs. */
  double radiusByThickness() {
    return byThickness;
  }

  double weight(int j) {
    return weight[j];
  }
}
