package org.imaxt.core.algo.stitch;

import java.util.Arrays;

/** Squared differences of two strips and the intensities they were found at. */
final class NoiseSamples {

  private double[] levels;
  private double[] squares;
  private int count;

  NoiseSamples(int expected) {
    levels = new double[expected];
    squares = new double[expected];
  }

  void add(double level, double square) {
    if (count == levels.length) {
      levels = Arrays.copyOf(levels, 2 * count);
      squares = Arrays.copyOf(squares, 2 * count);
    }
    levels[count] = level;
    squares[count++] = square;
  }

  int count() {
    return count;
  }

  /** Mean of the squares; 0 if there are none. */
  double meanSquare() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += squares[i];
    }
    return count == 0 ? 0 : sum / count;
  }

  /** Upper bounds, exclusive, of the classes of intensities between quantiles; the last is open. */
  double[] bounds(double... quantiles) {
    double[] sorted = Arrays.copyOf(levels, count);
    Arrays.sort(sorted);
    double[] upper = new double[quantiles.length - 1];
    for (int k = 0; k < upper.length; k++) {
      int to = (int) (count * quantiles[k + 1]);
      upper[k] = to == count ? Double.POSITIVE_INFINITY : sorted[to];
    }
    return upper;
  }

  /** Number of samples and sum of squares in each class below ascending upper bounds. */
  double[][] sums(double... upper) {
    double[][] sums = new double[2][upper.length];
    for (int i = 0; i < count; i++) {
      int k = 0;
      while (levels[i] >= upper[k]) {
        k++;
      }
      sums[0][k]++;
      sums[1][k] += squares[i];
    }
    return sums;
  }
}
