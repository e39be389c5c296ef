package org.imaxt.core.zarr;

import java.lang.reflect.Array;
import java.util.Arrays;

/** Type of an array's elements, with its names in both versions and its Java array. */
public enum DataType {
  /** True or false; {@code boolean[]}. */
  BOOL("b1", "bool", 1, boolean.class),
  /** Unsigned 8 bit; {@code byte[]}. */
  UINT8("u1", "uint8", 1, byte.class),
  /** Signed 8 bit; {@code byte[]}. */
  INT8("i1", "int8", 1, byte.class),
  /** Unsigned 16 bit; {@code short[]}. */
  UINT16("u2", "uint16", 2, short.class),
  /** Signed 16 bit; {@code short[]}. */
  INT16("i2", "int16", 2, short.class),
  /** Unsigned 32 bit; {@code int[]}. */
  UINT32("u4", "uint32", 4, int.class),
  /** Signed 32 bit; {@code int[]}. */
  INT32("i4", "int32", 4, int.class),
  /** Unsigned 64 bit; {@code long[]}. */
  UINT64("u8", "uint64", 8, long.class),
  /** Signed 64 bit; {@code long[]}. */
  INT64("i8", "int64", 8, long.class),
  /** IEEE single precision; {@code float[]}. */
  FLOAT32("f4", "float32", 4, float.class),
  /** IEEE double precision; {@code double[]}. */
  FLOAT64("f8", "float64", 8, double.class),
  /** Text of any length, vlen-utf8 on disk; {@code String[]}. */
  STRING("O", "string", 0, String.class);

  private final String v2;
  private final String v3;
  private final int bytes;
  private final Class<?> element;

  DataType(String v2, String v3, int bytes, Class<?> element) {
    this.v2 = v2;
    this.v3 = v3;
    this.bytes = bytes;
    this.element = element;
  }

  /**
   * Bytes of an element on disk.
   *
   * @return 1, 2, 4 or 8; 0 for strings
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Name in version 3 metadata, such as {@code uint16}.
   *
   * @return the name
   */
  public String v3Name() {
    return v3;
  }

  /** Name in version 2 metadata without its byte order, such as {@code u2}. */
  String v2Name() {
    return v2;
  }

  /**
   * Makes an array of this type.
   *
   * @param length number of elements
   * @return zeros, or nulls for strings
   */
  public Object newArray(int length) {
    return Array.newInstance(element, length);
  }

  /**
   * Tells whether an object is an array of this type.
   *
   * @param array any object
   * @return true for the Java array named at this type
   */
  public boolean matches(Object array) {
    return array.getClass().getComponentType() == element;
  }

  /** Sets every element; a zero in a new array costs nothing. */
  void fill(Object array, Number fill) {
    switch (this) {
      case STRING -> Arrays.fill((String[]) array, "");
      case BOOL -> Arrays.fill((boolean[]) array, fill.intValue() != 0);
      case UINT8, INT8 -> Arrays.fill((byte[]) array, fill.byteValue());
      case UINT16, INT16 -> Arrays.fill((short[]) array, fill.shortValue());
      case UINT32, INT32 -> Arrays.fill((int[]) array, fill.intValue());
      case UINT64, INT64 -> Arrays.fill((long[]) array, fill.longValue());
      case FLOAT32 -> Arrays.fill((float[]) array, fill.floatValue());
      case FLOAT64 -> Arrays.fill((double[]) array, fill.doubleValue());
      default -> throw new AssertionError(this);
    }
  }

  /** A new array full of the fill value. */
  Object filled(int length, Number fill) {
    Object array = newArray(length);
    if (this == STRING || fill.doubleValue() != 0) {
      fill(array, fill);
    }
    return array;
  }
}
