package org.imaxt.core.algo.stitch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.model.StagePosition;

/**
 * Positions that agree best with all displacements and, weakly, with the stage: robust sparse least
 * squares.
 *
 * <p>Every tile has a stage prior of the same weight, so the mean departure from the stage of each
 * group of linked tiles is 0, unlinked tiles stay where the stage says, and no group drifts. Links
 * are re-weighted by Tukey's biweight of their standardised residual, started from Huber's, so that
 * one wild link cannot pull its neighbours. A σ common to all links is added in quadrature when
 * residuals are larger than the links' own σ say.
 */
public final class PositionSolver {

  private PositionSolver() {}

  /**
   * Solves for the positions of one section.
   *
   * @param stage stage positions, each tile once, at least one
   * @param pixel size of a pixel
   * @param displacements measured steps between tiles that are in {@code stage}
   * @param params the prior, what to fit, what counts as an outlier
   * @return positions, errors and residuals
   * @throws IllegalArgumentException if a tile has two positions or a displacement names a tile
   *     without one
   */
  public static Solution solve(
      List<StagePosition> stage,
      PixelSize pixel,
      List<Displacement> displacements,
      SolverParams params) {
    LinkGraph graph = LinkGraph.of(stage, displacements);
    return new Iteration(graph, stage, pixel, displacements, params).run();
  }

  /** The alternation of positions, link weights, stage error and stage model. */
  private static final class Iteration {
    private static final int ROUNDS = 30;
    private static final double SETTLED_PX = 1e-5;

    /** Moves the ends of a section by less than a thousandth of the stage's error. */
    private static final double SETTLED_MODEL = 1e-7;

    private static final int HUBER_ROUNDS = 6;
    private static final double HUBER_SIGMAS = 1.5;

    /** Rounds of every six in which errors are learnt; they cost an inverse each. */
    private static final int LEARNING_ROUNDS = 3;

    /** Turns and scales larger than these are not expected, so few links cannot invent them. */
    private static final double PRIOR_ROTATION_RAD = 0.02;

    private static final double PRIOR_SCALE = 0.005;

    /** Spread of a scale that is not fitted. */
    private static final double FIXED = 1e-9;

    /** A rotation below this many standard errors is not clear. */
    private static final double CLEAR_SIGMAS = 5;

    /** With fewer departures from the stage its error is not learnt. */
    private static final double LEAST_DEPARTURES = 10;

    /** A link ties two tiles firmly if its error is at most this many times the usual one. */
    private static final double FIRM_TIMES = 4;

    private final LinkGraph graph;
    private final List<StagePosition> stage;
    private final PixelSize pixel;
    private final List<Displacement> displacements;
    private final SolverParams params;
    private final double[] share;
    private final boolean[] wild;
    private StageModel model;
    private double stageSigma;
    private double linkError;
    private AxisSolution x;
    private AxisSolution y;

    Iteration(
        LinkGraph graph,
        List<StagePosition> stage,
        PixelSize pixel,
        List<Displacement> displacements,
        SolverParams params) {
      this.graph = graph;
      this.stage = stage;
      this.pixel = pixel;
      this.displacements = displacements;
      this.params = params;
      this.share = new double[displacements.size()];
      this.wild = new boolean[share.length];
      Arrays.fill(share, 1);
      this.model = params.start();
      this.stageSigma = params.stageSigmaPx();
      this.linkError = params.linkErrorPx();
    }

    Solution run() {
      trustLinksThatTheStageExpects();
      solveAxes();
      boolean marked = false;
      for (int round = 0; round < ROUNDS && !displacements.isEmpty(); round++) {
        double[] beforeX = x.positions();
        double[] beforeY = y.positions();
        boolean learns = round % HUBER_ROUNDS < LEARNING_ROUNDS;
        if (learns) {
          learnLinks();
        }
        if (round >= HUBER_ROUNDS && learns) {
          marked = markWild();
        }
        reweight(round < HUBER_ROUNDS);
        if (round >= 1 && learns) {
          learnStage();
        }
        solveAxes();
        double moved =
            Math.max(largestChange(beforeX, x.positions()), largestChange(beforeY, y.positions()));
        if (round > HUBER_ROUNDS && !marked && moved < SETTLED_PX) {
          break;
        }
      }
      return solution();
    }

