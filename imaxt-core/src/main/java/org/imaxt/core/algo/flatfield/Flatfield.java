package org.imaxt.core.algo.flatfield;

import java.util.Arrays;
import java.util.Objects;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * Illumination of one channel in the camera frame: physical = (raw − dark) / gain.
 *
 * <p>Three images of width × height px, row-major. The gain has mean 1 over the useful area, the
 * mask gives the useful area as a weight from 0 to 1. Immutable; safe for any number of threads.
 */
public final class Flatfield {

  private final int width;
  private final int height;
  private final float[] gain;
  private final float[] dark;
  private final float[] mask;

  private Flatfield(int width, int height, float[] gain, float[] dark, float[] mask) {
    this.width = width;
    this.height = height;
    this.gain = gain;
    this.dark = dark;
    this.mask = mask;
  }

  /**
   * The flat field of three images; the gain is divided by its weighted mean over the mask.
   *
   * @param width width of the camera image, px, at least 1
   * @param height height of the camera image, px, at least 1
   * @param gain relative response, row-major, positive and finite; copied
   * @param dark level without light, ADU, row-major, finite; copied
   * @param mask useful area, 0 to 1, row-major; copied
   * @return the flat field
   * @throws IllegalArgumentException if an array has another length, a gain is not positive and
   *     finite, a dark level not finite, a mask outside 0 to 1, or the mask 0 everywhere
   */
  public static Flatfield of(int width, int height, float[] gain, float[] dark, float[] mask) {
    checkSize(width, height);
    checkLength("gain", gain, width, height);
    checkLength("dark", dark, width, height);
    checkLength("mask", mask, width, height);
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < gain.length; i++) {
      if (!(gain[i] > 0) || gain[i] == Float.POSITIVE_INFINITY) {
        throw refused("gain must be positive and finite", gain[i], i, width);
      }
      if (!Float.isFinite(dark[i])) {
        throw refused("dark must be finite", dark[i], i, width);
      }
      if (!(mask[i] >= 0 && mask[i] <= 1)) {
        throw refused("mask must lie in [0, 1]", mask[i], i, width);
      }
      sum += (double) mask[i] * gain[i];
      weight += mask[i];
    }
    if (weight == 0) {
      throw new IllegalArgumentException(
          "the useful area of a flat field must not be empty, the mask is 0 everywhere");
    }
    float[] unit = new float[gain.length];
    double scale = weight / sum;
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (gain[i] * scale);
    }
    return new Flatfield(width, height, unit, dark.clone(), mask.clone());
  }

  /**
   * The flat field that changes nothing: gain 1, dark 0, mask 1.
   *
   * @param width width of the camera image, px, at least 1
   * @param height height of the camera image, px, at least 1
   * @return the identity
   * @throws IllegalArgumentException if a side is not positive
   */
  public static Flatfield identity(int width, int height) {
    checkSize(width, height);
    float[] one = new float[Math.multiplyExact(width, height)];
    Arrays.fill(one, 1f);
    return new Flatfield(width, height, one, new float[one.length], one);
  }

  /**
   * Width of the camera image.
   *
   * @return width, px
   */
  public int width() {
    return width;
  }

  /**
   * Height of the camera image.
   *
   * @return height, px
   */
  public int height() {
    return height;
  }

  /**
   * Relative response of each pixel; mean 1 over the useful area.
   *
   * @return a copy, row-major, width × height
   */
  public float[] gain() {
    return gain.clone();
  }

  /**
   * Level of each pixel without light.
   *
   * @return a copy, ADU, row-major, width × height
   */
  public float[] dark() {
    return dark.clone();
  }

  /**
   * Weight of each pixel, 1 in the useful area and 0 outside.
   *
   * @return a copy, 0 to 1, row-major, width × height
   */
  public float[] mask() {
    return mask.clone();
  }

  /**
   * This flat field with another mask; the gain is normalised over the new area.
   *
   * @param newMask useful area, 0 to 1, row-major, width × height; copied
   * @return the flat field
   * @throws IllegalArgumentException as {@link #of}
   */
  public Flatfield withMask(float[] newMask) {
    return of(width, height, gain, dark, newMask);
  }

  /**
   * Corrected values of a raw tile, (raw − dark) / gain, as a lazy view; the mask is not applied.
   *
   * @param raw tile in the camera frame, (x, y), width × height px from any minimum
   * @param <T> pixel type of the tile
   * @return lazy view with the same minimum, ADU
   * @throws IllegalArgumentException if the tile has another size or is not two-dimensional
   */
  public <T extends RealType<T>> RandomAccessibleInterval<FloatType> correct(
      RandomAccessibleInterval<T> raw) {
    Objects.requireNonNull(raw, "raw");
    if (raw.numDimensions() != 2 || raw.dimension(0) != width || raw.dimension(1) != height) {
      throw new IllegalArgumentException(
          "a tile must have the size of its flat field, %d x %d px, got %s"
              .formatted(width, height, Arrays.toString(raw.dimensionsAsLongArray())));
    }
    long[] min = raw.minAsLongArray();
    RandomAccessibleInterval<FloatType> gains =
        Views.translate(ArrayImgs.floats(gain, width, height), min);
    RandomAccessibleInterval<FloatType> darks =
        Views.translate(ArrayImgs.floats(dark, width, height), min);
    RandomAccessibleInterval<FloatType> lit =
        Converters.convert(
            raw, darks, (r, d, out) -> out.set(r.getRealFloat() - d.get()), new FloatType());
    return Converters.convert(
        lit, gains, (v, g, out) -> out.set(v.get() / g.get()), new FloatType());
  }

  /**
   * Gain at a pixel.
   *
   * @param index row-major index, y × width + x
   * @return relative response
   */
  public float gainAt(int index) {
    return gain[index];
  }

  /**
   * Dark level at a pixel.
   *
   * @param index row-major index, y × width + x
   * @return level, ADU
   */
  public float darkAt(int index) {
    return dark[index];
  }

  /**
   * Mask at a pixel.
   *
   * @param index row-major index, y × width + x
   * @return weight, 0 to 1
   */
  public float maskAt(int index) {
    return mask[index];
  }

  private static void checkSize(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a flat field must be at least 1 x 1 px, got %d x %d".formatted(width, height));
    }
  }

  private static void checkLength(String name, float[] values, int width, int height) {
    if (values.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%s must hold %d x %d values, got %d".formatted(name, width, height, values.length));
    }
  }

  private static IllegalArgumentException refused(String rule, float value, int i, int width) {
    return new IllegalArgumentException(
        "%s, got %s at (%d, %d)".formatted(rule, value, i % width, i / width));
  }
}
