package org.imaxt.core.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Elements of Java arrays to and from bytes, in either byte order. */
final class ElementBytes {

  private ElementBytes() {}

  /** Writes {@code n} elements from index {@code from} into bytes at {@code at}. */
  static void put(Object source, int from, int n, byte[] bytes, int at, ByteOrder order) {
    if (source instanceof byte[] a) {
      System.arraycopy(a, from, bytes, at, n);
      return;
    }
    if (source instanceof boolean[] a) {
      for (int i = 0; i < n; i++) {
        bytes[at + i] = (byte) (a[from + i] ? 1 : 0);
      }
      return;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).position(at).order(order);
    if (source instanceof short[] a) {
      buffer.asShortBuffer().put(a, from, n);
    } else if (source instanceof int[] a) {
      buffer.asIntBuffer().put(a, from, n);
    } else if (source instanceof long[] a) {
      buffer.asLongBuffer().put(a, from, n);
    } else if (source instanceof float[] a) {
      buffer.asFloatBuffer().put(a, from, n);
    } else {
      buffer.asDoubleBuffer().put((double[]) source, from, n);
    }
  }

  /** Reads {@code n} elements from bytes at {@code at} into a Java array at index {@code to}. */
  static void get(byte[] bytes, int at, int n, ByteOrder order, Object target, int to) {
    if (target instanceof byte[] a) {
      System.arraycopy(bytes, at, a, to, n);
      return;
    }
    if (target instanceof boolean[] a) {
      for (int i = 0; i < n; i++) {
        a[to + i] = bytes[at + i] != 0;
      }
      return;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).position(at).order(order);
    if (target instanceof short[] a) {
      buffer.asShortBuffer().get(a, to, n);
    } else if (target instanceof int[] a) {
      buffer.asIntBuffer().get(a, to, n);
    } else if (target instanceof long[] a) {
      buffer.asLongBuffer().get(a, to, n);
    } else if (target instanceof float[] a) {
      buffer.asFloatBuffer().get(a, to, n);
    } else {
      buffer.asDoubleBuffer().get((double[]) target, to, n);
    }
  }

  /**
   * Encodes strings as vlen-utf8: their count, then length and bytes of each, 32-bit little-endian.
   */
  static byte[] fromStrings(String[] strings) {
    byte[][] texts = new byte[strings.length][];
    int size = 4;
    for (int i = 0; i < strings.length; i++) {
      String s = strings[i] == null ? "" : strings[i];
      texts[i] = s.getBytes(StandardCharsets.UTF_8);
      size = Math.addExact(size, 4 + texts[i].length);
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(strings.length);
    for (byte[] text : texts) {
      out.putInt(text.length).put(text);
    }
    return out.array();
  }

  /** Decodes vlen-utf8; exactly {@code n} strings are expected. */
  static String[] toStrings(ByteSpan in, int n) throws CodecException {
    ByteBuffer bytes =
        ByteBuffer.wrap(in.array(), in.offset(), in.length()).order(ByteOrder.LITTLE_ENDIAN);
    int count = bytes.remaining() < 4 ? -1 : bytes.getInt();
    if (count != n) {
      throw new CodecException("holds " + count + " strings, expected " + n);
    }
    String[] strings = new String[n];
    for (int i = 0; i < n; i++) {
      int length = bytes.remaining() < 4 ? -1 : bytes.getInt();
      if (length < 0 || length > bytes.remaining()) {
        throw new CodecException("string " + i + " of " + n + " runs over the end of the chunk");
      }
      ByteBuffer text = bytes.slice(bytes.position(), length);
      try {
        strings[i] = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
      } catch (CharacterCodingException e) {
        throw new CodecException("string " + i + " of " + n + " is no UTF-8", e);
      }
      bytes.position(bytes.position() + length);
    }
    return strings;
  }
}