    /**
     * Starts with less weight for links that the stage contradicts, so that of a loop that does not
     * close the right link is doubted.
     */
    private void trustLinksThatTheStageExpects() {
      for (int k = 0; k < share.length; k++) {
        Displacement d = displacements.get(k);
        StagePosition a = stage.get(graph.from[k]);
        StagePosition b = stage.get(graph.to[k]);
        double offX = d.dxPx() - model.xPx(b, pixel) + model.xPx(a, pixel);
        double offY = d.dyPx() - model.yPx(b, pixel) + model.yPx(a, pixel);
        double t2 = (offX * offX + offY * offY) / (4 * stageSigma * stageSigma);
        share[k] = 1 / (1 + t2 * t2);
      }
    }

    private void learnLinks() {
      LinkChecks checks = new LinkChecks();
      checks.add(displacements, share, x, y);
      linkError = checks.common(params.linkErrorPx(), params.linkErrorChecks());
    }

    private void solveAxes() {
      double[] priorX = new double[stage.size()];
      double[] priorY = new double[stage.size()];
      for (int i = 0; i < priorX.length; i++) {
        priorX[i] = model.xPx(stage.get(i), pixel);
        priorY[i] = model.yPx(stage.get(i), pixel);
      }
      int n = displacements.size();
      double[][] steps = new double[2][n];
      double[][] weights = new double[2][n];
      for (int k = 0; k < n; k++) {
        Displacement d = displacements.get(k);
        steps[0][k] = d.dxPx();
        steps[1][k] = d.dyPx();
        double extra = linkError * linkError;
        weights[0][k] = share[k] / (d.sigmaXPx() * d.sigmaXPx() + extra);
        weights[1][k] = share[k] / (d.sigmaYPx() * d.sigmaYPx() + extra);
      }
      x = AxisSolution.of(graph, steps[0], weights[0], priorX, stageSigma);
      y = AxisSolution.of(graph, steps[1], weights[1], priorY, stageSigma);
    }

    private void reweight(boolean huber) {
      for (int k = 0; k < share.length; k++) {
        double t =
            LinkErrors.standardised(displacements.get(k), x.residual(k), y.residual(k), linkError);
        if (wild[k]) {
          share[k] = 0;
        } else if (huber) {
          share[k] = t <= HUBER_SIGMAS ? 1 : HUBER_SIGMAS / t;
        } else {
          double u = t / params.outlierSigmas();
          share[k] = u < 1 ? (1 - u * u) * (1 - u * u) : 0;
        }
      }
    }

    /**
     * Sets aside links that no loop checks and that the stage contradicts, of each group the worst:
     * one wild link makes its neighbours look odd too.
     *
     * @return whether any was set aside
     */
    private boolean markWild() {
      int[] groups = graph.components(share, LinkErrors.NO_SAY);
      Map<Integer, Integer> worst = new HashMap<>();
      double[] odds = new double[wild.length];
      for (int k = 0; k < wild.length; k++) {
        if (share[k] >= LinkErrors.NO_SAY && LinkErrors.unchecked(k, x, y)) {
          odds[k] = LinkErrors.contradiction(displacements.get(k), k, x, y, linkError);
          int link = k;
          worst.merge(groups[graph.from[k]], k, (old, now) -> odds[now] > odds[old] ? link : old);
        }
      }
      boolean any = false;
      for (int k : worst.values()) {
        wild[k] |= odds[k] > params.outlierSigmas();
        any |= wild[k];
      }
      return any;
    }

