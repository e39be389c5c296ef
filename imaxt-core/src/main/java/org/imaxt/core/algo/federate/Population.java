package org.imaxt.core.algo.federate;

import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** How densely beads lie in a block and how large they are. */
final class Population {

  /** Radii of spheres in standard deviations from the mean, and their shares. */
  private static final double[] ODDS = {-2, -1, 0, 1, 2};

  private static final double[] SHARES = {0.054, 0.244, 0.404, 0.244, 0.054};
  private static final double STEP_UM = 1;
  private static final double DETECTED = 0.96;

  private final double[] planes;
  private final double layer;
  private final double radius;
  private final double spread;
  private final SlabModel model;
  private double perUm3;

  private Population(Block block, DepthFit fit, SlabModel model) {
    planes =
        block.sections().stream()
            .flatMap(s -> s.planesUm().stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    layer = block.layerUm();
    radius = fit.usualRadius;
    spread = fit.usualSpread;
    this.model = model;
    perUm3 = 1;
  }

  static Population of(Block block, DepthFit fit, List<BeadDepth> depths, SlabModel model) {
    Population out = new Population(block, fit, model);
    double seenDepth = 0;
    double first = out.planes[0] - out.largest();
    double last = out.planes[out.planes.length - 1] + out.layer + out.largest();
    for (double z = first; z < last; z += STEP_UM) {
      for (int k = 0; k < ODDS.length; k++) {
        seenDepth += STEP_UM * SHARES[k] * (1 - out.unseen(z, out.radius(k)));
      }
    }
    double beads = depths.stream().mapToDouble(BeadDepth::real).sum();
    out.perUm3 = Math.max(1, beads) / (block.field().areaUm2() * seenDepth);
    return out;
  }

  private double radius(int k) {
    return radius + ODDS[k] * spread;
  }

  double largest() {
    return radius(ODDS.length - 1);
  }

  /** Probability that no plane of the block shows a sphere. */
  double unseen(double z, double r) {
    double out = 1;
    for (double plane : planes) {
      double a = Sphere.apparent(z, r, plane, plane + layer);
      out *= a > 0 ? 1 - DETECTED * model.visible(a) : 1;
    }
    return out;
  }

  /**
   * Density of visible apparent radii in a slab, per µm² and µm of radius, in classes, smoothed.
   *
   * @param share which share of the spheres of a depth and radius counts
   */
  double[] radii(double top, double bottom, SlabModel slides, DoubleBinaryOperator share) {
    double[] out = new double[BeadTarget.RADIUS_CLASSES];
    for (double z = top - largest(); z < bottom + largest(); z += STEP_UM) {
      for (int k = 0; k < ODDS.length; k++) {
        double a = Sphere.apparent(z, radius(k), top, bottom);
        if (a > 0) {
          double density = perUm3 * STEP_UM * SHARES[k] * share.applyAsDouble(z, radius(k));
          out[BeadTarget.radiusClass(a + slides.radiusBiasUm())] +=
              density * slides.visible(a) / BeadTarget.RADIUS_CLASS_UM;
        }
      }
    }
    return smoothed(smoothed(out));
  }

  static double[] smoothed(double[] from) {
    double[] out = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      double before = from[Math.max(0, i - 1)];
      double after = from[Math.min(from.length - 1, i + 1)];
      out[i] = 0.25 * before + 0.5 * from[i] + 0.25 * after;
    }
    return out;
  }
}
