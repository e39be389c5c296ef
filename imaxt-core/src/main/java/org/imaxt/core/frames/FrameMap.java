package org.imaxt.core.frames;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.algo.federate.FramePath;
import org.imaxt.core.algo.image.DisplacementField;

/**
 * A way from one frame to another as a map of points, the bends that its transforms know included.
 */
public final class FrameMap {

  /** Enough for rounding: a step leaves a share of the error as large as the bend's gradient. */
  private static final int INVERSE_STEPS = 12;

  private final FramePath path;
  private final List<Step> steps;

  FrameMap(FramePath path, List<Step> steps) {
    this.path = path;
    this.steps = List.copyOf(steps);
  }

  /** Which way a transform is passed. */
  enum Way {
    /** As it was fitted. */
    FORTH,
    /** Against it. */
    BACK
  }

  /** One transform. */
  record Step(Affine affine, Optional<DisplacementField> bend, Way way) {

    private double[] apply(double[] p) {
      if (bend.isEmpty()) {
        Affine a = way == Way.FORTH ? affine : affine.inverse();
        return new double[] {a.x(p[0], p[1]), a.y(p[0], p[1])};
      }
      if (way == Way.FORTH) {
        double[] d = bend.get().at(p[0], p[1]);
        return new double[] {affine.x(p[0], p[1]) + d[0], affine.y(p[0], p[1]) + d[1]};
      }
      Affine back = affine.inverse();
      double[] at = {back.x(p[0], p[1]), back.y(p[0], p[1])};
      for (int i = 0; i < INVERSE_STEPS; i++) {
        double[] d = bend.get().at(at[0], at[1]);
        at = new double[] {back.x(p[0] - d[0], p[1] - d[1]), back.y(p[0] - d[0], p[1] - d[1])};
      }
      return at;
    }

    private Step turned() {
      return new Step(affine, bend, way == Way.FORTH ? Way.BACK : Way.FORTH);
    }
  }

  /**
   * Frames passed, both ends included.
   *
   * @return names
   */
  public List<String> frames() {
    return path.frames();
  }

  /**
   * The whole way without its bends.
   *
   * @return source µm to target µm
   */
  public Affine affine() {
    return path.affine();
  }

  /**
   * Whether {@link #affine} is all there is.
   *
   * @return false if a transform of the way knows a bend
   */
  public boolean isAffine() {
    return steps.stream().allMatch(s -> s.bend().isEmpty());
  }

  /**
   * Maps a point.
   *
   * @param xUm x in the source, µm
   * @param yUm y in the source, µm
   * @return (x, y) in the target, µm
   */
  public double[] apply(double xUm, double yUm) {
    double[] p = {xUm, yUm};
    for (Step step : steps) {
      p = step.apply(p);
    }
    return p;
  }

  /**
   * Maps a point of the target back.
   *
   * @param xUm x in the target, µm
   * @param yUm y in the target, µm
   * @return (x, y) in the source, µm
   */
  public double[] inverse(double xUm, double yUm) {
    double[] p = {xUm, yUm};
    for (int i = steps.size() - 1; i >= 0; i--) {
      p = steps.get(i).turned().apply(p);
    }
    return p;
  }

  /**
   * Expected distance between where a point is mapped and where it belongs.
   *
   * @param xUm x in the source, µm
   * @param yUm y in the source, µm
   * @return root mean square distance, µm; NaN where a transform's error is not known
   */
  public double sigmaUm(double xUm, double yUm) {
    return path.sigmaUm(xUm, yUm);
  }

  /**
   * The last section passed.
   *
   * @return number from 1; empty if the way passes none
   */
  public Optional<Integer> section() {
    List<Integer> passed = new ArrayList<>();
    for (String frame : frames()) {
      Frames.sectionNumber(frame).ifPresent(passed::add);
    }
    return passed.isEmpty() ? Optional.empty() : Optional.of(passed.get(passed.size() - 1));
  }
}
