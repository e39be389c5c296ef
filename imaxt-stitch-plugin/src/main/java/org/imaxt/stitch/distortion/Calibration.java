package org.imaxt.stitch.distortion;

import java.io.File;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.Location;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.Documents;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.InputException;
import org.imaxt.stitch.tiles.Distortions;

/** A calibration that was made with another sample. */
final class Calibration {

  private static final double SAME_PIXEL = 1e-6;

  private Calibration() {}

  /**
   * Reads a calibration and checks that it is one of this microscope.
   *
   * @param from a sample, or the distortion document of one
   * @param acquisition what it is to be used for
   * @return the calibration
   * @throws InputException if it is none, or one of another objective, tile or pixel size
   */
  static DistortionDocument read(File from, AcquisitionDocument acquisition) {
    DistortionDocument document = read(from);
    Distortion distortion = document.distortion();
    if (!document.estimated()) {
      throw new InputException(
          "calibration %s holds no distortion (%s); calibrate with a sample that shows more"
              .formatted(Location.of(from), document.reason()));
    }
    require(from, "objective", document.objective(), acquisition.objective());
    require(
        from,
        "tile size",
        distortion.widthPx() + " x " + distortion.heightPx() + " px",
        acquisition.tileWidthPx() + " x " + acquisition.tileHeightPx() + " px");
    double ratio = distortion.pixelSizeUm() / acquisition.pixelSizeUm();
    require(
        from,
        "pixel size",
        distortion.pixelSizeUm() + " µm",
        Math.abs(ratio - 1) < SAME_PIXEL
            ? distortion.pixelSizeUm() + " µm"
            : acquisition.pixelSizeUm() + " µm");
    return document;
  }

  private static DistortionDocument read(File from) {
    Location location = Location.of(from);
    try {
      if (location.folder().isPresent() && !from.isDirectory()) {
        return document(from);
      }
      try (Sample sample = Sample.open(location)) {
        return Distortions.document(sample)
            .orElseThrow(
                () ->
                    new InputException(
                        "%s holds no distortion; run imaxt distortion --sample %s first"
                            .formatted(location, location)));
      }
    } catch (SampleFormatException e) {
      throw new InputException("calibration " + location + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static DistortionDocument document(File from) {
    try {
      return Documents.read(from.toPath(), DistortionDocument.class);
    } catch (SampleFormatException e) {
      throw new InputException(
          "%s is no calibration of a distortion; give a sample that was calibrated, such as calib.zarr, or its %s"
              .formatted(from, Layout.distortion().path()),
          e);
    }
  }

  private static void require(File from, String what, String there, String here) {
    if (!there.equals(here)) {
      throw new InputException(
          "calibration %s must be one of the sample's %s, '%s', it is for '%s'; calibrate anew or leave out --from"
              .formatted(Location.of(from), what, here, there));
    }
  }
}
