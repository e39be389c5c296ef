package org.imaxt.core.algo.flatfield;

/**
 * What a fit knows of its unknowns: enough to tell what another wave would bring.
 *
 * @param start unknowns that the observations were linearised about
 * @param solution most probable unknowns
 * @param covariance their covariance
 */
record GainPosterior(double[] start, double[] solution, double[][] covariance) {

  /**
   * By how much another wave would raise the log probability of the data.
   *
   * @param column its products with the observations
   * @param rms prior rms of the log gain in it
   * @return gain; negative if the data are better off without
   */
  double gain(WaveColumn column, double rms) {
    double[] known = new double[start.length];
    double[] values = column.values().clone();
    double[] own = column.own().clone();
    double[] cos = column.unknowns()[0];
    double[] sin = column.unknowns()[1];
    own[0] += 1 / (rms * rms);
    own[2] += 1 / (rms * rms);
    for (int i = 0; i < known.length; i++) {
      double moved = solution[i] - start[i];
      values[0] -= cos[i] * moved;
      values[1] -= sin[i] * moved;
      known[i] = GainEquations.dot(covariance[i], cos);
    }
    own[0] -= GainEquations.dot(cos, known);
    own[1] -= GainEquations.dot(sin, known);
    for (int i = 0; i < known.length; i++) {
      known[i] = GainEquations.dot(covariance[i], sin);
    }
    own[2] -= GainEquations.dot(sin, known);
    double determinant = own[0] * own[2] - own[1] * own[1];
    if (!(determinant > 0)) {
      return Double.NEGATIVE_INFINITY;
    }
    double fit =
        own[2] * values[0] * values[0]
            - 2 * own[1] * values[0] * values[1]
            + own[0] * values[1] * values[1];
    return 0.5 * fit / determinant - 0.5 * Math.log(determinant) - 2 * Math.log(rms);
  }
}
