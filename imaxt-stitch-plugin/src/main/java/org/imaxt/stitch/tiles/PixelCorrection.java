package org.imaxt.stitch.tiles;

import org.imaxt.core.algo.flatfield.Flatfield;

/**
 * What makes physical values of one channel's raw pixels: its flat field, and the stray light on
 * its edges.
 *
 * @param flatfield the flat field
 * @param edge the light
 */
record PixelCorrection(Flatfield flatfield, EdgeLight edge) {

  private static final int SATURATED = 65535;

  /** Weight of a pixel from which stray light was taken off: its gain is extrapolated. */
  private static final float EDGE_WEIGHT = 0.5f;

  /** Whether a raw value says nothing: 0 is no value, and saturation hides one. */
  static boolean meansNothing(int raw) {
    return raw == 0 || raw == SATURATED;
  }

  /** The same without a branch: negative if the value says nothing, else not. */
  static int signOfNothing(int raw) {
    return (raw + 1 & SATURATED - 1) - 1;
  }

  /** Stray light on a pixel that lies outside of the useful area, ADU; NaN where it is not lit. */
  private float light(int camera) {
    return edge.at(camera % flatfield.width(), camera / flatfield.width());
  }

  /** Weight of a pixel with some value, 0 to 1. */
  float weight(int camera) {
    float mask = flatfield.maskAt(camera);
    return mask > 0 ? mask : Float.isNaN(light(camera)) ? 0 : EDGE_WEIGHT;
  }

  /** Dark level and stray light of a pixel whose weight is positive, ADU. */
  float additive(int camera) {
    float dark = flatfield.darkAt(camera);
    return flatfield.maskAt(camera) > 0 ? dark : dark + light(camera);
  }

  /** Physical value of a pixel whose weight is positive. */
  float value(int raw, int camera) {
    return (raw - additive(camera)) / flatfield.gainAt(camera);
  }
}
