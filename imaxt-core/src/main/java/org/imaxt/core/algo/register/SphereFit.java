package org.imaxt.core.algo.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imaxt.core.algo.numeric.RobustScale;

/**
 * Radius and depth of beads from their apparent radii over all planes that show them, with the
 * thickness of the imaged layer, which all share.
 *
 * <p>The apparent radius is that of the largest cross-section inside the layer from z to z + t, so
 * a² = R² − d² with d the distance of the centre from the layer. In a single plane R, Z and t
 * cannot be told apart; over several planes the rise tells Z − t, the fall Z, and their curvature
 * is known. Gauss-Newton over all beads at once (each bead's two unknowns are eliminated, which
 * leaves one equation for t), re-weighted after Huber.
 */
public final class SphereFit {

  /** Two unknowns a bead. */
  private static final int LEAST_PLANES = 3;

  /** Beads that must show both halves before the thickness is fitted. */
  private static final int BEADS_FOR_THICKNESS = 5;

  /** The thickness is looked for with so many beads. */
  private static final int SEARCHED_BEADS = 300;

  private static final double LARGEST_THICKNESS_UM = 40;
  private static final double THICKNESS_STEP_UM = 2;
  private static final int ITERATIONS = 25;
  private static final int SEARCHED_AGAIN = 10;
  private static final double BEND = 1.5;
  private static final double SETTLED_UM = 1e-5;

  /** A radius with a larger error, as a share of it, is not known. */
  private static final double LARGEST_ERROR = 0.1;

  private final List<Optional<ProfileFit>> fits = new ArrayList<>();
  private final boolean fitThickness;
  private double thickness;
  private double thicknessVariance;
  private double scale = 1;

  private SphereFit(List<RadiusProfile> beads, OptionalDouble known, double usual) {
    for (RadiusProfile bead : beads) {
      fits.add(
          bead.planes() >= LEAST_PLANES ? Optional.of(new ProfileFit(bead)) : Optional.empty());
    }
    thickness = known.orElse(usual);
    List<ProfileFit> all = present();
    if (known.isEmpty()) {
      searchThickness(all);
    }
    all.forEach(f -> f.search(thickness));
    long both = all.stream().filter(f -> f.seesBothSides(thickness)).count();
    fitThickness = known.isEmpty() && both >= BEADS_FOR_THICKNESS;
    if (known.isEmpty() && !fitThickness) {
      thickness = usual;
      all.forEach(f -> f.search(thickness));
    }
  }

  /**
   * Fits all beads.
   *
   * @param beads their apparent radii
   * @param knownThickness thickness of the imaged layer, µm; fitted if empty
   * @param usualThickness thickness that is taken where too few beads show it, µm
   * @return the spheres and the thickness
   */
  public static Spheres fit(
      List<RadiusProfile> beads, OptionalDouble knownThickness, double usualThickness) {
    SphereFit fit = new SphereFit(beads, knownThickness, usualThickness);
    fit.refine();
    return fit.result();
  }

  private List<ProfileFit> present() {
    return fits.stream().flatMap(Optional::stream).toList();
  }

  /**
   * The thickness that evenly chosen beads fit best, each cost bent so that odd ones count less.
   */
  private void searchThickness(List<ProfileFit> all) {
    int every = 1 + all.size() / SEARCHED_BEADS;
    double least = Double.POSITIVE_INFINITY;
    for (double t = 0; t <= LARGEST_THICKNESS_UM; t += THICKNESS_STEP_UM) {
      double cost = 0;
      for (int i = 0; i < all.size(); i += every) {
        all.get(i).search(t);
        cost += Math.sqrt(all.get(i).cost(t));
      }
      if (cost < least) {
        least = cost;
        thickness = t;
      }
    }
  }

