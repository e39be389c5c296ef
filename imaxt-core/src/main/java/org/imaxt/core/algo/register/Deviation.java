package org.imaxt.core.algo.register;

/** How far the detections of a bead lie off what the others say without them. */
final class Deviation {

  private final double total;
  private final double robustTotal;

  private Deviation(double total, double robustTotal) {
    this.total = total;
    this.robustTotal = robustTotal;
  }

  /**
   * Sums of a bead.
   *
   * @param weight weight of each detection, robust factor included
   * @param robust robust factor of each, positive
   */
  static Deviation of(BeadEquations equations, int bead, double[] weight, double[] robust) {
    double total = 0;
    double robustTotal = 0;
    for (int i = equations.start[bead]; i < equations.start[bead + 1]; i++) {
      total += weight[i];
      robustTotal += robust[i] * weight[i];
    }
    return new Deviation(total, robustTotal);
  }

  /**
   * The square of a deviation in units of its variance, expected to be 1.
   *
   * <p>The variance of the others' mean is Σρ²w/(Σρw)², for ρ weighs what has the variance 1/w
   * whatever ρ is; a bead of two contradicting detections thus stays set aside.
   *
   * @param residual coordinate less the weighted mean of all, itself included
   * @param weight weight, robust factor included
   * @param robust robust factor
   */
  double square(double residual, double weight, double robust) {
    double others = total - weight;
    double without = residual * total / others;
    double meanVariance = Math.max(0, robustTotal - robust * weight) / (others * others);
    return without * without / (robust / weight + meanVariance);
  }
}
