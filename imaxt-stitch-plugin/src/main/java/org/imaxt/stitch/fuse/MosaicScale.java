package org.imaxt.stitch.fuse;

import org.imaxt.core.algo.fuse.IntensityScale;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.FlatfieldDocument;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.stitch.tiles.Flatfields;

/** How numbers in mosaics and confidences are stored: physical = bscale · stored + bzero. */
public final class MosaicScale {

  /** Confidences are sums of weights of about 1; 16 tiles on a pixel are more than any grid has. */
  public static final IntensityScale CONFIDENCE = new IntensityScale(1.0 / 4096, 0);

  /** Errors of positions in steps of a nanometre, up to 65 µm. */
  public static final IntensityScale POSITION_ERROR = new IntensityScale(1e-3, 0);

  /** Room below zero that no camera's noise fills. */
  private static final double LEAST_ROOM_ADU = 100;

  /**
   * Room below zero in σ of the camera's noise: five where the field is dimmed to a half, as there
   * the flat field doubles the noise.
   */
  private static final double ROOM_SIGMAS = 10;

  /** Stored numbers that share a high byte. */
  private static final int HIGH_BYTE = 256;

  private MosaicScale() {}

  /**
   * The scale of all mosaics of a sample; leaves at least 10 σ of the camera's noise below zero.
   * Zero is stored in the middle of the numbers that share a high byte: the noise of what is dark
   * does not change that byte then, so it packs to nearly nothing and fast.
   *
   * @param sample the sample
   * @param acquisition what all sections share
   * @param stepAdu step of the stored numbers, ADU
   * @return the scale
   */
  static IntensityScale of(Sample sample, AcquisitionDocument acquisition, double stepAdu) {
    double room = LEAST_ROOM_ADU;
    for (int channel = 1; channel <= acquisition.channels(); channel++) {
      if (Flatfields.isThere(sample, channel)) {
        FlatfieldDocument quality = sample.read(Layout.flatfieldQuality(channel));
        room = Math.max(room, ROOM_SIGMAS * quality.noiseAdu());
      }
    }
    int middle = HIGH_BYTE / 2;
    double zero =
        middle + HIGH_BYTE * Math.max(0, Math.ceil((room / stepAdu - middle) / HIGH_BYTE));
    return new IntensityScale(stepAdu, -stepAdu * zero);
  }

  /**
   * Reads the scale of an image of ours.
   *
   * @param image mosaic or confidence
   * @return the scale; 1 and 0 if the image has none
   */
  public static IntensityScale read(OmeImage image) {
    ImageScale stored = ImageScale.read(image);
    return new IntensityScale(stored.bscale(), stored.bzero());
  }

  static void write(OmeImage image, IntensityScale scale, String quantity) {
    new ImageScale(scale.bscale(), scale.bzero()).write(image, quantity);
  }
}
