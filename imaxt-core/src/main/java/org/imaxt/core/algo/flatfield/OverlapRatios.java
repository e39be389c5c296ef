package org.imaxt.core.algo.flatfield;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Log ratios of overlaps: log I_a − log I_b = log F(u_a) − log F(u_b) whatever the specimen shows.
 *
 * <p>Robust by Huber weights, then averaged over cells of the camera image, of which there are some
 * thousand however many samples there were.
 */
final class OverlapRatios {

  /** Huber's constant: 95 % efficiency for Gaussian residuals. */
  private static final double HUBER = 1.345;

  /** Error of a cell that more samples do not lower: what registration leaves. */
  private static final double COMMON_SIGMA = 0.0015;

  /** Smallest error of a log ratio. */
  private static final double LEAST_SIGMA = 0.002;

  /** Stray light may be so much of an intensity: it is measured to some hundredths of itself. */
  private static final double MOST_STRAY = 0.25;

  /** Intensities more unequal than this are no views of one place. */
  private static final double LEAST_SHARE = 0.2;

  private final OverlapSamples samples;
  private final Selection selection;
  private final CoarseTile.Grid grid;

  /**
   * What a sample must be like to be used.
   *
   * @param leastAdu least mean corrected intensity, ADU; taken of both tiles together, so that
   *     noise selects for neither
   * @param edges edges that are left out
   */
  record Selection(double leastAdu, UsefulEdges edges) {}

  /**
   * Ratios.
   *
   * @param samples overlaps
   * @param selection which of them to use
   * @param grid gives the size of the tile and the cells
   */
  OverlapRatios(OverlapSamples samples, Selection selection, CoarseTile.Grid grid) {
    this.samples = samples;
    this.selection = selection;
    this.grid = grid;
  }

  /** One sample under a model. */
  private record Ratio(int index, double residual, double dark) {}

  /**
   * Observations about a model.
   *
   * @param model log gain
   * @param darkAdu dark level, ADU
   * @param stray stray light
   * @return observations of log ratios; none if no sample will do
   */
  List<Observations> about(GainModel model, double darkAdu, StrayProfile stray) {
    List<Ratio> ratios = ratios(model, darkAdu, stray);
    if (ratios.isEmpty()) {
      return List.of();
    }
    double[] sizes = ratios.stream().mapToDouble(r -> Math.abs(r.residual())).toArray();
    double sigma = Math.max(LEAST_SIGMA, 1.4826 * StrayLight.median(sizes));
    Map<Long, Cell> cells = new HashMap<>();
    List<Cell> ordered = new ArrayList<>();
    for (Ratio ratio : ratios) {
      Cell cell = cells.get(key(ratio.index()));
      if (cell == null) {
        cell = new Cell();
        cells.put(key(ratio.index()), cell);
        ordered.add(cell);
      }
      double size = Math.abs(ratio.residual()) / sigma;
      cell.add(ratio, size <= HUBER ? 1 : HUBER / size);
    }
    return List.of(observations(model, ordered, sigma));
  }

  private List<Ratio> ratios(GainModel model, double darkAdu, StrayProfile stray) {
    List<Ratio> ratios = new ArrayList<>();
    double[] scratch = new double[model.designSize()];
    for (int i = 0; i < samples.size(); i++) {
      OverlapSamples.Place placeA = samples.placeA(i);
      OverlapSamples.Place placeB = samples.placeB(i);
      if (useful(placeA) && useful(placeB)) {
        double side = samples.squarePx();
        double strayA = stray.at(placeA.x(), placeA.y(), side);
        double strayB = stray.at(placeB.x(), placeB.y(), side);
        double a = samples.intensityA(i) - darkAdu - strayA;
        double b = samples.intensityB(i) - darkAdu - strayB;
        double gainA = model.at(placeA.x(), placeA.y(), scratch);
        double gainB = model.at(placeB.x(), placeB.y(), scratch);
        double mean = 0.5 * (a * Math.exp(-gainA) + b * Math.exp(-gainB));
        if (mean > Math.max(1, selection.leastAdu())
            && Math.min(a, b) > LEAST_SHARE * mean
            && strayA < MOST_STRAY * a
            && strayB < MOST_STRAY * b) {
          // A dark level that is too low by one lowers the ratio where a is dimmer than b.
          double dark = (Math.exp(-gainA) - Math.exp(-gainB)) / mean;
          ratios.add(new Ratio(i, Math.log(a) - Math.log(b) - gainA + gainB, dark));
        }
      }
    }
    return ratios;
  }

  private boolean useful(OverlapSamples.Place p) {
    UsefulEdges edges = selection.edges();
    double half = 0.5 * samples.squarePx();
    return p.x() - half >= edges.leftPx() - 1
        && p.y() - half >= edges.topPx() - 1
        && p.x() + half <= grid.width() - edges.rightPx() + 1
        && p.y() + half <= grid.height() - edges.bottomPx() + 1;
  }

  /** Cell of the first place, and on which side the other tile lies. */
  private long key(int i) {
    OverlapSamples.Place a = samples.placeA(i);
    OverlapSamples.Place b = samples.placeB(i);
    long cell = (long) (a.y() / grid.binPx()) * grid.columns() + (long) (a.x() / grid.binPx());
    int side =
        Math.abs(a.x() - b.x()) * grid.height() > Math.abs(a.y() - b.y()) * grid.width()
            ? a.x() > b.x() ? 0 : 1
            : a.y() > b.y() ? 2 : 3;
    return 4 * cell + side;
  }

  private Observations observations(GainModel model, List<Cell> cells, double sigma) {
    int n = model.designSize();
    double[][] rows = new double[cells.size()][n + 1];
    double[] values = new double[rows.length];
    double[] weights = new double[rows.length];
    double[][] places = new double[4][rows.length];
    double[] other = new double[n];
    for (int p = 0; p < rows.length; p++) {
      Cell cell = cells.get(p);
      for (int k = 0; k < 4; k++) {
        places[k][p] = cell.sums[k] / cell.weight;
      }
      model.design(places[0][p], places[1][p], rows[p]);
      model.design(places[2][p], places[3][p], other);
      for (int i = 0; i < n; i++) {
        rows[p][i] -= other[i];
      }
      rows[p][n] = cell.sums[5] / cell.weight;
      values[p] = cell.sums[4] / cell.weight;
      weights[p] = 1 / (sigma * sigma / cell.weight + COMMON_SIGMA * COMMON_SIGMA);
    }
    return new Observations(
        Observations.Kind.OVERLAPS,
        rows,
        values,
        weights,
        new double[model.legendreTerms()],
        places);
  }

  /** Weighted sums of the samples of a cell. */
  private final class Cell {
    final double[] sums = new double[6];
    double weight;

    void add(Ratio ratio, double w) {
      weight += w;
      double[] v = {
        samples.placeA(ratio.index()).x(),
        samples.placeA(ratio.index()).y(),
        samples.placeB(ratio.index()).x(),
        samples.placeB(ratio.index()).y(),
        ratio.residual(),
        ratio.dark()
      };
      for (int k = 0; k < sums.length; k++) {
        sums[k] += w * v[k];
      }
    }
  }
}
