package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.DistortionModel;
import org.imaxt.core.phantom.FieldDistortion;
import org.imaxt.core.phantom.FlatfieldShape;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.FlatfieldDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.stitch.tiles.Distortions;
import org.imaxt.stitch.tiles.Flatfields;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flat field on the phantom's default: compact tissue in 5 × 5 tiles × 8 sections. */
@Tag("slow")
class FlatfieldAccuracyTest {

  private static final long[] SEEDS = {41, 42, 43};

  /** Rms relative error of the gain over the useful area, pooled: the floor of the stage. */
  private static final double GAIN_TOL = 0.02;

  /** Overlaps must differ by so much less after the correction: the floor of the stage. */
  private static final double OVERLAP_SHARE = 1 / 3.0;

  @TempDir Path folder;

  @Test
  void gainIsWithinTwoPercentOnceTheDistortionIsKnown() throws Exception {
    double squares = 0;
    List<Double> shares = new ArrayList<>();
    StringBuilder seen = new StringBuilder();
    for (long seed : SEEDS) {
      WholeWay way =
          WholeWay.of(PhantomParams.defaults().withSeed(seed), folder.resolve("seed" + seed));
      way.run("ingest", "input", way.acquisition().toFile());
      try (Sample sample = Sample.openForWriting(way.sample())) {
        calibrate(sample, way.truth().distortion());
      }
      way.run("flatfield");
      try (Sample sample = Sample.open(way.sample())) {
        AcquisitionDocument acquisition = sample.read(Layout.acquisition());
        for (int channel = 1; channel <= acquisition.channels(); channel++) {
          FlatfieldDocument document = sample.read(Layout.flatfieldQuality(channel));
          double error =
              error(
                  Flatfields.of(sample, acquisition, channel),
                  way.truth().channels().get(channel - 1).flatfield());
          squares += error * error;
          shares.add(document.overlapDifferenceAfter() / document.overlapDifferenceBefore());
          seen.append(
              "seed %s channel %s: error %.4f, %s%n".formatted(seed, channel, error, document));
        }
      }
    }
    double pooled = Math.sqrt(squares / shares.size());
    assertTrue(pooled <= GAIN_TOL, "pooled rms error " + pooled + "\n" + seen);
    Collections.sort(shares);
    double pooledShare = shares.stream().mapToDouble(s -> s).average().orElse(1);
    assertTrue(pooledShare <= OVERLAP_SHARE, "overlap differences " + shares + "\n" + seen);
  }

  /** What the stage distortion would leave if it made no error. */
  private static void calibrate(Sample sample, FieldDistortion truth) {
    double wx = truth.radialXUm();
    double wy = truth.radialYUm();
    double cx = truth.crossXUm();
    double cy = truth.crossYUm();
    Distortion distortion =
        new Distortion(
            DistortionModel.POLYNOMIAL,
            truth.widthPx(),
            truth.heightPx(),
            truth.pixelSizeUm(),
            truth.magnificationX(),
            truth.magnificationY(),
            List.of(0., 0., 0., wx, cx, wx, cx, 0., 0., 0., cy, wy, cy, wy));
    sample.write(
        Layout.distortion(),
        new DistortionDocument(
            true,
            "",
            "truth",
            "",
            distortion,
            Collections.nCopies(14, 0.),
            0,
            0,
            new DistortionDocument.StageAxes(false, 0, 0, 6, 0.02, 0),
            new DistortionDocument.Quality(0, 0, 0, 0, 0, List.of())));
    new Receipts(sample)
        .write(
            new Receipt(
                Distortions.STAGE,
                Distortions.OUTPUT,
                "truth",
                1,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of()));
  }

  private static double error(Flatfield flatfield, FlatfieldShape truth) {
    float[] expected = truth.render();
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < expected.length; i++) {
      sum += flatfield.maskAt(i) * expected[i];
      weight += flatfield.maskAt(i);
    }
    double squares = 0;
    for (int i = 0; i < expected.length; i++) {
      double d = flatfield.gainAt(i) * (sum / weight) / expected[i] - 1;
      squares += flatfield.maskAt(i) * d * d;
    }
    return Math.sqrt(squares / weight);
  }
}
