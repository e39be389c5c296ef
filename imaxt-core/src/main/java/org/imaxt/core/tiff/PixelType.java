package org.imaxt.core.tiff;

import java.util.Locale;

/** Kind of number a pixel holds, with the primitive array that carries it. */
public enum PixelType {
  /** Unsigned, 8 bits, in a {@code byte[]}. */
  UINT8(1, 1),
  /** Signed, 8 bits, in a {@code byte[]}. */
  INT8(1, 2),
  /** Unsigned, 16 bits, in a {@code short[]}. */
  UINT16(2, 1),
  /** Signed, 16 bits, in a {@code short[]}. */
  INT16(2, 2),
  /** Unsigned, 32 bits, in an {@code int[]}. */
  UINT32(4, 1),
  /** Signed, 32 bits, in an {@code int[]}. */
  INT32(4, 2),
  /** IEEE single precision, in a {@code float[]}. */
  FLOAT32(4, 3);

  private final int bytes;
  private final int sampleFormat;

  PixelType(int bytes, int sampleFormat) {
    this.bytes = bytes;
    this.sampleFormat = sampleFormat;
  }

  /**
   * Size of a pixel.
   *
   * @return bytes a pixel: 1, 2 or 4
   */
  public int bytes() {
    return bytes;
  }

  /**
   * The value of TIFF's SampleFormat tag.
   *
   * @return 1 unsigned, 2 signed, 3 floating point
   */
  public int sampleFormat() {
    return sampleFormat;
  }

  /**
   * The name used in messages and documents.
   *
   * @return for example {@code uint16}
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The name OME-XML has for it.
   *
   * @return {@code float} for 32-bit floating point, else {@link #key()}
   */
  public String omeName() {
    return this == FLOAT32 ? "float" : key();
  }

  /**
   * A new array of pixels, all zero.
   *
   * @param pixels length of the array
   * @return {@code byte[]}, {@code short[]}, {@code int[]} or {@code float[]}
   */
  public Object newArray(int pixels) {
    return switch (this) {
      case UINT8, INT8 -> new byte[pixels];
      case UINT16, INT16 -> new short[pixels];
      case UINT32, INT32 -> new int[pixels];
      case FLOAT32 -> new float[pixels];
    };
  }

  /**
   * Length of an array of this type.
   *
   * @param array the array
   * @return its length, in pixels
   * @throws IllegalArgumentException if the array is of another primitive type
   */
  public int length(Object array) {
    if (this == FLOAT32 && array instanceof float[] floats) {
      return floats.length;
    } else if (this != FLOAT32 && bytes == 4 && array instanceof int[] ints) {
      return ints.length;
    } else if (bytes == 2 && array instanceof short[] shorts) {
      return shorts.length;
    } else if (bytes == 1 && array instanceof byte[] octets) {
      return octets.length;
    }
    throw new IllegalArgumentException(
        key() + " pixels come in another array, got " + array.getClass().getSimpleName());
  }
}
