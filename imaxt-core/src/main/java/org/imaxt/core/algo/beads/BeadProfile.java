package org.imaxt.core.algo.beads;

import java.util.Arrays;
import org.imaxt.core.model.BeadOptics;

/**
 * Radial image of a bead and its derivatives, as a table.
 *
 * <p>A sphere of radius R whose centre lies z below the top of the excited layer (0 to t) is cut at
 * depth l to a disc of radius a(l), a² = R² − (l − z)². With k = ln 10/τ its image is the mean of
 * those discs over the layer,
 *
 * <p>F(r) = k/(1 − e^(−kt)) ∫ e^(−kl) D(r; a(l)) dl over the depths where the sphere lies in the
 * layer; D is a disc blurred by a Gaussian of σ. Unblurred, D is 1 within a and F the integral of
 * the exponential over the part of the chord inside the layer, 1 where that is the whole layer. D
 * itself is 1 less Marcum's Q, yet its derivatives are closed: with s² = σ², ∂D/∂a = a/s² exp(−(r²
 * + a²)/2s²) I₀(ra/s²) and ∂D/∂r = −a/s² exp(−(r² + a²)/2s²) I₁(ra/s²); F follows from the latter
 * by integration from outside, its derivative by σ from the heat equation.
 *
 * <p>In one image R and z are all but degenerate, so the shape is told by ρ, the radius of the
 * largest disc inside the layer (<em>apparent radius</em>), and z: R² = ρ² + d², d being the
 * distance of the centre to the layer (0 inside). The profile is normalised to 1 in the middle, so
 * that the amplitude that goes with it is the height of the peak, which the data know, not the
 * sphere's emission, which they do not. Immutable but for the table's sharing; lengths in µm.
 */
final class BeadProfile {

  /** Values of a node: profile, by r, by ρ, by z, and on demand by σ, t and k. */
  static final int BASIC = 4;

  static final int ALL = 7;

  /** Nodes a σ; linear interpolation of derivatives then is off by 1 %. */
  private static final double NODES_PER_SIGMA = 4;

  /** Distance in σ at which the blur ends. */
  private static final double REACH = 5.5;

  final double radiusUm;
  private final int columns;
  private final double step;
  private final int nodes;
  private final double[] table;

  private BeadProfile(double radiusUm, int columns, double step, int nodes, double[] table) {
    this.radiusUm = radiusUm;
    this.columns = columns;
    this.step = step;
    this.nodes = nodes;
    this.table = table;
  }

  /**
   * Tabulates a profile.
   *
   * @param rho apparent radius, positive
   * @param z depth of the sphere's centre below the top of the layer
   * @param optics blur and layer
   * @param columns {@link #BASIC} or {@link #ALL} derivatives
   */
  static BeadProfile of(double rho, double z, BeadOptics optics, int columns) {
    double sigma = optics.blurUm();
    double step = sigma / NODES_PER_SIGMA;
    int nodes = (int) Math.ceil((rho + REACH * sigma) / step) + 4;
    double[] table = new double[nodes * columns];
    Slices slices = Slices.of(rho, z, optics);
    for (int j = 0; j < slices.count(); j++) {
      addDisc(table, columns, step, nodes, sigma, slices, j, rho);
    }
    integrate(table, columns, 1, 0, step, nodes);
    if (columns == ALL) {
      integrate(table, columns, 6, 6, step, nodes);
      byBlur(table, step, nodes, sigma);
      double[] last = new double[nodes * columns];
      addDisc(last, columns, step, nodes, sigma, Slices.bottom(rho, z, optics), 0, rho);
      integrate(last, columns, 1, 0, step, nodes);
      byLayer(table, last, nodes, optics);
    }
    normalise(table, columns, nodes);
    return new BeadProfile(slices.sphereUm(), columns, step, nodes, table);
  }

