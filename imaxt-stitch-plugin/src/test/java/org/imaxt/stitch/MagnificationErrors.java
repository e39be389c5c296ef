package org.imaxt.stitch;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.imaxt.core.sample.DistortionDocument;

/**
 * Errors of magnifications, and whether they are those that the stage makes.
 *
 * <p>A magnification is learnt against the stage, so the stage's scatter is in it whatever is done
 * with the images: {@link StageOracle} says how much. Over many samples it exceeds any bound
 * sometimes, so what can be held of each is that it is as good as the oracle, and that the stated σ
 * tells how far it is off.
 */
final class MagnificationErrors {

  /** Chance that an honest σ fails, at either end. */
  private static final double CHANCE = 1e-3;

  /** Share of normal variates beyond two σ. */
  private static final double BEYOND_TWO_SIGMAS = 0.0455;

  /** Asked for over 500 values; that many honest σ miss it with the chance of fewer below. */
  private static final double MOST_BEYOND = 0.07;

  private static final double CHANCE_BEYOND = 0.01;

  private final List<Value> values = new ArrayList<>();

  /** An error, its stated σ and the error of the oracle, all relative. */
  private record Value(double error, double sigma, double oracle) {

    double inSigmas() {
      return Math.abs(error) / sigma;
    }
  }

  /** Adds both axes of a sample. */
  void add(DistortionDocument found, double trueX, double trueY, StageOracle oracle) {
    values.add(
        new Value(
            found.distortion().magnificationX() - trueX,
            found.magnificationSigmaX(),
            oracle.errorX()));
    values.add(
        new Value(
            found.distortion().magnificationY() - trueY,
            found.magnificationSigmaY(),
            oracle.errorY()));
  }

  /** Largest error of the samples that were added first. */
  double largest(int samples) {
    return values.stream().limit(2L * samples).mapToDouble(v -> Math.abs(v.error)).max().orElse(0);
  }

  /** Largest error over σ of the samples that were added first. */
  double largestInSigmas(int samples) {
    return values.stream().limit(2L * samples).mapToDouble(Value::inSigmas).max().orElse(0);
  }

  private double rmsInSigmas() {
    return Math.sqrt(squares() / values.size());
  }

  /** Whether the squares of error over σ add up as those of as many normal variates would. */
  boolean sigmasAreHonest() {
    ChiSquaredDistribution expected = new ChiSquaredDistribution(values.size());
    return squares() >= expected.inverseCumulativeProbability(CHANCE)
        && squares() <= expected.inverseCumulativeProbability(1 - CHANCE);
  }

  private double squares() {
    return values.stream().mapToDouble(v -> v.inSigmas() * v.inSigmas()).sum();
  }

  /** Root mean square difference to the oracle, over σ. */
  double rmsFromOracle() {
    return Math.sqrt(
        values.stream()
            .mapToDouble(v -> (v.error - v.oracle) / v.sigma)
            .map(d -> d * d)
            .average()
            .orElse(0));
  }

  /**
   * Whether no more than 7 % lie beyond two σ. Of few values a larger share may by chance: three of
   * 40 with every fourth honest estimator.
   */
  boolean fewBeyondTwoSigmas() {
    int n = values.size();
    int byChance =
        new BinomialDistribution(n, BEYOND_TWO_SIGMAS)
            .inverseCumulativeProbability(1 - CHANCE_BEYOND);
    return n * (1 - within(2)) <= Math.max(byChance, MOST_BEYOND * n);
  }

  private double within(double sigmas) {
    return values.stream().filter(v -> v.inSigmas() <= sigmas).count() / (double) values.size();
  }

  /** The last sample, for people. */
  String last() {
    Value x = values.get(values.size() - 2);
    Value y = values.get(values.size() - 1);
    return "magnification %.1e ± %.1e (oracle %.1e), %.1e ± %.1e (oracle %.1e)"
        .formatted(x.error, x.sigma, x.oracle, y.error, y.sigma, y.oracle);
  }

  @Override
  public String toString() {
    return "%d magnifications, %.2f sigma rms, %.2f sigma rms from the oracle, %.3f within 1 sigma, %.3f within 2"
        .formatted(values.size(), rmsInSigmas(), rmsFromOracle(), within(1), within(2));
  }
}
