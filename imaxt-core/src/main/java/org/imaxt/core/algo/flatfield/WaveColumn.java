package org.imaxt.core.algo.flatfield;

/**
 * The cosine and sine of a wave beside the unknowns of a fit: all that is needed to tell what the
 * wave would bring.
 *
 * @param unknowns weighted products with each unknown, for the cosine and for the sine
 * @param own weighted products of cosine with cosine, cosine with sine, sine with sine
 * @param values weighted products with the values
 */
record WaveColumn(double[][] unknowns, double[] own, double[] values) {

  /** A column without any observation, for so many unknowns. */
  static WaveColumn none(int unknowns) {
    return new WaveColumn(new double[2][unknowns], new double[3], new double[2]);
  }

  /** Adds one observation. */
  void add(double cosine, double sine, double[] row, double value, double weight) {
    double c = weight * cosine;
    double s = weight * sine;
    double[] cs = unknowns[0];
    double[] ss = unknowns[1];
    for (int i = 0; i < cs.length; i++) {
      cs[i] += c * row[i];
      ss[i] += s * row[i];
    }
    own[0] += c * cosine;
    own[1] += c * sine;
    own[2] += s * sine;
    values[0] += c * value;
    values[1] += s * value;
  }

  /** Adds observations of another kind, less what they share with their noise. */
  void add(WaveColumn raw, GainEquations.Coloured part) {
    double[] c = part.share(raw.unknowns[0]);
    double[] s = part.share(raw.unknowns[1]);
    own[0] += raw.own[0] - GainEquations.dot(c, c);
    own[1] += raw.own[1] - GainEquations.dot(c, s);
    own[2] += raw.own[2] - GainEquations.dot(s, s);
    values[0] += raw.values[0] - GainEquations.dot(c, part.z());
    values[1] += raw.values[1] - GainEquations.dot(s, part.z());
    for (int i = 0; i < unknowns[0].length; i++) {
      unknowns[0][i] += raw.unknowns[0][i] - GainEquations.dot(part.b()[i], c);
      unknowns[1][i] += raw.unknowns[1][i] - GainEquations.dot(part.b()[i], s);
    }
  }
}
