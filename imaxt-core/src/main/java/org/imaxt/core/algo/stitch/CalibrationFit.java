package org.imaxt.core.algo.stitch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;

/** The alternation of stage model, stage error and common link error over all sections. */
final class CalibrationFit {

  private static final int MOST_ROUNDS = 20;
  private static final double SETTLED = 1e-4;

  /** Departures fitted by rotation and scales. */
  private static final int FITTED = 3;

  /** With fewer departures from the stage nothing is learnt. */
  private static final double LEAST_DEPARTURES = 16;

  /** Spread of what stages are; wide enough to leave the estimate to the links. */
  private static final double PRIOR_ROTATION_RAD = 0.2;

  private static final double PRIOR_SCALE = 0.05;

  private final List<Section> sections = new ArrayList<>();
  private final PixelSize pixel;
  private final SolverParams params;
  private StageModel model;
  private double stageSigma;
  private double linkError;
  private double departures;
  private double linkChecks;

  /** Links of a section, outliers down-weighted, and its solution along both axes. */
  private final class Section {
    final List<StagePosition> stage;
    final List<Displacement> links;
    final double[] share;
    final LinkGraph graph;
    final double[] weightsX;
    final double[] weightsY;
    AxisSolution x;
    AxisSolution y;

    Section(SectionLinks measured) {
      stage = measured.stage();
      links = measured.displacements();
      graph = LinkGraph.of(stage, links);
      Solution alone =
          PositionSolver.solve(
              stage, pixel, links, params.withFit(SolverParams.Fit.ROTATION_AND_SCALE));
      share = alone.links().stream().mapToDouble(Solution.Link::weight).toArray();
      weightsX = new double[stage.size()];
      weightsY = new double[stage.size()];
      Arrays.fill(weightsX, 1 / (stageSigma * stageSigma));
      Arrays.fill(weightsY, 1 / (stageSigma * stageSigma));
    }

    void solve() {
      int n = links.size();
      double[] stepsX = new double[n];
      double[] stepsY = new double[n];
      double[] linkX = new double[n];
      double[] linkY = new double[n];
      double extra = linkError * linkError;
      for (int k = 0; k < n; k++) {
        Displacement d = links.get(k);
        stepsX[k] = d.dxPx();
        stepsY[k] = d.dyPx();
        linkX[k] = share[k] / (d.sigmaXPx() * d.sigmaXPx() + extra);
        linkY[k] = share[k] / (d.sigmaYPx() * d.sigmaYPx() + extra);
      }
      double[] priorX = stage.stream().mapToDouble(s -> model.xPx(s, pixel)).toArray();
      double[] priorY = stage.stream().mapToDouble(s -> model.yPx(s, pixel)).toArray();
      x = AxisSolution.of(graph, stepsX, linkX, priorX, weightsX);
      y = AxisSolution.of(graph, stepsY, linkY, priorY, weightsY);
    }

    /** Takes new weights for the stage and lets the solutions go. */
    void reweightStage() {
      System.arraycopy(
          StageFit.weights(stage.size(), x, stageSigma), 0, weightsX, 0, weightsX.length);
      System.arraycopy(
          StageFit.weights(stage.size(), y, stageSigma), 0, weightsY, 0, weightsY.length);
      x = null;
      y = null;
    }

    int measured() {
      int count = 0;
      for (boolean tile : graph.measured(share, LinkErrors.NO_SAY)) {
        count += tile ? 1 : 0;
      }
      return count;
    }
  }

  CalibrationFit(List<SectionLinks> measured, PixelSize pixel, SolverParams params) {
    this.pixel = pixel;
    this.params = params;
    this.model = params.start();
    this.stageSigma = params.stageSigmaPx();
    this.linkError = params.linkErrorPx();
    for (SectionLinks section : measured) {
      if (!section.displacements().isEmpty()) {
        sections.add(new Section(section));
      }
    }
  }

  StageCalibration run() {
    StageRegression.Fit fit = round();
    for (int i = 1; i < MOST_ROUNDS; i++) {
      StageModel before = model;
      double sigmaBefore = stageSigma;
      fit = round();
      if (moved(before) < SETTLED * fit.rotationSigmaRad()
          && Math.abs(stageSigma - sigmaBefore) < SETTLED * stageSigma) {
        break;
      }
    }
    return result(fit);
  }

  private double moved(StageModel before) {
    return Math.abs(model.rotationRad() - before.rotationRad())
        + Math.abs(model.scaleX() - before.scaleX())
        + Math.abs(model.scaleY() - before.scaleY());
  }

  /** One section at a time is solved and forgotten, so memory does not grow with the sample. */
  private StageRegression.Fit round() {
    StageRegression regression = new StageRegression(model, pixel);
    StageFit scatter = new StageFit();
    LinkChecks checks = new LinkChecks();
    for (Section section : sections) {
      section.solve();
      regression.add(section.stage, section.x, section.y);
      scatter.add(section.stage.size(), section.x, section.y);
      checks.add(section.links, section.share, section.x, section.y);
      section.reweightStage();
    }
    StageRegression.Fit fit = regression.solve(params.start(), PRIOR_ROTATION_RAD, PRIOR_SCALE);
    model = fit.model();
    linkError = checks.common(params.linkErrorPx(), params.linkErrorChecks());
    departures = scatter.size();
    linkChecks = checks.size();
    if (params.stageError() == SolverParams.StageError.LEARNT && departures >= LEAST_DEPARTURES) {
      stageSigma = scatter.sigma(stageSigma, FITTED);
    }
    return fit;
  }

  private StageCalibration result(StageRegression.Fit fit) {
    int tiles = sections.stream().mapToInt(Section::measured).sum();
    boolean learnt = departures >= LEAST_DEPARTURES;
    StageModel found = learnt ? model : params.start();
    double free = Math.max(1, departures - FITTED);
    return new StageCalibration(
        found.rotationRad(),
        fit.rotationSigmaRad(),
        found.scaleX(),
        found.scaleY(),
        fit.scaleSigmaX(),
        fit.scaleSigmaY(),
        stageSigma,
        learnt ? stageSigma / Math.sqrt(2 * free) : stageSigma,
        linkError,
        linkChecks,
        tiles,
        learnt);
  }
}