  private void refine() {
    List<ProfileFit> all = present();
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      reweigh(all);
      if (iteration < SEARCHED_AGAIN) {
        all.forEach(f -> f.search(thickness));
      }
      double moved = step(all);
      if (moved < SETTLED_UM && iteration > SEARCHED_AGAIN) {
        return;
      }
    }
  }

  private void reweigh(List<ProfileFit> all) {
    List<Double> sizes = new ArrayList<>();
    for (ProfileFit f : all) {
      double freedom = Math.sqrt(1 - 2.0 / f.z.length);
      for (int i = 0; i < f.z.length; i++) {
        sizes.add(Math.abs(f.residual(i, thickness)) / Math.sqrt(f.variance[i]) / freedom);
      }
    }
    if (sizes.isEmpty()) {
      return;
    }
    double median = RobustScale.median(sizes.stream().mapToDouble(Double::doubleValue).toArray());
    scale = Math.max(1, RobustScale.SIGMA_PER_MAD * median);
    for (ProfileFit f : all) {
      for (int i = 0; i < f.z.length; i++) {
        double size = Math.abs(f.residual(i, thickness)) / Math.sqrt(f.variance[i]) / scale;
        f.robust[i] = size <= BEND ? 1 : BEND / size;
      }
    }
  }

  /** Normal matrix of a bead and what ties it to the thickness. */
  private record Block(double qq, double qz, double zz, double qt, double zt, double q, double z) {

    static Block of(ProfileFit f, double thickness) {
      double[] s = new double[7];
      for (int i = 0; i < f.z.length; i++) {
        double d = ProfileFit.distance(f.z[i], f.centre, thickness);
        double w = f.robust[i] / f.variance[i];
        double r = f.residual(i, thickness);
        double gz = -2 * d;
        double gt = d > 0 ? 2 * d : 0;
        s[0] += w;
        s[1] += w * gz;
        s[2] += w * gz * gz;
        s[3] += w * gt;
        s[4] += w * gz * gt;
        s[5] += w * r;
        s[6] += w * gz * r;
      }
      return new Block(s[0], s[1], s[2], s[3], s[4], s[5], s[6]);
    }

    double determinant() {
      return qq * zz - qz * qz;
    }

    boolean isSound() {
      return determinant() > 1e-9 * qq * Math.max(zz, 1e-12);
    }

    /** Solution for a right-hand side. */
    double[] solve(double right0, double right1) {
      double det = determinant();
      return new double[] {(zz * right0 - qz * right1) / det, (qq * right1 - qz * right0) / det};
    }
  }

  /** One step of Gauss-Newton; the largest change of the thickness or a centre, µm. */
  private double step(List<ProfileFit> all) {
    double dt = fitThickness ? thicknessStep(all) : 0;
    double moved = Math.abs(dt);
    for (ProfileFit f : all) {
      Block block = Block.of(f, thickness);
      if (block.isSound()) {
        double[] change = block.solve(block.q() - block.qt() * dt, block.z() - block.zt() * dt);
        f.radiusSquare += change[0];
        f.centre += Math.max(-5, Math.min(5, change[1]));
        moved = Math.max(moved, Math.abs(change[1]));
      }
    }
    thickness += dt;
    return moved;
  }

  private double thicknessStep(List<ProfileFit> all) {
    double matrix = 0;
    double right = 0;
    for (ProfileFit f : all) {
      Block block = Block.of(f, thickness);
      if (!block.isSound()) {
        continue;
      }
      for (int i = 0; i < f.z.length; i++) {
        double d = ProfileFit.distance(f.z[i], f.centre, thickness);
        if (d > 0) {
          double w = f.robust[i] / f.variance[i];
          matrix += w * 4 * d * d;
          right += w * 2 * d * f.residual(i, thickness);
        }
      }
      double[] own = block.solve(block.qt(), block.zt());
      matrix -= own[0] * block.qt() + own[1] * block.zt();
      right -= own[0] * block.q() + own[1] * block.z();
    }
    if (!(matrix > 0)) {
      return 0;
    }
    thicknessVariance = 1 / matrix;
    double step = right / matrix;
    return Math.max(-Math.min(1, thickness), Math.min(1, step));
  }

  private Spheres result() {
    double variance = fitThickness ? scale * scale * thicknessVariance : 0;
    List<Optional<Sphere>> spheres =
        fits.stream().map(f -> f.flatMap(one -> sphere(one, variance))).toList();
    return new Spheres(spheres, thickness, Math.sqrt(variance), scale);
  }

  private Optional<Sphere> sphere(ProfileFit f, double variance) {
    Block block = Block.of(f, thickness);
    if (!block.isSound() || !(f.radiusSquare > 0)) {
      return Optional.empty();
    }
    double radius = Math.sqrt(f.radiusSquare);
    double[] byThickness = block.solve(block.qt(), block.zt());
    double det = block.determinant();
    double squareVariance =
        scale * scale * block.zz() / det + byThickness[0] * byThickness[0] * variance;
    double centreVariance =
        scale * scale * block.qq() / det + byThickness[1] * byThickness[1] * variance;
    double sigma = Math.sqrt(squareVariance) / (2 * radius);
    double centreSigma = Math.sqrt(centreVariance);
    return sigma < LARGEST_ERROR * radius && centreSigma < LARGEST_ERROR * radius
        ? Optional.of(new Sphere(f.centre, radius, centreSigma, sigma))
        : Optional.empty();
  }
}
