package org.imaxt.core.algo.fuse;

import java.util.Objects;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.model.Orientation;

/**
 * A flat field made ready for the fuse kernel: turned on to the stage axes, its mask, gain and dark
 * level combined into the three numbers a raw pixel needs.
 *
 * <p>With these, confidence × value of a raw pixel r is {@code scale · (r − dark)} and its
 * confidence {@code confidence}. A tile ends, and its ramps begin, at the rectangle that holds its
 * useful area: an edge masked for stray light leaves no step either. Made once for a channel and
 * shared by all its tiles and threads; holds 4 bytes a pixel, 12 where dark level or mask are
 * uneven within the useful area. Immutable.
 */
public final class TileWeights {

  private final int width;
  private final int height;
  private final Orientation orientation;
  private final Blending blending;
  private final float[] confidence;

  /** Empty where even over the useful area, as with one dark level and a mask of 0 and 1. */
  private float[] scale;

  private float[] dark;
  private float evenScale;
  private float evenDark;
  private int usefulLeft;
  private int usefulTop;
  private int usefulRight;
  private int usefulBottom;

  private TileWeights(int width, int height, Orientation orientation, Blending blending) {
    this.width = width;
    this.height = height;
    this.orientation = orientation;
    this.blending = blending;
    this.scale = new float[width * height];
    this.dark = new float[width * height];
    this.confidence = new float[width * height];
  }

  /**
   * Prepares a flat field.
   *
   * @param flatfield illumination in the camera frame
   * @param orientation how camera images lie on the stage axes
   * @param blending how tiles are weighted
   * @return weights for tiles of the flat field's size
   */
  public static TileWeights of(Flatfield flatfield, Orientation orientation, Blending blending) {
    Objects.requireNonNull(orientation, "orientation");
    Objects.requireNonNull(blending, "blending");
    int cameraWidth = flatfield.width();
    int cameraHeight = flatfield.height();
    TileWeights made =
        new TileWeights(
            orientation.width(cameraWidth, cameraHeight),
            orientation.height(cameraWidth, cameraHeight),
            orientation,
            blending);
    for (int y = 0, i = 0; y < made.height; y++) {
      for (int x = 0; x < made.width; x++, i++) {
        int cx = (int) orientation.cameraX(x + 0.5, y + 0.5, cameraWidth, cameraHeight);
        int cy = (int) orientation.cameraY(x + 0.5, y + 0.5, cameraWidth, cameraHeight);
        made.set(i, flatfield, cy * cameraWidth + cx);
      }
    }
    made.findUseful();
    made.dropEven();
    return made;
  }

  /** Tables that hold one number are not read for each pixel: memory is what limits the kernel. */
  private void dropEven() {
    if (isEven(scale) && isEven(dark)) {
      int first = usefulTop * width + usefulLeft;
      evenScale = scale[first];
      evenDark = dark[first];
      scale = new float[0];
      dark = new float[0];
    }
  }

  private boolean isEven(float[] table) {
    for (int y = usefulTop; y < usefulBottom; y++) {
      for (int x = usefulLeft; x < usefulRight; x++) {
        if (table[y * width + x] != table[usefulTop * width + usefulLeft]) {
          return false;
        }
      }
    }
    return usefulBottom > usefulTop;
  }

  /** Finds the smallest rectangle that holds the useful area. */
  private void findUseful() {
    usefulLeft = width;
    usefulTop = height;
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        if (confidence[i] > 0) {
          usefulLeft = Math.min(usefulLeft, x);
          usefulRight = Math.max(usefulRight, x + 1);
          usefulTop = Math.min(usefulTop, y);
          usefulBottom = y + 1;
        }
      }
    }
  }

  private void set(int i, Flatfield flatfield, int source) {
    float gain = flatfield.gainAt(source);
    float mask = flatfield.maskAt(source);
    dark[i] = flatfield.darkAt(source);
    if (blending.mode() == BlendMode.CONFIDENCE) {
      scale[i] = mask;
      confidence[i] = mask * gain;
    } else {
      scale[i] = mask > 0 ? 1 / gain : 0;
      confidence[i] = mask > 0 ? 1 : 0;
    }
  }

  /**
   * Width of the turned tile.
   *
   * @return width, px of the mosaic
   */
  public int width() {
    return width;
  }

  /**
   * Height of the turned tile.
   *
   * @return height, px of the mosaic
   */
  public int height() {
    return height;
  }

  /**
   * How camera images lie on the stage axes.
   *
   * @return the orientation these weights were made for
   */
  public Orientation orientation() {
    return orientation;
  }

  /**
   * How tiles are weighted.
   *
   * @return the blending these weights were made for
   */
  public Blending blending() {
    return blending;
  }

  int cameraWidth() {
    return orientation.swapsAxes() ? height : width;
  }

  int cameraHeight() {
    return orientation.swapsAxes() ? width : height;
  }

  /** First column of the rectangle that holds the useful area of the turned tile. */
  int usefulLeft() {
    return usefulLeft;
  }

  /** First row of the rectangle that holds the useful area of the turned tile. */
  int usefulTop() {
    return usefulTop;
  }

  /** Column after the last of the rectangle that holds the useful area of the turned tile. */
  int usefulRight() {
    return usefulRight;
  }

  /** Row after the last of the rectangle that holds the useful area of the turned tile. */
  int usefulBottom() {
    return usefulBottom;
  }

  /**
   * Ramp along x.
   *
   * @param u x in the turned tile, px
   * @return factor, 0.01 to 1
   */
  float rampX(float u) {
    return blending.ramp(u - usefulLeft, usefulRight - usefulLeft);
  }

  /**
   * Ramp along y.
   *
   * @param v y in the turned tile, px
   * @return factor, 0.01 to 1
   */
  float rampY(float v) {
    return blending.ramp(v - usefulTop, usefulBottom - usefulTop);
  }

  /**
   * Weighs raw pixels of the useful rectangle: writes confidence × value and confidence. Saturated
   * pixels get 0 for both.
   *
   * @param raw turned raw pixels
   * @param rawOffset index of the first of them
   * @param u x of the first pixel in the turned tile, px
   * @param v y of the row in the turned tile, px
   * @param n number of pixels
   * @param value receives confidence × value, ADU
   * @param weight receives confidence
   * @param out index of the first pixel written in both
   */
  void weigh(
      short[] raw, int rawOffset, int u, int v, int n, float[] value, float[] weight, int out) {
    int at = v * width + u;
    if (scale.length == 0) {
      weighEven(raw, rawOffset, at, n, value, weight, out);
      return;
    }
    for (int k = 0; k < n; k++) {
      int r = raw[rawOffset + k] & 0xffff;
      float known = r == SATURATED ? 0 : 1;
      value[out + k] = known * scale[at + k] * (r - dark[at + k]);
      weight[out + k] = known * confidence[at + k];
    }
  }

  private void weighEven(
      short[] raw, int rawOffset, int at, int n, float[] value, float[] weight, int out) {
    float even = evenScale;
    float level = evenDark;
    for (int k = 0; k < n; k++) {
      int r = raw[rawOffset + k] & 0xffff;
      float known = r == SATURATED ? 0 : 1;
      value[out + k] = known * even * (r - level);
      weight[out + k] = known * confidence[at + k];
    }
  }

  /** The raw value at which the camera's converter is full; nothing is known of such a pixel. */
  static final int SATURATED = 65535;
}
