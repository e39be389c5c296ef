package org.imaxt.core.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Fields of a BigTIFF directory to be written, in ascending order of their tags. */
final class TiffFields {

  /**
   * One field.
   *
   * @param code number of the tag
   * @param type TIFF field type
   * @param count number of values
   * @param bytes the values, little-endian
   */
  record Field(int code, int type, long count, byte[] bytes) {}

  private final List<Field> fields = new ArrayList<>();

  List<Field> list() {
    return fields;
  }

  void shorts(int code, int value) {
    add(code, 3, 1, buffer(2).putShort((short) value));
  }

  void longs(int code, int value) {
    add(code, 4, 1, buffer(4).putInt(value));
  }

  void offsets(int code, long[] values) {
    add(code, 16, values.length, eights(values));
  }

  void directories(int code, long[] values) {
    add(code, 18, values.length, eights(values));
  }

  void text(int code, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    add(code, 2, utf8.length + 1L, buffer(utf8.length + 1).put(utf8));
  }

  /** A fraction of two unsigned 32-bit numbers, with as many digits as fit. */
  void ratio(int code, double value) {
    long denominator = 1;
    while (denominator < 1_000_000 && value * denominator * 10 < 4e9) {
      denominator *= 10;
    }
    long numerator = Math.min(0xffffffffL, Math.max(1, Math.round(value * denominator)));
    add(code, 5, 1, buffer(8).putInt((int) numerator).putInt((int) denominator));
  }

  private void add(int code, int type, long count, ByteBuffer bytes) {
    fields.add(new Field(code, type, count, bytes.array()));
  }

  private static ByteBuffer eights(long[] values) {
    ByteBuffer bytes = buffer(8 * values.length);
    bytes.asLongBuffer().put(values);
    return bytes;
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