    private void learnStage() {
      int n = stage.size();
      if (params.fit() != SolverParams.Fit.NOTHING) {
        StageRegression regression = new StageRegression(model, pixel);
        regression.add(
            stage,
            x.with(StageFit.weights(n, x, stageSigma)),
            y.with(StageFit.weights(n, y, stageSigma)));
        boolean scales = params.fit() == SolverParams.Fit.ROTATION_AND_SCALE;
        StageRegression.Fit fit =
            regression.solve(params.start(), PRIOR_ROTATION_RAD, scales ? PRIOR_SCALE : FIXED);
        double turn = Math.abs(fit.model().rotationRad() - params.start().rotationRad());
        boolean unclear =
            params.fit() == SolverParams.Fit.CLEAR_ROTATION
                && turn < CLEAR_SIGMAS * fit.rotationSigmaRad();
        moveTo(unclear ? params.start() : fit.model());
      }
      if (params.stageError() == SolverParams.StageError.LEARNT) {
        StageFit fit = new StageFit();
        fit.add(n, x, y);
        stageSigma =
            fit.size() < LEAST_DEPARTURES ? params.stageSigmaPx() : fit.sigma(stageSigma, 0);
      }
    }

    /** Takes another stage model; its departures must be known before the stage's error is. */
    private void moveTo(StageModel next) {
      boolean same =
          Math.abs(next.rotationRad() - model.rotationRad()) < SETTLED_MODEL
              && Math.abs(next.scaleX() - model.scaleX()) < SETTLED_MODEL
              && Math.abs(next.scaleY() - model.scaleY()) < SETTLED_MODEL;
      if (!same) {
        model = next;
        solveAxes();
      }
    }

    private static double largestChange(double[] before, double[] after) {
      double largest = 0;
      for (int i = 0; i < before.length; i++) {
        largest = Math.max(largest, Math.abs(before[i] - after[i]));
      }
      return largest;
    }

    /**
     * The largest group of tiles tied by links of the usual quality; a group that hangs on it by a
     * weak link must not blur what is known of the others.
     */
    private boolean[] firmest() {
      double[] errors =
          displacements.stream().mapToDouble(d -> Math.max(d.sigmaXPx(), d.sigmaYPx())).toArray();
      double[] sorted = errors.clone();
      Arrays.sort(sorted);
      double[] firm = share.clone();
      for (int k = 0; k < firm.length; k++) {
        if (errors[k] > FIRM_TIMES * sorted[sorted.length / 2]) {
          firm[k] = 0;
        }
      }
      boolean[] tied = graph.measured(firm, LinkErrors.NO_SAY);
      int[] groups = graph.components(firm, LinkErrors.NO_SAY);
      for (int i = 0; i < tied.length; i++) {
        tied[i] &= groups[i] == 0;
      }
      return tied;
    }

    private Solution solution() {
      boolean[] measured = graph.measured(share, LinkErrors.NO_SAY);
      int[] components = graph.components(share, LinkErrors.NO_SAY);
      boolean[] firmest = firmest();
      double[] turnedX = new double[share.length];
      double[] turnedY = new double[share.length];
      for (int k = 0; k < share.length; k++) {
        turnedX[k] = params.directions().alongY() * displacements.get(k).dyPx();
        turnedY[k] = params.directions().alongX() * displacements.get(k).dxPx();
      }
      double[] sigmaX = x.sigmas(firmest, turnedX);
      double[] sigmaY = y.sigmas(firmest, turnedY);
      List<Solution.Tile> tiles = new ArrayList<>();
      for (int i = 0; i < stage.size(); i++) {
        tiles.add(
            new Solution.Tile(
                stage.get(i).tile(),
                x.positions()[i],
                y.positions()[i],
                sigmaX[i],
                sigmaY[i],
                components[i],
                measured[i] ? PlacedTile.Source.MEASURED : PlacedTile.Source.STAGE));
      }
      List<Solution.Link> links = new ArrayList<>();
      for (int k = 0; k < share.length; k++) {
        links.add(
            new Solution.Link(
                displacements.get(k),
                x.residual(k),
                y.residual(k),
                share[k],
                share[k] < LinkErrors.NO_SAY));
      }
      return new Solution(tiles, links, model, stageSigma, linkError);
    }
  }
}
