package org.imaxt.core.algo.register;

/** How far the detections of a bead lie off what the others say without them. */
final class Deviation {

  private final double total;
  private final double squares;

  private Deviation(double total, double squares) {
    this.total = total;
    this.squares = squares;
  }

  /**
   * Sums of a bead.
   *
   * @param weight weight of each detection
   * @param variance variance of each detection's coordinate by itself, µm²
   */
  static Deviation of(BeadEquations equations, int bead, double[] weight, double[] variance) {
    double total = 0;
    double squares = 0;
    for (int i = equations.start[bead]; i < equations.start[bead + 1]; i++) {
      total += weight[i];
      squares += weight[i] * weight[i] * variance[i];
    }
    return new Deviation(total, squares);
  }

  /**
   * The square of a deviation in units of its variance, expected to be 1.
   *
   * <p>The variance of the others' mean is ΣW²σ²/(ΣW)², for a detection scatters as it does
   * whatever weight it was left; a bead of two contradicting detections thus stays set aside.
   *
   * @param residual coordinate less the weighted mean of all, itself included
   * @param weight weight of the detection
   * @param variance variance of its coordinate by itself, µm²
   */
  double square(double residual, double weight, double variance) {
    double others = total - weight;
    double without = residual * total / others;
    double meanVariance = Math.max(0, squares - weight * weight * variance) / (others * others);
    return without * without / (variance + meanVariance);
  }
}
