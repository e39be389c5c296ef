package org.imaxt.core.tiff;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The tags of a page, by their number; immutable. */
public final class TiffTags {

  /** Number of the tag that holds free text, OME-XML or ImageJ's properties. */
  public static final int IMAGE_DESCRIPTION = 270;

  static final int NEW_SUBFILE_TYPE = 254;
  static final int IMAGE_WIDTH = 256;
  static final int IMAGE_LENGTH = 257;
  static final int BITS_PER_SAMPLE = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int FILL_ORDER = 266;
  static final int STRIP_OFFSETS = 273;
  static final int SAMPLES_PER_PIXEL = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTE_COUNTS = 279;
  static final int X_RESOLUTION = 282;
  static final int Y_RESOLUTION = 283;
  static final int PLANAR_CONFIGURATION = 284;
  static final int RESOLUTION_UNIT = 296;
  static final int SOFTWARE = 305;
  static final int PREDICTOR = 317;
  static final int TILE_WIDTH = 322;
  static final int TILE_LENGTH = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTE_COUNTS = 325;
  static final int SUB_IFDS = 330;
  static final int SAMPLE_FORMAT = 339;

  /** Values by tag: {@code long[]}, {@code double[]} or {@code String}. */
  private final Map<Integer, Object> values;

  TiffTags(Map<Integer, Object> values) {
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /**
   * The tags present.
   *
   * @return their numbers, ascending
   */
  public Set<Integer> codes() {
    return values.keySet();
  }

  /**
   * A text tag.
   *
   * @param code number of the tag
   * @return its text without the closing zero; empty if absent or not text
   */
  public Optional<String> text(int code) {
    return values.get(code) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /**
   * A tag of whole numbers.
   *
   * @param code number of the tag
   * @return a copy of its values; empty if absent or not whole numbers
   */
  public Optional<long[]> integers(int code) {
    return values.get(code) instanceof long[] numbers
        ? Optional.of(numbers.clone())
        : Optional.empty();
  }

  /**
   * A tag of fractions or floating-point numbers.
   *
   * @param code number of the tag
   * @return a copy of its values; empty if absent or not such numbers
   */
  public Optional<double[]> decimals(int code) {
    return values.get(code) instanceof double[] numbers
        ? Optional.of(numbers.clone())
        : Optional.empty();
  }

  /** First whole number of a tag, or what TIFF says when it is absent. */
  long first(int code, long otherwise) {
    return values.get(code) instanceof long[] numbers && numbers.length > 0
        ? numbers[0]
        : otherwise;
  }

  /** Whether every value of a tag is the same; true when absent. */
  boolean uniform(int code) {
    return !(values.get(code) instanceof long[] numbers)
        || Arrays.stream(numbers).allMatch(n -> n == numbers[0]);
  }
}
