package org.imaxt.core.algo.register;

import java.util.Arrays;
import java.util.Set;
import org.imaxt.core.algo.numeric.RobustScale;

/**
 * Shifts of all sections at once from all differences between sections that see the same bead;
 * iteratively re-weighted, so that wrong matches and broken beads lose their weight.
 */
final class DriftSolver {

  /** Weights fall off as Huber's at first, which cannot lose what is right. */
  private static final int CAUTIOUS = 6;

  /** Enough for shifts with which detections are matched anew. */
  static final int FIRST_ITERATIONS = CAUTIOUS;

  /** Enough for shifts that are final. */
  static final int ALL_ITERATIONS = 40;

  /** Iterations after which the error beside the own σ is asked for. */
  private static final Set<Integer> ERROR_ASKED = Set.of(2, 8);

  private static final int LAST_ASKED = 8;

  /** Far below any error of a shift. */
  private static final double SETTLED_UM = 1e-4;

  /** Huber's bend and Tukey's end for a distance in two dimensions, in σ. */
  private static final double BEND = 2;

  private static final double END = 6;

  /** What is set aside keeps a trace of its weight, so that it can be judged again. */
  static final double SET_ASIDE = 1e-4;

  private static final double WEAK = 1e-6;
  private static final double SETTLED_RAD = 1e-9;

  private final BeadEquations equations;
  private final StepSystem system;
  private final RegisterParams params;
  private final int n;
  private final double[][] variances;
  private final double[][] coordinates;
  private final double[][] shifts;
  private final double[] angles;
  private final double[] robust;
  private final double[][] residuals;
  private double[][] weights;
  private double error;

  DriftSolver(
      BeadEquations equations,
      StepSystem system,
      RegisterParams params,
      CoarseDrift.Shifts coarse,
      double[] angles) {
    this.equations = equations;
    this.system = system;
    this.params = params;
    this.n = equations.size();
    this.shifts = new double[][] {coarse.dx().clone(), coarse.dy().clone()};
    this.angles = angles.clone();
    this.robust = new double[n];
    this.variances = new double[2][n];
    this.coordinates = new double[2][n];
    this.residuals = new double[2][n];
    Arrays.fill(robust, 1);
    for (int i = 0; i < n; i++) {
      Detection d = equations.detections[i];
      variances[0][i] = d.xSigmaUm() * d.xSigmaUm();
      variances[1][i] = d.ySigmaUm() * d.ySigmaUm();
    }
    turn();
  }

  /**
   * The solution of all sections.
   *
   * @param shifts (axis, section), µm
   * @param angles one a section, radians
   * @param weights (axis, detection), robust factor included, 1/µm²
   * @param robust robust factor of each detection, 0 to 1
   * @param residuals (axis, detection), µm
   * @param error error of a centre beside its own σ, µm
   */
  record Solved(
      double[][] shifts,
      double[] angles,
      double[][] weights,
      double[] robust,
      double[][] residuals,
      double error) {}

  /** Solves in so many iterations at most. */
  Solved solve(boolean[] linked, int[] numbers, int iterations) {
    startFromMedians();
    for (int iteration = 0; iteration < iterations; iteration++) {
      boolean settled = step(linked, numbers);
      residuals();
      if (ERROR_ASKED.contains(iteration)) {
        error = CentreError.of(equations, variances, residuals, robust);
      }
      if (settled && iteration > LAST_ASKED) {
        break;
      }
      reweigh(iteration < CAUTIOUS ? DriftSolver::huber : DriftSolver::tukey);
    }
    return new Solved(shifts, angles, weights, robust, residuals, error);
  }

  /** Judges detections by the median of their bead, which one of them alone cannot move. */
  private void startFromMedians() {
    weights = weights();
    for (int b = 0; b < equations.beads; b++) {
      int from = equations.start[b];
      int to = equations.start[b + 1];
      double[] off = new double[to - from];
      for (int axis = 0; axis < 2; axis++) {
        double[] places = new double[to - from];
        for (int i = from; i < to; i++) {
          places[i - from] = coordinates[axis][i] + shifts[axis][equations.section[i]];
        }
        double median = RobustScale.median(places);
        for (int i = 0; i < off.length; i++) {
          off[i] = Math.hypot(off[i], places[i] - median);
        }
      }
      for (int i = from; i < to; i++) {
        robust[i] = off.length > 2 ? 1 / (1 + Math.pow(off[i - from], 2)) : 1;
      }
    }
  }

  private double[][] weights() {
    return new double[][] {
      CentreError.weights(equations, variances[0], robust, error),
      CentreError.weights(equations, variances[1], robust, error)
    };
  }

  private boolean step(boolean[] linked, int[] numbers) {
    weights = weights();
    double moved = 0;
    for (int axis = 0; axis < 2; axis++) {
      BeadEquations.Links links = equations.links(coordinates[axis], weights[axis]);
      StepSystem.Walk walk = new StepSystem.Walk(meanStep(shifts[axis], linked, numbers), WEAK);
      double[] next = system.solve(links.weights(), links.differences(), walk).values();
      for (int s = 0; s < next.length; s++) {
        moved = Math.max(moved, Math.abs(next[s] - shifts[axis][s]));
      }
      shifts[axis] = next;
    }
    if (params.rotation() == RegisterParams.Rotation.PER_SECTION) {
      double turned = angles();
      turn();
      return moved < SETTLED_UM && turned < SETTLED_RAD;
    }
    return moved < SETTLED_UM;
  }

