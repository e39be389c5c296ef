package org.imaxt.core.algo.flatfield;

import java.util.List;

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
   * The column of a wave.
   *
   * @param model knows how waves look
   * @param wave the wave
   * @return its products with these observations
   */
  WaveColumn column(GainModel model, Wave wave) {
    WaveColumn made = WaveColumn.none(equations.right().length);
    double[][] columns = new double[rows.length][2];
    double[] other = new double[2];
    for (int p = 0; p < rows.length; p++) {
      if (weights[p] > 0) {
        model.wave(wave, places[0][p], places[1][p], columns[p], 0);
        if (kind == Kind.OVERLAPS) {
          model.wave(wave, places[2][p], places[3][p], other, 0);
          columns[p][0] -= other[0];
          columns[p][1] -= other[1];
        }
      }
    }
    if (kind != Kind.OVERLAPS) {
      columns = without(columns, new double[rows.length], weights);
    }
    for (int p = 0; p < rows.length; p++) {
      if (weights[p] > 0) {
        made.add(columns[p][0], columns[p][1], rows[p], values[p], weights[p]);
      }
    }
    return made;
  }

  /** The columns of all waves of a table. */
  List<WaveColumn> columns(WaveTable table) {
    return kind == Kind.OVERLAPS
        ? table.scattered(rows, values, weights, places)
        : table.binned(rows, values, weights);
  }
}
