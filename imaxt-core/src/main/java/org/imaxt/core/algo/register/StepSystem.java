package org.imaxt.core.algo.register;

import java.util.Arrays;
import org.imaxt.core.algo.numeric.SparseLeastSquares;

/**
 * One number a section, tied together by measured differences and, far more weakly, by a random
 * walk from each section to the next, which alone places sections that no difference reaches.
 */
final class StepSystem {

  /** Holds the reference; far above the weight of any link. */
  private static final double HELD = 1e9;

  private static final double FREE = 1e-12;

  private final int[] numbers;
  private final int reference;
  private final int links;
  private final SparseLeastSquares system;

  /**
   * A pattern of links.
   *
   * @param numbers numbers of the sections, ascending
   * @param from index of the first section of each link
   * @param to index of the second section of each link
   * @param reference index of the section that the others are told against
   */
  StepSystem(int[] numbers, int[] from, int[] to, int reference) {
    this.numbers = numbers.clone();
    this.reference = reference;
    this.links = from.length;
    int walks = numbers.length - 1;
    int[] allFrom = Arrays.copyOf(from, links + walks);
    int[] allTo = Arrays.copyOf(to, links + walks);
    for (int i = 0; i < walks; i++) {
      allFrom[links + i] = i;
      allTo[links + i] = i + 1;
    }
    system = new SparseLeastSquares(numbers.length, allFrom, allTo);
  }

  /** Index of the section that the others are told against. */
  int reference() {
    return reference;
  }

  /**
   * A random walk.
   *
   * @param step mean step from a section to the next
   * @param weight inverse variance of a step
   */
  record Walk(double step, double weight) {}

  /** Solves for one axis. */
  Solved solve(double[] weights, double[] differences, Walk walk) {
    double[] allWeights = Arrays.copyOf(weights, links + numbers.length - 1);
    double[] allDifferences = Arrays.copyOf(differences, allWeights.length);
    for (int i = 0; i < numbers.length - 1; i++) {
      int apart = numbers[i + 1] - numbers[i];
      allWeights[links + i] = walk.weight() / apart;
      allDifferences[links + i] = walk.step() * apart;
    }
    double[] held = new double[numbers.length];
    Arrays.fill(held, FREE);
    held[reference] = HELD;
    SparseLeastSquares.Factor factor = system.factor(allWeights, held);
    return new Solved(factor.solve(allDifferences, new double[numbers.length]), factor);
  }

  /** Values, 0 at the reference, and their errors. */
  static final class Solved {
    private final double[] values;
    private final SparseLeastSquares.Factor factor;

    private Solved(double[] values, SparseLeastSquares.Factor factor) {
      this.values = values;
      this.factor = factor;
    }

    double[] values() {
      return values.clone();
    }

    /** Inverse of the normal matrix times a vector. */
    double[] solveNormal(double[] right) {
      return factor.solveNormal(right);
    }

    /** Standard error against the reference if weights are inverse variances. */
    double sigma(int section) {
      return Math.sqrt(Math.max(0, factor.covariance(section, section) - 1 / HELD));
    }
  }
}
