package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.SpecimenParams;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stage distortion makes of calibrations, turned cameras and empty samples. */
class DistortionStageTest {

  /** Asked for from a calibration of 50 % overlaps at 416 px; measured 0.01 and 0.04. */
  private static final double FIELD_RMS_TOL_PX = 0.1;

  private static final double FIELD_MAX_TOL_PX = 0.4;

  private static final PhantomParams CALIBRATION =
      PhantomParams.defaults().withSeed(611).withOverlap(0.5).withSections(1).withGrid(4, 4);

  @TempDir Path folder;

  @Tag("slow")
  @Test
  void calibratesFromHalfOverlapsAndIsUsedForLaterSamples() throws IOException {
    WholeWay calibration = ingested(CALIBRATION, "calibration");
    calibration.run("distortion");
    DistortionDocument made = document(calibration);
    FieldError error = FieldError.of(made.distortion(), calibration.truth().distortion());
    assertTrue(
        error.rmsPx() <= FIELD_RMS_TOL_PX && error.maxPx() <= FIELD_MAX_TOL_PX, error.toString());

    WholeWay later = ingested(PhantomParams.defaults().withSeed(612).withSections(1), "later");
    later.run("distortion", "from", calibration.sample());
    assertEquals(made.distortion(), document(later).distortion());
    assertTrue(document(later).stage().tiles() > 0, document(later).toString());

    Path file = folder.resolve("portable.json");
    Files.copy(calibration.sample().resolve(Layout.distortion().path()), file);
    later.run("distortion", "from", file);
    assertEquals(made.distortion(), document(later).distortion());
    assertEquals("portable.json", document(later).source());
  }

  @Tag("slow")
  @Test
  void fitsTheRadialModelAndTurnedCameras() throws IOException {
    WholeWay way =
        ingested(
            CALIBRATION.withSeed(613).withOrientation(Orientation.ROTATE_90),
            "turned",
            Orientation.ROTATE_90);
    way.run("distortion");
    FieldError cubic = FieldError.of(document(way).distortion(), way.truth().distortion());
    assertTrue(
        cubic.rmsPx() <= FIELD_RMS_TOL_PX && cubic.maxPx() <= FIELD_MAX_TOL_PX, cubic.toString());

    way.run("distortion", "model", "radial-tangential");
    FieldError radial = FieldError.of(document(way).distortion(), way.truth().distortion());
    // The truth has weights by axis and cross terms, which this model has not: it takes out most.
    assertTrue(radial.rmsPx() < 1 && radial.rmsPx() > cubic.rmsPx(), radial.toString());
  }

  @Test
  void leavesASampleWithoutStructureAlone() throws IOException {
    PhantomParams empty =
        PhantomParams.small()
            .withSeed(614)
            .withSpecimen(SpecimenParams.defaults().withTissue(0.01, 0.02).withBeadsPerMm3(0));
    WholeWay way = ingested(empty, "empty");
    way.run("distortion");

    DistortionDocument document = document(way);
    assertFalse(document.estimated());
    assertTrue(document.distortion().isIdentity());
    assertTrue(document.reason().contains("needs 4 overlaps"), document.reason());
    Exception refused =
        assertThrows(Exception.class, () -> way.run("distortion", "requireEstimate", true));
    assertTrue(refused.getMessage().contains("--from"), refused.getMessage());
  }

  @Test
  void refusesCalibrationsOfAnotherMicroscope() throws IOException {
    WholeWay calibration = ingested(PhantomParams.small().withSeed(615).withSections(1), "small");
    calibration.run("distortion");
    WholeWay other =
        ingested(PhantomParams.small().withSeed(616).withSections(1).withTile(160, 128, 2.8), "o");
    refused(other, calibration.sample(), "tile size");

    WholeWay finer =
        ingested(PhantomParams.small().withSeed(616).withSections(1).withTile(128, 128, 2.4), "p");
    refused(finer, calibration.sample(), "pixel size");

    WholeWay lens =
        ingested(
            PhantomParams.small()
                .withSeed(617)
                .withSections(1)
                .withHeaders(Map.of("objective", "Nikon 10x")),
            "lens");
    refused(lens, calibration.sample(), "objective");
    refused(lens, lens.sample(), "distortion");
    Path nonsense = Files.writeString(folder.resolve("nonsense.json"), "{}");
    refused(lens, nonsense, "nonsense.json");
    refused(lens, folder.resolve("nowhere"), "nowhere");
  }

  private static void refused(WholeWay way, Path from, String word) {
    InputException refusal =
        assertThrows(InputException.class, () -> way.run("distortion", "from", from));
    assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
  }

  @Test
  void findsNoDistortionWhereThereIsNone() throws IOException {
    WholeWay way =
        ingested(
            PhantomParams.defaults()
                .withSeed(618)
                .withSections(2)
                .without(Effect.DISTORTION, Effect.MAGNIFICATION),
            "straight");
    way.run("distortion");
    FieldError error = FieldError.of(document(way).distortion(), way.truth().distortion());
    assertTrue(error.rmsPx() <= FIELD_RMS_TOL_PX, error.toString());
  }

  private WholeWay ingested(PhantomParams params, String name) throws IOException {
    return ingested(params, name, Orientation.IDENTITY);
  }

  private WholeWay ingested(PhantomParams params, String name, Orientation orientation)
      throws IOException {
    WholeWay way = WholeWay.of(params, folder.resolve(name));
    way.run("ingest", "input", way.acquisition(), "orientation", orientation.key());
    return way;
  }

  private static DistortionDocument document(WholeWay way) {
    try (Sample sample = Sample.open(way.sample())) {
      return sample.read(Layout.distortion());
    }
  }
}
