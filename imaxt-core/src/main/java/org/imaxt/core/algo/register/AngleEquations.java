package org.imaxt.core.algo.register;

import java.util.List;
import org.imaxt.core.algo.numeric.DisjointSets;

/**
 * What detections say of the angles of their sections: how far each lies off its bead around the
 * centre of rotation, with its weight, and the links between sections that follow.
 */
final class AngleEquations {

  /** Beads that two sections must share to show an angle between them. */
  private static final int BEADS_FOR_ANGLE = 6;

  /** Far below what any microscope's stage keeps. */
  private static final double LEAST_SCATTER_RAD = 1e-6;

  private final BeadEquations equations;
  private final RegisterParams params;
  private final int n;

  AngleEquations(BeadEquations equations, RegisterParams params) {
    this.equations = equations;
    this.params = params;
    this.n = equations.size();
  }

  /**
   * Links along the angle.
   *
   * @param coordinates (axis, detection), µm
   * @param weights (axis, detection), 1/µm²
   * @param residuals (axis, detection), µm
   * @return weights in 1/rad² and differences in radians; 0 where too few beads are shared
   */
  BeadEquations.Links links(double[][] coordinates, double[][] weights, double[][] residuals) {
    double[] tangential = new double[n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      double ux = coordinates[0][i] - params.centreXUm();
      double uy = coordinates[1][i] - params.centreYUm();
      double square = Math.max(1, ux * ux + uy * uy);
      tangential[i] = (residuals[1][i] * ux - residuals[0][i] * uy) / square;
      weight[i] = 0.5 * (weights[0][i] + weights[1][i]) * square;
    }
    return shown(equations.links(tangential, weight));
  }

  private BeadEquations.Links shown(BeadEquations.Links links) {
    int[] shared = equations.sharedBeads();
    double[] w = links.weights();
    for (int k = 0; k < w.length; k++) {
      w[k] = shared[k] >= BEADS_FOR_ANGLE ? w[k] : 0;
    }
    return links;
  }

  /**
   * Standard errors of the angles. The shift of a section takes up what its beads have in common,
   * so that a bead counts by its distance from their weighted mean place.
   *
   * @param coordinates (axis, detection), µm
   * @param weights (axis, detection), 1/µm²
   * @param own (axis, detection), variance of each by itself, without its tile, µm²
   * @param sections angles and what is known of the sections
   * @return standard error of each section's angle against the reference, radians; where no six
   *     beads are shared, by a random walk as wide as the steps of the other angles
   */
  double[] sigmas(double[][] coordinates, double[][] weights, double[][] own, Sections sections) {
    double[] weight = new double[n];
    double[] variance = new double[n];
    double[][] levers = new double[2][n];
    double[][] means = means(coordinates, weights, sections.angles().length);
    for (int i = 0; i < n; i++) {
      int s = equations.section[i];
      double ux = coordinates[0][i] - means[0][s];
      double uy = coordinates[1][i] - means[1][s];
      double square = Math.max(1, ux * ux + uy * uy);
      weight[i] = 0.5 * (weights[0][i] + weights[1][i]) * square;
      levers[0][i] = -uy / square;
      levers[1][i] = ux / square;
      variance[i] =
          levers[0][i] * levers[0][i] * own[0][i] + levers[1][i] * levers[1][i] * own[1][i];
    }
    double[] link = shown(equations.links(new double[n], weight)).weights();
    ShiftErrors errors =
        new ShiftErrors(
            equations,
            new ShiftErrors.Pulls(weight, variance, List.of(levers), link),
            sections.held());
    double[] none = new double[link.length];
    StepSystem.Solved free = sections.against().solve(link, none, new StepSystem.Walk(0, 1));
    double scatter = Math.max(LEAST_SCATTER_RAD, sections.scatter());
    StepSystem.Solved walking =
        sections.against().solve(link, none, new StepSystem.Walk(0, 1 / (scatter * scatter)));
    DisjointSets shown = components(link, sections.angles().length);
    double[] sigmas = new double[sections.angles().length];
    int reference = sections.against().reference();
    for (int s = 0; s < sigmas.length; s++) {
      sigmas[s] = shown.together(s, reference) ? errors.sigma(free, s) : walking.sigma(s);
    }
    sigmas[reference] = 0; // by definition, whatever rounding leaves
    return sigmas;
  }

  /**
   * Angles and what is known of the sections.
   *
   * @param against system whose reference is meant
   * @param angles one a section, radians
   * @param scatter scatter of the steps between neighbours' angles, radians
   * @param held variance that the held mean of tiles takes off each section, µm²
   */
  record Sections(StepSystem against, double[] angles, double scatter, double[] held) {}

  /** Weighted mean place of each section's detections, (axis, section), µm. */
  private double[][] means(double[][] coordinates, double[][] weights, int sections) {
    double[][] means = new double[2][sections];
    for (int axis = 0; axis < 2; axis++) {
      double[] total = new double[sections];
      for (int i = 0; i < n; i++) {
        total[equations.section[i]] += weights[axis][i];
        means[axis][equations.section[i]] += weights[axis][i] * coordinates[axis][i];
      }
      for (int s = 0; s < sections; s++) {
        means[axis][s] /= total[s] > 0 ? total[s] : 1;
      }
    }
    return means;
  }

  private DisjointSets components(double[] link, int sections) {
    DisjointSets components = new DisjointSets(sections);
    for (int k = 0; k < link.length; k++) {
      if (link[k] > 0) {
        components.join(equations.linkFrom[k], equations.linkTo[k]);
      }
    }
    return components;
  }
}
