package org.imaxt.core.algo.flatfield;

/**
 * Observations of the log gain of one kind: rows of a design, residuals about the present model,
 * and their noise.
 */
final class Observations {

  /** What observations are of. */
  enum Kind {
    /** Log means of the specimen over the sites. */
    SIGNAL,
    /** Means of empty areas over the sites. */
    BACKGROUND,
    /** Log ratios of overlaps. */
    OVERLAPS
  }

  private final Kind kind;
  private final double[][] rows;
  private final double[] values;
  private final double[] weights;
  private final double[] noise;

  /** Places a, and b or nothing; x and y in turn. */
  private final double[][] places;

  private final GainEquations equations;

  /**
   * Takes observations.
   *
   * @param kind what they are of
   * @param rows derivatives by the unknowns
   * @param values observed less modelled log gain; changed
   * @param weights inverse variances, 0 = not observed
   * @param noise variances of the first unknowns that the data carry as noise
   * @param places x and y of each observation, px; and x and y of what is subtracted, if anything
   */
  Observations(
      Kind kind,
      double[][] rows,
      double[] values,
      double[] weights,
      double[] noise,
      double[][] places) {
    this.kind = kind;
    this.values = values;
    this.weights = weights;
    this.noise = noise;
    this.places = places;
    this.rows = kind == Kind.OVERLAPS ? rows : without(rows, values, weights);
    this.equations = GainEquations.of(this.rows, values, weights);
  }

  Kind kind() {
    return kind;
  }

  double[] noise() {
    return noise;
  }

  GainEquations equations() {
    return equations;
  }

  /**
   * Takes a constant out of rows and values.
   *
   * @param rows rows; not changed
   * @param values values; changed
   * @param weights inverse variances
   * @return the rows without
   */
  static double[][] without(double[][] rows, double[] values, double[] weights) {
    int n = rows.length == 0 ? 0 : rows[0].length;
    double[] mean = new double[n];
    double meanValue = 0;
    double total = 0;
    for (int p = 0; p < rows.length; p++) {
      total += weights[p];
      meanValue += weights[p] * values[p];
      for (int i = 0; i < n; i++) {
        mean[i] += weights[p] * rows[p][i];
      }
    }
    double[][] left = new double[rows.length][n];
    for (int p = 0; p < rows.length && total > 0; p++) {
      values[p] -= meanValue / total;
      for (int i = 0; i < n; i++) {
        left[p][i] = rows[p][i] - mean[i] / total;
      }
    }
    return left;
  }

  /**
   * Products of a wave's two columns with the unknowns, themselves and the values.
   *
   * @param model knows how waves look
   * @param wave the wave
   * @param every takes every so manieth observation, for a quick look
   * @return the products, as if all observations had been taken
   */
  Products products(GainModel model, Wave wave, int every) {
    int n = equations.right().length;
    Products made = new Products(new double[2][n], new double[3], new double[2]);
    int count = (rows.length + every - 1) / every;
    double[][] columns = new double[count][2];
    double[] w = new double[count];
    double[] other = new double[2];
    for (int i = 0, p = 0; i < count; i++, p += every) {
      w[i] = weights[p];
      if (w[i] > 0) {
        model.wave(wave, places[0][p], places[1][p], columns[i], 0);
        if (places.length > 2) {
          model.wave(wave, places[2][p], places[3][p], other, 0);
          columns[i][0] -= other[0];
          columns[i][1] -= other[1];
        }
      }
    }
    if (kind != Kind.OVERLAPS) {
      columns = without(columns, new double[count], w);
    }
    for (int i = 0, p = 0; i < count; i++, p += every) {
      if (w[i] > 0) {
        made.add(columns[i], rows[p], values[p], every * w[i]);
      }
    }
    return made;
  }

  /**
   * Products of a wave's cosine and sine.
   *
   * @param unknowns with each unknown, for the cosine and for the sine
   * @param own cosine with cosine, cosine with sine, sine with sine
   * @param values with the values
   */
  record Products(double[][] unknowns, double[] own, double[] values) {
    private void add(double[] column, double[] row, double value, double weight) {
      double c = weight * column[0];
      double s = weight * column[1];
      double[] cs = unknowns[0];
      double[] ss = unknowns[1];
      for (int i = 0; i < cs.length; i++) {
        cs[i] += c * row[i];
        ss[i] += s * row[i];
      }
      own[0] += c * column[0];
      own[1] += c * column[1];
      own[2] += s * column[1];
      values[0] += c * value;
      values[1] += s * value;
    }
  }
}