  private static void addDisc(
      double[] table,
      int columns,
      double step,
      int nodes,
      double sigma,
      Slices s,
      int j,
      double rho) {
    double a = s.radius(j);
    double w = s.weight(j);
    double s2 = sigma * sigma;
    double byZ = s.radiusByDepth(j);
    int from = (int) Math.max(0, Math.floor((a - REACH * sigma) / step));
    int to = (int) Math.min(nodes - 1, Math.ceil((a + REACH * sigma) / step));
    for (int i = from; i <= to; i++) {
      double r = i * step;
      double g = w / s2 * Math.exp(-0.5 * (r - a) * (r - a) / s2);
      double i0 = g * Bessel.i0(r * a / s2);
      double slope = -g * a * Bessel.i1(r * a / s2);
      int at = i * columns;
      table[at + 1] += slope;
      table[at + 2] += rho * i0;
      table[at + 3] += byZ * i0;
      if (columns == ALL) {
        table[at + 5] += s.radiusByThickness() * i0;
        table[at + 6] += -s.depth(j) * slope;
      }
    }
  }

  /** Integrates column {@code from} inwards into column {@code to}; cubic through four nodes. */
  private static void integrate(double[] t, int columns, int from, int to, double step, int nodes) {
    double sum = 0;
    double next = 0;
    double after = 0;
    for (int i = nodes - 2; i >= 0; i--) {
      double here = t[i * columns + from];
      next = i + 1 == nodes - 1 ? 0 : next;
      // Slopes are odd in r.
      double before = i > 0 ? t[(i - 1) * columns + from] : -next;
      sum -= step / 24 * (13 * (here + next) - before - after);
      after = next;
      next = here;
      t[i * columns + to] = sum;
    }
    t[(nodes - 1) * columns + to] = 0;
  }

  /** ∂F/∂σ = σ ∇²F. */
  private static void byBlur(double[] t, double step, int nodes, double sigma) {
    for (int i = 0; i < nodes - 1; i++) {
      double slope = t[i * ALL + 1];
      double near = slope(t, nodes, i + 1) - slope(t, nodes, i - 1);
      double far = slope(t, nodes, i + 2) - slope(t, nodes, i - 2);
      double curvature = (8 * near - far) / (12 * step);
      double round = i > 0 ? slope / (i * step) : curvature;
      t[i * ALL + 4] = sigma * (curvature + round);
    }
  }

  /** Slope at a node; odd in r, 0 beyond the table. */
  private static double slope(double[] t, int nodes, int i) {
    return i < 0 ? -t[-i * ALL + 1] : i < nodes ? t[i * ALL + 1] : 0;
  }

  /** Derivatives by t (in which the layer's lower end moves, and the norm) and by k. */
  private static void byLayer(double[] t, double[] last, int nodes, BeadOptics o) {
    double k = Math.log(10) / o.decayUm();
    double tail = Math.exp(-k * o.thicknessUm());
    double norm = (1 - tail) / k;
    double normByK = o.thicknessUm() * tail / k - norm / k;
    for (int i = 0; i < nodes; i++) {
      double f = t[i * ALL];
      t[i * ALL + 5] += tail / norm * (last[i * ALL] - f);
      t[i * ALL + 6] -= f * normByK / norm;
    }
  }

  private static void normalise(double[] t, int columns, int nodes) {
    double[] middle = Arrays.copyOf(t, columns);
    double peak = middle[0];
    for (int i = 0; i < nodes; i++) {
      int at = i * columns;
      double g = t[at] / peak;
      t[at] = g;
      t[at + 1] /= peak;
      for (int c = 2; c < columns; c++) {
        t[at + c] = (t[at + c] - g * middle[c]) / peak;
      }
    }
  }

  /** Distance from which everything is 0. */
  double reachUm() {
    return (nodes - 1) * step;
  }

  /**
   * Adds the profile and its derivatives at a distance.
   *
   * @param r distance from the centre
   * @param out receives value, by r, by ρ, by z …
   */
  void add(double r, double[] out) {
    double s = r / step;
    int i = (int) s;
    if (i >= nodes - 1) {
      return;
    }
    double u = s - i;
    double v = 1 - u;
    int a = i * columns;
    int b = a + columns;
    // Hermite's cubic through values and slopes.
    double p = table[a + 1] * step;
    double q = table[b + 1] * step;
    double f = table[a];
    double g = table[b];
    out[0] += v * v * (1 + 2 * u) * f + u * u * (3 - 2 * u) * g + u * v * (v * p - u * q);
    for (int c = 1; c < columns; c++) {
      out[c] += v * table[a + c] + u * table[b + c];
    }
  }

  /** The profile alone. */
  double at(double r) {
    double[] out = new double[columns];
    add(r, out);
    return out[0];
  }
}
