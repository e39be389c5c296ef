package org.imaxt.core.algo.flatfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over observations times every wave of a lattice of wave vectors, exactly.
 *
 * <p>Where observations lie on the bins of the camera image, a wave is a product of one along x and
 * one along y, so the sums are made row by row and then column by column.
 */
final class WaveTable {

  /** Step between wave vectors, cycles: half the width of a wave's peak. */
  static final double STEP = 0.5;

  private final GainModel model;
  private final int reach;
  private final List<Wave> waves = new ArrayList<>();

  /**
   * A lattice.
   *
   * @param model knows how waves look
   * @param shortest most cycles along either axis
   */
  WaveTable(GainModel model, double shortest) {
    this.model = model;
    this.reach = (int) (shortest / STEP);
    for (int j = 0; j <= reach; j++) {
      for (int i = -reach; i <= reach; i++) {
        waves.add(new Wave(STEP * i, STEP * j));
      }
    }
  }

  /** The wave vectors, those along y slowest. */
  List<Wave> waves() {
    return waves;
  }

  /**
   * Sums of observations at any places.
   *
   * @param rows rows of the design
   * @param values observed values
   * @param weights inverse variances
   * @param places x and y of each, px; and x and y of what is subtracted
   * @return a column a wave
   */
  List<WaveColumn> scattered(
      double[][] rows, double[] values, double[] weights, double[][] places) {
    List<WaveColumn> columns = none(rows);
    for (int p = 0; p < rows.length; p++) {
      if (weights[p] > 0) {
        double[][] ax = phasors(places[0][p], Axis.X, -reach, 1);
        double[][] ay = phasors(places[1][p], Axis.Y, 0, 1);
        double[][] bx = phasors(places[2][p], Axis.X, -reach, 1);
        double[][] by = phasors(places[3][p], Axis.Y, 0, 1);
        int at = 0;
        for (int j = 0; j < ay.length; j++) {
          for (int i = 0; i < ax.length; i++) {
            double c = ax[i][0] * ay[j][0] - ax[i][1] * ay[j][1];
            double s = ax[i][1] * ay[j][0] + ax[i][0] * ay[j][1];
            c -= bx[i][0] * by[j][0] - bx[i][1] * by[j][1];
            s -= bx[i][1] * by[j][0] + bx[i][0] * by[j][1];
            columns
                .get(at++)
                .add(Math.sqrt(2) * c, Math.sqrt(2) * s, rows[p], values[p], weights[p]);
          }
        }
      }
    }
    return columns;
  }

  /**
   * Sums of observations that lie on the bins, a constant taken out of the waves.
   *
   * @param rows rows of the design, a constant taken out
   * @param values observed values, a constant taken out
   * @param weights inverse variances
   * @return a column a wave
   */
  List<WaveColumn> binned(double[][] rows, double[] values, double[] weights) {
    List<WaveColumn> columns = none(rows);
    int n = rows[0].length;
    double[] image = new double[rows.length];
    Waves once = new Waves(model.grid(), 1);
    double total = 0;
    for (int i = 0; i <= n; i++) {
      for (int p = 0; p < image.length; p++) {
        image[p] = weights[p] * (i < n ? rows[p][i] : values[p]);
      }
      double[][] sums = once.sums(image);
      for (int k = 0; k < sums.length; k++) {
        WaveColumn column = columns.get(k);
        for (int part = 0; part < 2; part++) {
          double sum = Math.sqrt(2) * sums[k][part];
          if (i < n) {
            column.unknowns()[part][i] = sum;
          } else {
            column.values()[part] = sum;
          }
        }
      }
    }
    for (double w : weights) {
      total += w;
    }
    double[][] mean = once.sums(weights);
    double[][] twice = new Waves(model.grid(), 2).sums(weights);
    for (int k = 0; k < mean.length && total > 0; k++) {
      double c = Math.sqrt(2) * mean[k][0];
      double s = Math.sqrt(2) * mean[k][1];
      double[] own = columns.get(k).own();
      own[0] = total + twice[k][0] - c * c / total;
      own[1] = twice[k][1] - c * s / total;
      own[2] = total - twice[k][0] - s * s / total;
    }
    return columns;
  }

  private List<WaveColumn> none(double[][] rows) {
    List<WaveColumn> columns = new ArrayList<>();
    for (int k = 0; k < waves.size(); k++) {
      columns.add(WaveColumn.none(rows.length == 0 ? 0 : rows[0].length));
    }
    return columns;
  }

  private enum Axis {
    X,
    Y
  }

  /** Cosine and sine of the phases at a place of the multiples from first to reach. */
  private double[][] phasors(double px, Axis axis, int first, int times) {
    double turn = times * STEP * (axis == Axis.X ? model.phaseX(px) : model.phaseY(px));
    double[][] made = new double[reach - first + 1][2];
    for (int k = 0; k < made.length; k++) {
      made[k][0] = Math.cos((first + k) * turn);
      made[k][1] = Math.sin((first + k) * turn);
    }
    return made;
  }

  /** The waves along both axes of the bins. */
  private final class Waves {
    private final double[][][] x;
    private final double[][][] y;

    Waves(CoarseTile.Grid grid, int times) {
      x = new double[grid.columns()][][];
      y = new double[grid.rows()][][];
      for (int c = 0; c < x.length; c++) {
        x[c] = phasors(grid.centreX(c), Axis.X, -reach, times);
      }
      for (int r = 0; r < y.length; r++) {
        y[r] = phasors(grid.centreY(r * x.length), Axis.Y, 0, times);
      }
    }

    double[][] sums(double[] image) {
      int columns = x.length;
      double[][] sums = new double[waves.size()][2];
      double[] cos = new double[columns];
      double[] sin = new double[columns];
      for (int j = 0, at = 0; j <= reach; j++) {
        Arrays.fill(cos, 0);
        Arrays.fill(sin, 0);
        for (int r = 0; r < y.length; r++) {
          double c = y[r][j][0];
          double s = y[r][j][1];
          for (int i = 0; i < columns; i++) {
            cos[i] += c * image[r * columns + i];
            sin[i] += s * image[r * columns + i];
          }
        }
        for (int i = 0; i <= 2 * reach; i++, at++) {
          double re = 0;
          double im = 0;
          for (int c = 0; c < columns; c++) {
            double[] e = x[c][i];
            re += e[0] * cos[c] - e[1] * sin[c];
            im += e[1] * cos[c] + e[0] * sin[c];
          }
          sums[at][0] = re;
          sums[at][1] = im;
        }
      }
      return sums;
    }
  }
}
