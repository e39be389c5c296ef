package org.imaxt.stitch.stitching;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imaxt.core.algo.stitch.PairParams;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link StitchStage}.
 *
 * @param searchRadius largest departure from the stage's step, µm; 0 for what is known of the stage
 * @param stageSigma the stage's own error along an axis, µm
 * @param channels channels compared: {@code all} or numbers
 * @param layer layer compared
 * @param falseMatchRate chance that noise passes for a match
 * @param stageModel what of the stage's axes is fitted
 * @param solver how positions follow from the steps
 * @param shifts whether steps keep their fractions of a pixel
 */
public record StitchParams(
    @Param(
            label = "Search radius",
            unit = "µm",
            range = "[0, 1000]",
            help =
                "Largest departure from the stage's step along an axis. 0: six times the stage's"
                    + " error and, for pairs that do not match so while the camera's turn is not"
                    + " known, also what 2 degrees move a neighbour.")
        double searchRadius,
    @Param(
            label = "Stage error",
            unit = "µm",
            range = "(0, 1000]",
            help =
                "Standard error of a stage position along an axis, until distortion has learnt it"
                    + " from all sections or a section's overlaps show it.")
        double stageSigma,
    @Param(
            label = "Channels",
            help =
                "Channels compared: all, or numbers such as 1,2. Those without structure add"
                    + " nothing and harm nothing.")
        String channels,
    @Param(
            label = "Layer",
            unit = "number",
            range = "[1, 1000]",
            help = "Optical layer compared; its solution serves all layers.")
        int layer,
    @Param(
            label = "False match rate",
            unit = "fraction",
            range = "(0, 0.1]",
            help = "Chance a pair that unrelated noise passes the information test.")
        double falseMatchRate,
    @Param(
            label = "Stage model",
            help =
                "How the stage lies on the camera's axes. learnt: as distortion found it for the"
                    + " whole sample, without it the rotation of a section where it is clear;"
                    + " nothing, rotation or rotation-and-scale: fitted to each section by itself.")
        StageModelFit stageModel,
    @Param(
            label = "Solver",
            help =
                "least-squares: robust weighted least squares over all pairs. laying: for"
                    + " comparison, from the brightest tile outwards, each tile by its steps to"
                    + " those laid before.")
        Solver solver,
    @Param(
            label = "Shifts",
            help = "subpixel: steps as measured. integer: for comparison, rounded to whole pixels.")
        Shifts shifts)
    implements StageParams {

  /** How positions follow from the steps. */
  public enum Solver {
    /** Robust weighted least squares over all pairs with the stage as prior. */
    LEAST_SQUARES,
    /** From the brightest tile outwards, for comparison. */
    LAYING
  }

  /** Whether steps keep their fractions of a pixel. */
  public enum Shifts {
    /** As measured. */
    SUBPIXEL,
    /** Rounded to whole pixels, for comparison. */
    INTEGER
  }

  /** What of the stage's axes is fitted. */
  public enum StageModelFit {
    /** What the stage distortion learnt of the sample; without it a section's rotation if clear. */
    LEARNT,
    /** Nothing: the stage's axes are the camera's. */
    NOTHING,
    /** The rotation between them. */
    ROTATION,
    /** The rotation, and a scale an axis. */
    ROTATION_AND_SCALE
  }

  /** Checks the values. */
  public StitchParams {
    Require.inRange(
        StitchParams.class,
        searchRadius,
        stageSigma,
        channels,
        layer,
        falseMatchRate,
        stageModel,
        solver,
        shifts);
    Require.require(
        channels.equals("all") || channels.matches("\\d{1,3}(\\s*,\\s*\\d{1,3})*"),
        "channels must read like 1,2 or all, got '%s'",
        channels);
  }

  /**
   * The defaults.
   *
   * @return parameters that suit a stage good to 5-10 µm
   */
  public static StitchParams defaults() {
    return new StitchParams(
        0, 6, "all", 1, 1e-3, StageModelFit.LEARNT, Solver.LEAST_SQUARES, Shifts.SUBPIXEL);
  }

  /** Channels asked for among those that exist. */
  List<Integer> channelsOf(int existing) {
    return channels.equals("all")
        ? IntStream.rangeClosed(1, existing).boxed().toList()
        : Arrays.stream(channels.split(","))
            .map(c -> Integer.valueOf(c.strip()))
            .distinct()
            .sorted()
            .toList();
  }

  /** How a pair is compared if it may be so often in all. */
  PairParams pairParams(double radiusUm, double pixelSizeUm, int tileSidePx, int attempts) {
    PairParams standard = PairParams.defaults();
    double radiusPx = Math.max(2, Math.min(Math.ceil(radiusUm / pixelSizeUm), tileSidePx / 3.0));
    return new PairParams(
        radiusPx,
        standard.minOverlapFraction(),
        falseMatchRate / attempts,
        standard.backgroundRadiusPx(),
        standard.minMargin(),
        standard.maxSigmaPx(),
        standard.sigmaFloorPx());
  }
}
