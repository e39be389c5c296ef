package org.imaxt.stitch.distortion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.imaxt.core.algo.distortion.GroupScatter;
import org.imaxt.core.algo.distortion.JointDistortion;
import org.imaxt.core.algo.distortion.OverlapEquations;
import org.imaxt.core.algo.distortion.OverlapPoint;
import org.imaxt.core.algo.distortion.OverlapResidual;
import org.imaxt.core.algo.stitch.SectionLinks;
import org.imaxt.core.algo.stitch.SolverParams;
import org.imaxt.core.algo.stitch.StageCalibration;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.DistortionDocument.MapPoint;
import org.imaxt.core.sample.DistortionDocument.Quality;
import org.imaxt.core.sample.DistortionDocument.StageAxes;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.OverlapsDocument;
import org.imaxt.core.sample.OverlapsDocument.Step;
import org.imaxt.core.sample.Sample;
import org.imaxt.stitch.overlaps.PairPoints;
import org.imaxt.stitch.tiles.SectionTiles;

/** What follows from the surveyed overlaps of a sample: distortion, magnification, stage axes. */
final class DistortionEstimate {

  /** Coefficients are expected to stay within this, so that few overlaps invent none, µm. */
  private static final double PRIOR_UM = 40;

  /** Most groups of edges, each left out of a fit; enough of them for held-out residuals. */
  private static final int FOLDS = 20;

  /** Squares of the residual map along the longer side. */
  private static final int MAP_SQUARES = 10;

  /** Error of a step of the survey that its points do not show, px. */
  private static final double STEP_ERROR_PX = 0.02;

  private final Sample sample;
  private final AcquisitionDocument acquisition;
  private final List<PairPoints> pairs;
  private final EdgeFolds folds;

  DistortionEstimate(Sample sample, List<PairPoints> pairs) {
    this.sample = sample;
    this.acquisition = sample.read(Layout.acquisition());
    this.pairs = pairs;
    this.folds = new EdgeFolds(pairs, FOLDS);
  }

  /** Fits the distortion, or says why there are too few overlaps. */
  DistortionDocument fit(Distortion start, int minPairs) {
    long beside = pairs.stream().filter(p -> alongX(p, start)).count();
    long fewest = Math.min(beside, pairs.size() - beside);
    if (fewest < minPairs) {
      return none(
          start,
          "a distortion needs %s overlaps with structure along either axis, got %s and %s"
              .formatted(minPairs, beside, pairs.size() - beside));
    }
    JointDistortion joint = joint(pairs, start);
    Distortion cubic = start.withCoefficients(boxed(joint.coefficientsUm()));
    return cubic.folds()
        ? none(start, "the overlaps fix no distortion that a lens can have")
        : document(start, "", joint, cubic, folds(start));
  }

  private DistortionDocument none(Distortion start, String reason) {
    int n = start.model().size();
    JointDistortion nothing =
        new JointDistortion(new double[n], new double[n][n], new double[pairs.size()], 0);
    return document(start, reason, nothing, start, List.of());
  }

  /** Judges a calibration by the overlaps, and learns the stage's axes with it. */
  DistortionDocument with(DistortionDocument calibration, String name) {
    Distortion given = calibration.distortion();
    List<OverlapResidual> left = residuals(pairs, given);
    StageCalibration stage = stage(given);
    return new DistortionDocument(
        true,
        "",
        name,
        calibration.objective(),
        given,
        calibration.coefficientSigmasUm(),
        calibration.magnificationSigmaX(),
        calibration.magnificationSigmaY(),
        calibration.directionSigmaX(),
        calibration.directionSigmaY(),
        axes(stage),
        quality(given, left, left));
  }

  private DistortionDocument document(
      Distortion start,
      String reason,
      JointDistortion joint,
      Distortion cubic,
      List<double[]> without) {
    StageCalibration stage = stage(cubic);
    boolean swaps = acquisition.orientation().swapsAxes();
    double mx = stage.learnt() ? (swaps ? stage.magnificationY() : stage.magnificationX()) : 0;
    double my = stage.learnt() ? (swaps ? stage.magnificationX() : stage.magnificationY()) : 0;
    GroupScatter scatter = GroupScatter.of(equations(pairs), folds.edges(), joint);
    StepErrors alongX = stepErrors(cubic, scatter, 0);
    StepErrors alongY = stepErrors(cubic, scatter, 1);
    double sx = Math.hypot(swaps ? stage.scaleSigmaY() : stage.scaleSigmaX(), alongX.length());
    double sy = Math.hypot(swaps ? stage.scaleSigmaX() : stage.scaleSigmaY(), alongY.length());
    boolean estimated = reason.isEmpty();
    Distortion whole = estimated ? magnified(cubic, mx, my) : cubic;
    return new DistortionDocument(
        estimated,
        reason,
        "overlaps",
        acquisition.objective(),
        whole,
        boxed(joint.sigmasUm()),
        sx,
        sy,
        alongX.direction(),
        alongY.direction(),
        axes(stage),
        quality(start, residuals(pairs, cubic), heldOut(start, without)));
  }

