package org.imaxt.core.algo.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.numeric.DisjointSets;

/**
 * First shifts of all sections, good to the match radius, from votes between neighbouring ones.
 *
 * <p>Each section is compared with the next two, so that a wrong vote is outvoted, and with farther
 * ones where these do not tie it to the others, so that sections without beads are bridged.
 */
final class CoarseDrift {

  /** Neighbours that every section is compared with. */
  private static final int ALWAYS = 2;

  /** Farthest neighbour: no bead is seen in more sections of a usual thickness. */
  private static final int FARTHEST = 12;

  private static final StepSystem.Walk WEAK = new StepSystem.Walk(0, 1e-6);
  private static final int ITERATIONS = 30;

  private CoarseDrift() {}

  private record Step(int from, int to, ShiftVote.Winner vote) {}

  /**
   * Shifts that bring the sections onto the first, and how many sections are tied together.
   *
   * @param dx added to x of each section, µm
   * @param dy added to y, µm
   * @param steps accepted votes
   */
  record Shifts(double[] dx, double[] dy, int steps) {}

  static Shifts of(int[] numbers, List<Points> sections, ShiftVote vote, double matchRadius) {
    List<Step> steps = new ArrayList<>();
    DisjointSets components = new DisjointSets(numbers.length);
    for (int lag = 1; lag <= FARTHEST; lag++) {
      for (int i = 0; i + lag < numbers.length; i++) {
        int j = i + lag;
        if (lag <= ALWAYS || !components.together(i, j)) {
          Optional<ShiftVote.Winner> winner = vote.between(sections.get(i), sections.get(j));
          if (winner.isPresent()) {
            steps.add(new Step(i, j, winner.get()));
            components.join(i, j);
          }
        }
      }
    }
    int[] from = steps.stream().mapToInt(Step::from).toArray();
    int[] to = steps.stream().mapToInt(Step::to).toArray();
    StepSystem system = new StepSystem(numbers, from, to, 0);
    return solve(system, steps, numbers.length, matchRadius);
  }

  /** Cauchy weights on how far a vote lies off all others together. */
  private static Shifts solve(StepSystem system, List<Step> steps, int n, double matchRadius) {
    double[] stepX = steps.stream().mapToDouble(s -> -s.vote().dxUm()).toArray();
    double[] stepY = steps.stream().mapToDouble(s -> -s.vote().dyUm()).toArray();
    double[] weights = new double[steps.size()];
    double[] x = new double[n];
    double[] y = new double[n];
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int k = 0; k < weights.length; k++) {
        Step s = steps.get(k);
        double off =
            Math.hypot(x[s.to()] - x[s.from()] - stepX[k], y[s.to()] - y[s.from()] - stepY[k]);
        double robust = iteration == 0 ? 1 : 1 / (1 + Math.pow(off / matchRadius, 2));
        weights[k] = s.vote().votes() * robust / (matchRadius * matchRadius);
      }
      x = system.solve(weights, stepX, WEAK).values();
      y = system.solve(weights, stepY, WEAK).values();
    }
    return new Shifts(x, y, steps.size());
  }
}
