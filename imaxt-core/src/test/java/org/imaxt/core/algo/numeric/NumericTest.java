package org.imaxt.core.algo.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class NumericTest {

  /** Rounding of a few hundred double operations. */
  private static final double ROUNDING = 1e-9;

  @Test
  void findsVertexOfParabola() {
    assertEquals(0.3, Parabola.peak(-1.69, -0.09, -0.49), ROUNDING);
  }

  @Test
  void staysPutWhereNothingBendsDown() {
    assertEquals(0, Parabola.peak(1, 1, 1), 0);
    assertEquals(0, Parabola.peak(2, 1, 2), 0);
  }

  @Test
  void medianIgnoresWildValues() {
    assertEquals(3, RobustScale.median(1, 3, 1e9, 2, 4), 0);
    assertEquals(2.5, RobustScale.median(1, 2, 3, 4), 0);
  }

  @Test
  void medianIsTheMiddleOfSortedValues() {
    Random random = new Random(11);
    for (int n = 1; n < 200; n++) {
      double[] values = random.ints(n, 0, 1 + n / 2).asDoubleStream().toArray();
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      assertEquals(0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]), RobustScale.median(values), 0);
    }
  }

  @Test
  void transformsBackTheRowsThatAreWanted() {
    int w = 12;
    int h = 10;
    double[] whole = new Random(3).doubles(2L * w * h).toArray();
    double[] some = whole.clone();
    Fft2d fft = new Fft2d(w, h);
    fft.inverse(whole);
    fft.inverse(some, -2, 5);
    for (int y = -2; y < 3; y++) {
      for (int i = 2 * w * Math.floorMod(y, h); i < 2 * w * (Math.floorMod(y, h) + 1); i++) {
        assertEquals(whole[i], some[i], ROUNDING);
      }
    }
  }

  @Test
  void robustSigmaMatchesNormalNoise() {
    Random random = new Random(5);
    double[] values = new double[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 20 == 0 ? 1e6 : 7 + 2 * random.nextGaussian();
    }
    assertEquals(2, RobustScale.sigma(values), 0.16); // 5 % wild values widen it by 6 %
  }

  @Test
  void refusesMedianOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> RobustScale.median());
  }

  @Test
  void transformsBackAndForth() {
    int w = 12;
    int h = 10;
    Random random = new Random(1);
    double[] data = random.doubles(2L * w * h).toArray();
    double[] copy = data.clone();
    Fft2d fft = new Fft2d(w, h);
    fft.forward(copy, h);
    double sum = 0;
    for (int i = 0; i < data.length; i += 2) {
      sum += data[i];
    }
    assertEquals(sum, copy[0], ROUNDING);
    fft.inverse(copy);
    for (int i = 0; i < data.length; i++) {
      assertEquals(data[i], copy[i], ROUNDING);
    }
  }

  @Test
  void goodLengthsHoldSmallFactorsOnly() {
    assertEquals(2, Fft2d.goodLength(1));
    assertEquals(512, Fft2d.goodLength(501));
    assertEquals(1080, Fft2d.goodLength(1025));
  }

  @Test
  void sparseSolutionAndCovarianceEqualDenseOnes() {
    int n = 40;
    Random random = new Random(3);
    int[] from = new int[90];
    int[] to = new int[90];
    double[] weights = new double[90];
    double[] steps = new double[90];
    double[] priors = random.doubles(n).toArray();
    double[] priorWeights = random.doubles(n, 0.1, 1).toArray();
    RealMatrix normal = new Array2DRowRealMatrix(n, n);
    double[] right = new double[n];
    for (int i = 0; i < n; i++) {
      normal.addToEntry(i, i, priorWeights[i]);
      right[i] = priorWeights[i] * priors[i];
    }
    for (int k = 0; k < from.length; k++) {
      from[k] = random.nextInt(n);
      to[k] = (from[k] + 1 + random.nextInt(n - 1)) % n;
      weights[k] = random.nextDouble() * 5;
      steps[k] = random.nextGaussian();
      normal.addToEntry(from[k], from[k], weights[k]);
      normal.addToEntry(to[k], to[k], weights[k]);
      normal.addToEntry(from[k], to[k], -weights[k]);
      normal.addToEntry(to[k], from[k], -weights[k]);
      right[to[k]] += weights[k] * steps[k];
      right[from[k]] -= weights[k] * steps[k];
    }
    RealMatrix inverse = new LUDecomposition(normal).getSolver().getInverse();
    double[] expected = inverse.operate(right);
    SparseLeastSquares.Factor factor =
        new SparseLeastSquares(n, from, to).factor(weights, priorWeights);
    double[] found = factor.solve(steps, priors);
    for (int i = 0; i < n; i++) {
      assertEquals(expected[i], found[i], ROUNDING);
      assertEquals(inverse.getEntry(i, i), factor.covariance(i, i), ROUNDING);
    }
    for (int k = 0; k < from.length; k++) {
      assertEquals(inverse.getEntry(from[k], to[k]), factor.covariance(from[k], to[k]), ROUNDING);
    }
  }

  @Test
  void fitsLineWithErrors() {
    LeastSquares system = new LeastSquares(1e6, 1e6);
    for (int i = 0; i < 10; i++) {
      system.add(new double[] {1, i}, 3 - 2 * i, 4);
    }
    LeastSquares.Fit fit = system.solve();
    assertEquals(3, fit.value(0), 1e-6);
    assertEquals(-2, fit.value(1), 1e-6);
    assertEquals(0.5 / Math.sqrt(82.5), fit.sigma(1), 1e-6);
  }

  @Test
  void unseenParameterKeepsPrior() {
    LeastSquares system = new LeastSquares(0.5, 1e3);
    system.add(new double[] {0, 1}, 7, 1);
    assertEquals(0, system.solve().value(0), ROUNDING);
    assertEquals(0.5, system.solve().sigma(0), ROUNDING);
  }
}