  /** Adds to the angles what the residuals say; the largest change. */
  private double angles() {
    residuals();
    BeadEquations.Links links =
        new AngleEquations(equations, params).links(coordinates, weights, residuals);
    double[] more =
        system.solve(links.weights(), links.differences(), new StepSystem.Walk(0, 1)).values();
    double most = 0;
    for (int s = 0; s < angles.length; s++) {
      angles[s] += more[s];
      most = Math.max(most, Math.abs(more[s]));
    }
    return most;
  }

  private void turn() {
    for (int i = 0; i < n; i++) {
      double[] turned = Turn.about(params, angles[equations.section[i]], equations.detections[i]);
      coordinates[0][i] = turned[0];
      coordinates[1][i] = turned[1];
    }
  }

  private void residuals() {
    for (int axis = 0; axis < 2; axis++) {
      for (int b = 0; b < equations.beads; b++) {
        double place = equations.place(b, coordinates[axis], weights[axis], shifts[axis]);
        for (int i = equations.start[b]; i < equations.start[b + 1]; i++) {
          residuals[axis][i] = coordinates[axis][i] + shifts[axis][equations.section[i]] - place;
        }
      }
    }
  }

  private interface Falloff {
    double of(double sigmas);
  }

  private static double huber(double sigmas) {
    return sigmas <= BEND ? 1 : BEND / sigmas;
  }

  private static double tukey(double sigmas) {
    double u = sigmas / END;
    return u >= 1 ? 0 : (1 - u * u) * (1 - u * u);
  }

  private void reweigh(Falloff falloff) {
    double[] next = new double[n];
    double[] aloneX = equations.alone(variances[0], error);
    double[] aloneY = equations.alone(variances[1], error);
    for (int b = 0; b < equations.beads; b++) {
      Deviation alongX = Deviation.of(equations, b, weights[0], aloneX);
      Deviation alongY = Deviation.of(equations, b, weights[1], aloneY);
      for (int i = equations.start[b]; i < equations.start[b + 1]; i++) {
        double square =
            alongX.square(residuals[0][i], weights[0][i], aloneX[i])
                + alongY.square(residuals[1][i], weights[1][i], aloneY[i]);
        next[i] = Math.max(SET_ASIDE, falloff.of(Math.sqrt(square)));
      }
    }
    System.arraycopy(next, 0, robust, 0, n);
  }

  /** Median step between neighbours that beads place; 0 if there are none. */
  private static double meanStep(double[] shift, boolean[] linked, int[] numbers) {
    double[] steps = steps(shift, linked, numbers);
    return steps.length == 0 ? 0 : RobustScale.median(steps);
  }

  private static double[] steps(double[] shift, boolean[] linked, int[] numbers) {
    double[] steps = new double[shift.length];
    int count = 0;
    for (int s = 1; s < shift.length; s++) {
      if (linked[s - 1] && linked[s]) {
        steps[count++] = (shift[s] - shift[s - 1]) / (numbers[s] - numbers[s - 1]);
      }
    }
    return Arrays.copyOf(steps, count);
  }

  /**
   * Standard errors, (axis, section), µm, and of the angles as a third row, radians; those of
   * sections that beads do not tie to the reference by the walk of the others.
   *
   * @param against system whose reference is meant
   * @param held variance that the held mean of tiles takes off each section, µm²
   */
  double[][] sigmas(StepSystem against, boolean[] linked, int[] numbers, double[] held) {
    double[][] sigmas = new double[3][linked.length];
    boolean turns = params.rotation() != RegisterParams.Rotation.NONE;
    double[][] own = new double[2][n];
    for (int axis = 0; axis < 2; axis++) {
      BeadEquations.Links links = equations.links(coordinates[axis], weights[axis]);
      double scatter = Math.max(0.1, scatter(shifts[axis], linked, numbers, 1));
      StepSystem.Solved free =
          against.solve(links.weights(), links.differences(), new StepSystem.Walk(0, WEAK));
      StepSystem.Solved walking =
          against.solve(
              links.weights(),
              links.differences(),
              new StepSystem.Walk(0, 1 / (scatter * scatter)));
      for (int i = 0; i < n; i++) {
        own[axis][i] = variances[axis][i] + error * error;
      }
      ShiftErrors.Pulls pulls =
          ShiftErrors.Pulls.alongAxis(weights[axis], own[axis], links.weights());
      ShiftErrors errors = new ShiftErrors(equations, pulls, held);
      double scale = turns ? leverage() : 1;
      for (int s = 0; s < linked.length; s++) {
        sigmas[axis][s] = scale * (linked[s] ? errors.sigma(free, s) : walking.sigma(s));
      }
    }
    if (turns) {
      double scatter = scatter(angles, linked, numbers, 0);
      sigmas[2] =
          new AngleEquations(equations, params)
              .sigmas(
                  coordinates,
                  weights,
                  own,
                  new AngleEquations.Sections(against, angles, scatter, held));
    }
    return sigmas;
  }

  /** Scatter of the steps between neighbours that beads place; a usual one if there are too few. */
  private static double scatter(double[] values, boolean[] linked, int[] numbers, double usual) {
    double[] steps = steps(values, linked, numbers);
    return steps.length < 2 ? usual : RobustScale.sigma(steps);
  }

  /** How much angles add to the errors of shifts: 1/√(1 − ρ²), ρ by the beads' mean place. */
  private double leverage() {
    double ux = 0;
    double uy = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      double dx = coordinates[0][i] - params.centreXUm();
      double dy = coordinates[1][i] - params.centreYUm();
      ux += dx / n;
      uy += dy / n;
      square += (dx * dx + dy * dy) / n;
    }
    double rho = Math.max(ux * ux, uy * uy) / Math.max(square, 1);
    return 1 / Math.sqrt(1 - Math.min(rho, 0.99));
  }
}
