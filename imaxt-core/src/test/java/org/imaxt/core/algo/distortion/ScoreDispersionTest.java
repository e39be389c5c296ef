package org.imaxt.core.algo.distortion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores of groups whose variance is known, after a fit has drawn itself to them. */
class ScoreDispersionTest {

  private static final int COEFFICIENTS = 6;
  private static final int GROUPS = 40;
  private static final int SEEDS = 60;

  @ParameterizedTest(name = "variance {0} times what equations say")
  @ValueSource(doubles = {0.5, 1, 3})
  void findsTheFactor(double factor) {
    // a group's 6 numbers, 40 groups, 60 seeds: 2 % of a mean
    assertEquals(factor, mean(factor, 1), 0.05 * factor);
  }

  @Test
  void fewGroupsThatContradictAllOthersHardlyCount() {
    // one in ten of 25 times the variance: the mean square is 3.4, squares limited to 1.5² give
    // 1.3,
    // and what the others are drawn by a little more
    assertEquals(1.3, mean(1, 5), 0.15);
  }

  @Test
  void ofNoGroupsIsOne() {
    assertEquals(1, new ScoreDispersion(new double[][] {{2, 0}, {0, 1}}).size());
  }

  /** Mean over seeds; the scores of each tenth group are so many times too large. */
  private static double mean(double factor, double wild) {
    double sum = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      sum += found(new Random(seed), factor, wild);
    }
    return sum / SEEDS;
  }

  private static double found(Random random, double factor, double wild) {
    List<RealMatrix> matrices = new ArrayList<>();
    List<RealVector> scores = new ArrayList<>();
    RealMatrix all = new Array2DRowRealMatrix(COEFFICIENTS, COEFFICIENTS);
    RealVector pull = new ArrayRealVector(COEFFICIENTS);
    for (int g = 0; g < GROUPS; g++) {
      RealMatrix matrix = matrix(random);
      RealVector noise = numbers(random).mapMultiply(Math.sqrt(factor) * (g % 10 == 0 ? wild : 1));
      RealVector score = new CholeskyDecomposition(matrix).getL().operate(noise);
      matrices.add(matrix);
      scores.add(score);
      all = all.add(matrix);
      pull = pull.add(score);
    }
    RealMatrix covariance = new LUDecomposition(all).getSolver().getInverse();
    RealVector moved = covariance.operate(pull);
    ScoreDispersion dispersion = new ScoreDispersion(covariance.getData());
    for (int g = 0; g < GROUPS; g++) {
      RealMatrix matrix = matrices.get(g);
      dispersion.add(scores.get(g).subtract(matrix.operate(moved)), matrix);
    }
    return dispersion.size();
  }

  /** Normal matrix of eight observations, of a size of its own. */
  private static RealMatrix matrix(Random random) {
    RealMatrix matrix = new Array2DRowRealMatrix(COEFFICIENTS, COEFFICIENTS);
    double size = 0.2 + random.nextDouble();
    for (int i = 0; i < COEFFICIENTS + 2; i++) {
      RealVector row = numbers(random);
      matrix = matrix.add(row.outerProduct(row).scalarMultiply(size));
    }
    return matrix;
  }

  private static RealVector numbers(Random random) {
    RealVector numbers = new ArrayRealVector(COEFFICIENTS);
    for (int i = 0; i < COEFFICIENTS; i++) {
      numbers.setEntry(i, random.nextGaussian());
    }
    return numbers;
  }
}
