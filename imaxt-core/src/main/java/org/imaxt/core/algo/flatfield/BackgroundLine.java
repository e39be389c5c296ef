package org.imaxt.core.algo.flatfield;

/**
 * What empty areas show against the gain: a straight line, whose offset is the dark level and whose
 * slope is how brightly they are lit.
 *
 * @param slope light at gain 1, ADU
 * @param slopeSigma its standard error, ADU
 * @param offset dark level, ADU
 * @param mean mean of all empty areas, ADU
 * @param meanSigma scatter of bins about the line, ADU
 */
record BackgroundLine(
    double slope, double slopeSigma, double offset, double mean, double meanSigma) {

  /** Bins whose errors go together: structure of empty areas is that wide. */
  private static final double CORRELATED = 25;

  /** Fits the line over some bins. */
  static BackgroundLine of(SiteMeans means, double[] gain, boolean[] part) {
    double w = 0;
    double x = 0;
    double y = 0;
    for (int p = 0; p < gain.length; p++) {
      double weight = part[p] ? means.weights()[p] : 0;
      w += weight;
      x += weight * gain[p];
      y += weight * means.values()[p];
    }
    double xx = 0;
    double xy = 0;
    int n = 0;
    for (int p = 0; p < gain.length; p++) {
      double weight = part[p] ? means.weights()[p] : 0;
      xx += weight * (gain[p] - x / w) * (gain[p] - x / w);
      xy += weight * (gain[p] - x / w) * (means.values()[p] - y / w);
      n += weight > 0 ? 1 : 0;
    }
    double slope = xx > 0 ? xy / xx : 0;
    double squares = 0;
    for (int p = 0; p < gain.length; p++) {
      double weight = part[p] ? means.weights()[p] : 0;
      double r = means.values()[p] - y / w - slope * (gain[p] - x / w);
      squares += weight * r * r;
    }
    double scatter = Math.sqrt(squares / w);
    double slopeSigma =
        xx > 0 ? scatter * Math.sqrt(CORRELATED * w / n / xx) : Double.POSITIVE_INFINITY;
    return new BackgroundLine(slope, slopeSigma, (y - slope * x) / w, y / w, scatter);
  }
}
