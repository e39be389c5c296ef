package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.phantom.FlatfieldShape;
import org.imaxt.core.phantom.PhantomComparison;
import org.imaxt.core.phantom.PhantomComparison.Gauge;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.FlatfieldDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.stitch.tiles.Flatfields;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The phantom at its defaults, everything on, calibrated by us: distortion, flat field and
 * positions against the truth. {@code -Dimaxt.seeds=20} looks at as many seeds, {@code
 * -Dimaxt.firstSeed=4041} at others; none of the usual 20 was used to choose a default.
 */
class CalibratedAccuracyTest {

  private static final int FIRST_SEED = Integer.getInteger("imaxt.firstSeed", 4001);
  private static final int CI_SEEDS = 4;
  private static final int SEEDS = Integer.getInteger("imaxt.seeds", CI_SEEDS);

  /** Asked for; measured rms 0.02-0.03, median 0.01-0.02. */
  private static final double RMS_TOL_PX = 0.2;

  private static final double MEDIAN_TOL_PX = 0.07;
  private static final double GROSS_PX = 2;

  /** Asked for from 10 % overlaps; measured 0.004. */
  private static final double FIELD_TOL_PX = 0.3;

  /**
   * Asked for. The stage's 6 µm leave 3 to 5e-4 a sample, so an error of the stage alone, which no
   * estimator can tell from the camera's, exceeds this in one in 20 magnifications. It is held for
   * the seeds of every build; of more, their σ and the oracle speak.
   */
  private static final double MAGNIFICATION_TOL = 1e-3;

  /** Measured 0.07-0.09: robust weights, and links that err. More would add 3 % to an error. */
  private static final double FROM_ORACLE_SIGMAS = 0.25;

  /** Asked for beside it. */
  private static final double MAGNIFICATION_SIGMAS = 2;

  /** Asked for; pooled over seeds and channels. */
  private static final double GAIN_TOL = 0.02;

  private static final double OVERLAP_SHARE = 1 / 3.0;

  private final TileErrors errors = new TileErrors();
  private final List<PhantomComparison> positions = new ArrayList<>();
  private final MagnificationErrors magnifications = new MagnificationErrors();
  private final List<Double> gains = new ArrayList<>();
  private final List<Double> shares = new ArrayList<>();
  private double worstField;

  @Tag("slow")
  @Test
  void calibratesAndPlaces(@TempDir Path folder) throws IOException {
    StringBuilder told = new StringBuilder();
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      WholeWay way =
          WholeWay.of(
              PhantomParams.defaults().withSeed(seed), folder.resolve(Integer.toString(seed)));
      way.run("ingest", "input", way.acquisition(), "orientation", "identity");
      way.run("distortion");
      way.run("flatfield");
      way.run("stitch");
      told.append(judge(seed, way));
    }
    String figures = told + summary();
    assertTrue(shareIsHonest(), figures);
    System.getLogger("accuracy").log(System.Logger.Level.INFO, figures);
    for (PhantomComparison c : positions) {
      assertTrue(c.rmsPx() <= RMS_TOL_PX && c.maxPx() <= GROSS_PX, figures);
    }
    assertTrue(errors.medianPx() <= MEDIAN_TOL_PX, figures);
    assertEquals(0, errors.worseThanStage(), figures);
    assertTrue(worstField <= FIELD_TOL_PX, figures);
    assertTrue(magnifications.largest(CI_SEEDS) <= MAGNIFICATION_TOL, figures);
    assertTrue(magnifications.largestInSigmas(CI_SEEDS) <= MAGNIFICATION_SIGMAS, figures);
    assertTrue(magnifications.sigmasAreHonest(), figures);
    assertTrue(magnifications.rmsFromOracle() <= FROM_ORACLE_SIGMAS, figures);
    assertTrue(magnifications.fewBeyondTwoSigmas(), figures);
    assertTrue(rms(gains) <= GAIN_TOL, figures);
    assertTrue(shares.stream().allMatch(s -> s <= OVERLAP_SHARE), figures);
  }

  /** Asked for over at least 500 coordinates. */
  private boolean shareIsHonest() {
    return errors.within(1) >= 0.60 && errors.within(1) <= 0.76 && errors.within(2) >= 0.93;
  }

  private String judge(int seed, WholeWay way) {
    double p = way.truth().params().grid().pixelSizeUm();
    PhantomComparison placed = way.compare(Gauge.TRANSLATIONS_AND_SCALES);
    positions.add(placed);
    for (SectionTruth section : way.truth().sections()) {
      errors.add(section, way.placed(section.section()), p, placed.scaleX(), placed.scaleY());
    }
    try (Sample sample = Sample.open(way.sample())) {
      DistortionDocument found = sample.read(Layout.distortion());
      FieldError field = FieldError.of(found.distortion(), way.truth().distortion());
      worstField = Math.max(worstField, field.rmsPx());
      magnifications.add(
          found,
          way.truth().distortion().magnificationX(),
          way.truth().distortion().magnificationY(),
          StageOracle.of(way.truth(), sample.read(Layout.overlaps())));
      StringBuilder gain = new StringBuilder();
      AcquisitionDocument acquisition = sample.read(Layout.acquisition());
      for (int channel = 1; channel <= acquisition.channels(); channel++) {
        FlatfieldDocument document = sample.read(Layout.flatfieldQuality(channel));
        gains.add(
            error(
                Flatfields.of(sample, acquisition, channel),
                way.truth().channels().get(channel - 1).flatfield()));
        shares.add(document.overlapDifferenceAfter() / document.overlapDifferenceBefore());
        gain.append(
            " gain %.4f overlaps %.4f to %.4f;"
                .formatted(
                    gains.get(gains.size() - 1),
                    document.overlapDifferenceBefore(),
                    document.overlapDifferenceAfter()));
      }
      return "seed %d: %d tiles rms %.4f median %.4f max %.3f px; field %s; %s;%s%n"
          .formatted(
              seed,
              placed.count(),
              placed.rmsPx(),
              placed.medianPx(),
              placed.maxPx(),
              field,
              magnifications.last(),
              gain);
    }
  }

  private String summary() {
    return "all: %s; field at worst %.4f px rms; %s; gain %.4f rms"
        .formatted(errors, worstField, magnifications, rms(gains));
  }

  private static double rms(List<Double> values) {
    return Math.sqrt(values.stream().mapToDouble(v -> v * v).average().orElse(0));
  }

  /** Relative rms error of the gain over the useful area, both fields with mean 1 there. */
  private static double error(Flatfield flatfield, FlatfieldShape truth) {
    float[] expected = truth.render();
    double sum = 0;
    double found = 0;
    double weight = 0;
    for (int i = 0; i < expected.length; i++) {
      sum += flatfield.maskAt(i) * expected[i];
      found += flatfield.maskAt(i) * flatfield.gainAt(i);
      weight += flatfield.maskAt(i);
    }
    double squares = 0;
    for (int i = 0; i < expected.length; i++) {
      double d = flatfield.gainAt(i) / found * sum / expected[i] - 1;
      squares += flatfield.maskAt(i) * d * d;
    }
    return Math.sqrt(squares / weight);
  }
}