  /**
   * Adds the magnification. Steps of overlaps were compared in pixels that are too small by it, so
   * the terms grow alike and all overlaps agree as well as before.
   */
  private static Distortion magnified(Distortion cubic, double mx, double my) {
    return scaled(cubic, 1 + mx, 1 + my).withMagnification(mx, my);
  }

  /** The distortion in whose pixels overlaps were compared. */
  private static Distortion bare(Distortion distortion) {
    return scaled(
            distortion,
            1 / (1 + distortion.magnificationX()),
            1 / (1 + distortion.magnificationY()))
        .withMagnification(0, 0);
  }

  private static Distortion scaled(Distortion distortion, double alongX, double alongY) {
    int n = distortion.model().size();
    double[] x = new double[n];
    double[] y = new double[n];
    // At any place, a term's parts along x and y tell how far it belongs to either.
    distortion.model().terms(0.7, 0.3, x, y);
    List<Double> grown = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      double share = Math.abs(x[k]) / (Math.abs(x[k]) + Math.abs(y[k]));
      grown.add(distortion.coefficientsUm().get(k) * (share * alongX + (1 - share) * alongY));
    }
    return distortion.withCoefficients(grown);
  }

  private static JointDistortion joint(List<PairPoints> of, Distortion start) {
    return JointDistortion.of(equations(of), start.model(), PRIOR_UM);
  }

  private static List<OverlapEquations> equations(List<PairPoints> of) {
    return of.stream().map(PairPoints::equations).toList();
  }

  /** Coefficients of fits that each leave out some edges of the grid, µm. */
  private List<double[]> folds(Distortion start) {
    List<double[]> fits = new ArrayList<>();
    for (int fold = 0; fold < folds.count(); fold++) {
      fits.add(joint(folds.without(fold), start).coefficientsUm());
    }
    return fits;
  }

  /** Residuals of each pair under a distortion that was fitted without its edge. */
  private List<OverlapResidual> heldOut(Distortion start, List<double[]> fits) {
    List<OverlapResidual> out = new ArrayList<>();
    for (int i = 0; i < pairs.size() && !fits.isEmpty(); i++) {
      Distortion without = start.withCoefficients(boxed(fits.get(folds.of(i))));
      out.addAll(residuals(List.of(pairs.get(i)), without));
    }
    return out;
  }

  private static List<OverlapResidual> residuals(List<PairPoints> of, Distortion distortion) {
    List<OverlapResidual> out = new ArrayList<>();
    for (PairPoints pair : of) {
      out.addAll(OverlapResidual.of(pair.points(), distortion));
    }
    return out;
  }

  private Quality quality(
      Distortion start, List<OverlapResidual> after, List<OverlapResidual> heldOut) {
    Distortion none = start.withCoefficients(Collections.nCopies(start.model().size(), 0.0));
    List<OverlapResidual> trusted = OverlapResidual.trusted(heldOut);
    return new Quality(
        pairs.size(),
        pairs.stream().mapToInt(p -> p.points().size()).sum(),
        OverlapResidual.rms(OverlapResidual.trusted(residuals(pairs, none))),
        OverlapResidual.rms(OverlapResidual.trusted(after)),
        OverlapResidual.rms(trusted),
        map(trusted));
  }

  private List<MapPoint> map(List<OverlapResidual> residuals) {
    double side =
        (double) Math.max(acquisition.tileWidthPx(), acquisition.tileHeightPx()) / MAP_SQUARES;
    TreeMap<Integer, double[]> sums = new TreeMap<>();
    for (OverlapResidual r : residuals) {
      OverlapPoint p = r.point();
      add(sums, p.ua(), p.va(), r.xPx(), r.yPx(), side);
      add(sums, p.ub(), p.vb(), -r.xPx(), -r.yPx(), side);
    }
    List<MapPoint> map = new ArrayList<>();
    sums.forEach(
        (square, sum) ->
            map.add(
                new MapPoint(
                    (square % MAP_SQUARES + 0.5) * side,
                    (square / MAP_SQUARES + 0.5) * side,
                    sum[0] / sum[2] * acquisition.pixelSizeUm(),
                    sum[1] / sum[2] * acquisition.pixelSizeUm(),
                    (int) sum[2])));
    return map;
  }

  /** Each of both tiles is given half of what is left between them. */
  private static void add(
      TreeMap<Integer, double[]> sums, double u, double v, double x, double y, double side) {
    int column = Math.max(0, Math.min(MAP_SQUARES - 1, (int) (u / side)));
    int row = Math.max(0, Math.min(MAP_SQUARES - 1, (int) (v / side)));
    double[] sum = sums.computeIfAbsent(row * MAP_SQUARES + column, k -> new double[3]);
    sum[0] += 0.5 * x;
    sum[1] += 0.5 * y;
    sum[2]++;
  }

  private StageAxes axes(StageCalibration stage) {
    double p = acquisition.pixelSizeUm();
    return new StageAxes(
        stage.learnt(),
        stage.learnt() ? stage.rotationRad() : 0,
        stage.rotationSigmaRad(),
        stage.stageSigmaPx() * p,
        stage.linkErrorPx() * p,
        stage.tiles());
  }

  /** The stage as the steps of all surveyed pairs show it. */
  private StageCalibration stage(Distortion distortion) {
    TreeMap<Integer, List<Displacement>> bySection = new TreeMap<>();
    for (PairPoints pair : pairs) {
      bySection
          .computeIfAbsent(pair.section(), s -> new ArrayList<>())
          .add(displacement(pair, distortion));
    }
    List<SectionLinks> links = new ArrayList<>();
    bySection.forEach(
        (section, displacements) ->
            links.add(
                new SectionLinks(
                    SectionTiles.open(sample, section).section().tiles(), displacements)));
    return StageCalibration.of(
        links, PixelSize.square(acquisition.pixelSizeUm()), SolverParams.defaults());
  }

  private Displacement displacement(PairPoints pair, Distortion distortion) {
    double[] step = step(pair, unboxed(distortion.coefficientsUm()));
    double[] precision = new double[2];
    for (OverlapPoint p : pair.points()) {
      precision[0] += 1 / (p.sigmaX() * p.sigmaX());
      precision[1] += 1 / (p.sigmaY() * p.sigmaY());
    }
    boolean swaps = acquisition.orientation().swapsAxes();
    double along = Math.hypot(STEP_ERROR_PX, 1 / Math.sqrt(precision[swaps ? 1 : 0]));
    double across = Math.hypot(STEP_ERROR_PX, 1 / Math.sqrt(precision[swaps ? 0 : 1]));
    return new Displacement(pair.a(), pair.b(), step[0], step[1], along, across, 1);
  }

  /** The steps of the pairs under a distortion with its magnifications. */
  OverlapsDocument laid(Distortion distortion) {
    Distortion bare = bare(distortion);
    boolean swaps = acquisition.orientation().swapsAxes();
    double x = 1 + (swaps ? distortion.magnificationY() : distortion.magnificationX());
    double y = 1 + (swaps ? distortion.magnificationX() : distortion.magnificationY());
    return new OverlapsDocument(
        pairs.stream()
            .map(p -> p.step(bare))
            .map(s -> new Step(s.section(), s.a(), s.b(), x * s.dxPx(), y * s.dyPx()))
            .toList());
  }

  private static double[] step(PairPoints pair, double[] coefficients) {
    double[] step = pair.equations().step(coefficients);
    return new double[] {pair.bin() * step[0], pair.bin() * step[1]};
  }

  /**
   * What the coefficients' errors make of all steps along an axis of the camera.
   *
   * @param length relative error of their length
   * @param direction error of their direction, rad
   */
  private record StepErrors(double length, double direction) {}

  private StepErrors stepErrors(Distortion cubic, GroupScatter scatter, int axis) {
    double[] at = unboxed(cubic.coefficientsUm());
    boolean wanted = (axis == 0) != acquisition.orientation().swapsAxes();
    List<PairPoints> of = pairs.stream().filter(p -> alongX(p, cubic) == wanted).toList();
    int along = wanted ? 0 : 1;
    double[] length = new double[at.length];
    double[] direction = new double[at.length];
    for (PairPoints pair : of) {
      double[] step = step(pair, at);
      for (int k = 0; k < at.length; k++) {
        double[] moved = at.clone();
        moved[k] += 1;
        double[] other = step(pair, moved);
        length[k] += (other[along] - step[along]) / step[along] / of.size();
        direction[k] += (other[1 - along] - step[1 - along]) / step[along] / of.size();
      }
    }
    return new StepErrors(scatter.sigma(length), scatter.sigma(direction));
  }

  /** Whether a pair lies along x of the mosaic. */
  private static boolean alongX(PairPoints pair, Distortion distortion) {
    double[] step = step(pair, unboxed(distortion.coefficientsUm()));
    return Math.abs(step[0]) > Math.abs(step[1]);
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
