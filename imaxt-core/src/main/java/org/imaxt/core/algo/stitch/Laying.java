package org.imaxt.core.algo.stitch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.model.StagePosition;

/**
 * Lays tiles one by one from the brightest outwards, each by the weighted mean of its steps to the
 * tiles laid before it, or by the stage's step where none matched; González-Solares et al., Biol.
 * Imaging 3 (2023) e11 describe it so. For comparison with {@link PositionSolver}: errors add up on
 * the way, no link is checked by another, and σ tells only how errors add up from the first tile.
 *
 * <p>As there, the mean departure from the stage of the linked tiles is 0 in the end.
 */
public final class Laying {

  private final List<StagePosition> stage;
  private final List<Displacement> links;
  private final LinkGraph graph;
  private final SolverParams params;
  private final double[] priorX;
  private final double[] priorY;
  private final double[] x;
  private final double[] y;
  private final double[] varianceX;
  private final double[] varianceY;
  private final boolean[] laid;

  private Laying(SectionLinks section, PixelSize pixel, SolverParams params) {
    this.stage = section.stage();
    this.links = section.displacements();
    this.graph = LinkGraph.of(stage, links);
    this.params = params;
    StageModel model = params.start();
    priorX = stage.stream().mapToDouble(s -> model.xPx(s, pixel)).toArray();
    priorY = stage.stream().mapToDouble(s -> model.yPx(s, pixel)).toArray();
    x = new double[stage.size()];
    y = new double[stage.size()];
    varianceX = new double[stage.size()];
    varianceY = new double[stage.size()];
    laid = new boolean[stage.size()];
  }

  /**
   * Lays the tiles of one section.
   *
   * @param section stage positions and measured steps
   * @param pixel size of a pixel
   * @param brightness how bright each tile is, in the order of the stage positions
   * @param params the stage model and the stage's error; nothing is fitted
   * @return positions, σ as errors add up, and residuals; no link is set aside
   * @throws IllegalArgumentException if there is not one brightness a tile, a tile has two
   *     positions or a displacement names a tile without one
   */
  public static Solution lay(
      SectionLinks section, PixelSize pixel, List<Double> brightness, SolverParams params) {
    if (brightness.size() != section.stage().size()) {
      throw new IllegalArgumentException(
          "each tile needs one brightness, got %s for %s tiles"
              .formatted(brightness.size(), section.stage().size()));
    }
    return new Laying(section, pixel, params).lay(brightness);
  }

  private Solution lay(List<Double> brightness) {
    int first = 0;
    for (int i = 1; i < x.length; i++) {
      first = brightness.get(i) > brightness.get(first) ? i : first;
    }
    int start = first;
    Integer[] order = new Integer[x.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (i, j) ->
            steps(start, i) != steps(start, j)
                ? steps(start, i) - steps(start, j)
                : Double.compare(brightness.get(j), brightness.get(i)));
    x[first] = priorX[first];
    y[first] = priorY[first];
    laid[first] = true;
    for (int tile : order) {
      if (tile != first) {
        layOne(tile);
      }
    }
    return solution();
  }

  /** Steps between two tiles along rows and columns. */
  private int steps(int i, int j) {
    StagePosition a = stage.get(i);
    StagePosition b = stage.get(j);
    return Math.abs(a.row() - b.row()) + Math.abs(a.column() - b.column());
  }

  private void layOne(int tile) {
    Mean meanX = new Mean();
    Mean meanY = new Mean();
    for (int k = 0; k < links.size(); k++) {
      boolean forth = graph.to[k] == tile;
      int other = forth ? graph.from[k] : graph.to[k];
      if ((forth || graph.from[k] == tile) && laid[other]) {
        Displacement d = links.get(k);
        double sign = forth ? 1 : -1;
        meanX.add(x[other] + sign * d.dxPx(), varianceX[other], d.sigmaXPx());
        meanY.add(y[other] + sign * d.dyPx(), varianceY[other], d.sigmaYPx());
      }
    }
    if (meanX.weight == 0) {
      int other = nearestLaid(tile);
      double sigma = Math.sqrt(2) * params.stageSigmaPx();
      meanX.add(x[other] + priorX[tile] - priorX[other], varianceX[other], sigma);
      meanY.add(y[other] + priorY[tile] - priorY[other], varianceY[other], sigma);
    }
    x[tile] = meanX.sum / meanX.weight;
    y[tile] = meanY.sum / meanY.weight;
    varianceX[tile] = meanX.variance();
    varianceY[tile] = meanY.variance();
    laid[tile] = true;
  }

  private int nearestLaid(int tile) {
    int nearest = -1;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < laid.length; i++) {
      double distance = Math.hypot(priorX[i] - priorX[tile], priorY[i] - priorY[tile]);
      if (laid[i] && distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /** A weighted mean by the links' own σ. */
  private static final class Mean {
    private double sum;
    private double weight;
    private double squares;

    void add(double value, double variance, double sigma) {
      double w = 1 / (sigma * sigma);
      sum += w * value;
      weight += w;
      squares += w * w * (variance + sigma * sigma);
    }

    double variance() {
      return squares / (weight * weight);
    }
  }

  private Solution solution() {
    double[] share = new double[links.size()];
    Arrays.fill(share, 1);
    boolean[] measured = graph.measured(share, 1);
    int[] groups = graph.components(share, 1);
    double offX = meanDeparture(measured, x, priorX);
    double offY = meanDeparture(measured, y, priorY);
    List<Solution.Tile> tiles = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      tiles.add(
          new Solution.Tile(
              stage.get(i).tile(),
              x[i] - offX,
              y[i] - offY,
              Math.sqrt(varianceX[i]),
              Math.sqrt(varianceY[i]),
              groups[i],
              measured[i] ? PlacedTile.Source.MEASURED : PlacedTile.Source.STAGE));
    }
    List<Solution.Link> solved = new ArrayList<>();
    for (int k = 0; k < links.size(); k++) {
      int i = graph.from[k];
      int j = graph.to[k];
      Displacement d = links.get(k);
      solved.add(new Solution.Link(d, x[j] - x[i] - d.dxPx(), y[j] - y[i] - d.dyPx(), 1, false));
    }
    return new Solution(tiles, solved, params.start(), params.stageSigmaPx(), 0);
  }

  private static double meanDeparture(boolean[] measured, double[] at, double[] prior) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < at.length; i++) {
      if (measured[i]) {
        sum += at[i] - prior[i];
        count++;
      }
    }
    return count == 0 ? at[0] - prior[0] : sum / count;
  }
}
