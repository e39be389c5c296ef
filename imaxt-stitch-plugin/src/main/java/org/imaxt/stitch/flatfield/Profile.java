package org.imaxt.stitch.flatfield;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.tiff.TiffPage;
import org.imaxt.core.tiff.TiffReader;

/** Flat-field images from a TIFF, a page a channel. */
final class Profile {

  private Profile() {}

  /**
   * Checks that a file has a page of the right size for each channel.
   *
   * @throws InputException if it has not
   */
  static void check(File file, AcquisitionDocument acquisition) {
    try (TiffReader reader = TiffReader.open(file.toPath())) {
      List<TiffPage> pages = reader.pages();
      if (pages.size() < acquisition.channels()) {
        throw new InputException(
            "profile %s must have a page for each of %s channels, it has %s"
                .formatted(file, acquisition.channels(), pages.size()));
      }
      for (TiffPage page : pages) {
        if (page.width() != acquisition.tileWidthPx()
            || page.height() != acquisition.tileHeightPx()) {
          throw new InputException(
              "profile %s must have the size of a tile, %s x %s px, page %s has %s x %s"
                  .formatted(
                      file,
                      acquisition.tileWidthPx(),
                      acquisition.tileHeightPx(),
                      page.index(),
                      page.width(),
                      page.height()));
        }
      }
    } catch (IOException e) {
      throw new InputException("profile " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads the page of a channel and brings it to mean 1. */
  static Flatfield read(File file, int channel, double darkAdu) {
    try (TiffReader reader = TiffReader.open(file.toPath())) {
      TiffPage page = reader.pages().get(channel - 1);
      float[] gain = floats(reader.readPlane(page), file);
      double mean = 0;
      for (float value : gain) {
        if (!(value > 0)) {
          throw new InputException("profile " + file + " must be positive, it holds " + value);
        }
        mean += value / (double) gain.length;
      }
      for (int i = 0; i < gain.length; i++) {
        gain[i] /= (float) mean;
      }
      float[] dark = new float[gain.length];
      Arrays.fill(dark, (float) darkAdu);
      float[] mask = new float[gain.length];
      Arrays.fill(mask, 1);
      return Flatfield.of(page.width(), page.height(), gain, dark, mask);
    } catch (IOException e) {
      throw new InputException("profile " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static float[] floats(Object plane, File file) {
    if (plane instanceof float[] floats) {
      return floats;
    }
    if (plane instanceof short[] shorts) {
      float[] floats = new float[shorts.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = shorts[i] & 0xffff;
      }
      return floats;
    }
    throw new InputException("profile " + file + " must hold float32 or uint16 pixels");
  }
}
