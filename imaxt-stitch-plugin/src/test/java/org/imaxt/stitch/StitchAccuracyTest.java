package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomComparison;
import org.imaxt.core.phantom.PhantomComparison.Gauge;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions found on phantoms against their truth. */
class StitchAccuracyTest {

  private static final double RMS_TOL_PX = 0.5; // asked for; without distortion
  private static final double MAX_TOL_PX = 2.0; // a gross error

  @Tag("slow")
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {101, 202, 303})
  void placesLinkedTilesWithinHalfPixel(int seed, @TempDir Path folder) throws IOException {
    WholeWay way =
        WholeWay.of(
            PhantomParams.defaults()
                .withSeed(seed)
                .without(Effect.DISTORTION, Effect.MAGNIFICATION),
            folder);
    way.run("ingest", "input", way.acquisition(), "orientation", "identity");
    way.run("flatfield");
    way.run("stitch");

    PhantomComparison found = way.compare(Gauge.TRANSLATIONS);
    System.getLogger("accuracy")
        .log(
            System.Logger.Level.INFO,
            "seed {0}: {1} linked tiles, rms {2} px, median {3} px, max {4} px",
            seed,
            found.count(),
            found.rmsPx(),
            found.medianPx(),
            found.maxPx());
    assertTrue(found.rmsPx() <= RMS_TOL_PX, "rms " + found.rmsPx() + " px");
    assertTrue(found.maxPx() <= MAX_TOL_PX, "max " + found.maxPx() + " px");
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void findsTheOrientation(Orientation orientation, @TempDir Path folder) throws IOException {
    WholeWay way =
        WholeWay.of(
            PhantomParams.small().withSeed(7).withSections(1).withOrientation(orientation),
            folder);
    way.run("ingest", "input", way.acquisition());

    try (Sample sample = Sample.open(way.sample())) {
      AcquisitionDocument document = sample.read(Layout.acquisition());
      assertEquals(
          orientation,
          document.orientation(),
          "confidence " + document.orientationConfidence() + " standard errors");
    }
  }
}
