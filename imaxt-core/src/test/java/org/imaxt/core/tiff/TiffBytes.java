package org.imaxt.core.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** A classic TIFF of one strip in few lines, with any tag replaced, for tests. */
final class TiffBytes {

  private final ByteOrder order;
  private final byte[] strip;
  private final Map<Integer, Long> tags = new LinkedHashMap<>();
  private long next;

  private TiffBytes(ByteOrder order, int width, int height, int bits, byte[] strip) {
    this.order = order;
    this.strip = strip;
    tags.put(256, (long) width);
    tags.put(257, (long) height);
    tags.put(258, (long) bits);
    tags.put(259, 1L);
    tags.put(262, 1L);
    tags.put(273, 8L);
    tags.put(277, 1L);
    tags.put(278, (long) height);
    tags.put(279, (long) strip.length);
  }

  static TiffBytes uint16(ByteOrder order, int width, int height, short... pixels) {
    ByteBuffer strip = ByteBuffer.allocate(2 * pixels.length).order(order);
    strip.asShortBuffer().put(pixels);
    return new TiffBytes(order, width, height, 16, strip.array());
  }

  static TiffBytes uint8(int width, int height, byte[] strip) {
    return new TiffBytes(ByteOrder.LITTLE_ENDIAN, width, height, 8, strip);
  }

  TiffBytes tag(int code, long value) {
    tags.put(code, value);
    return this;
  }

  /** Position of the directory, to make cycles of. */
  long directory() {
    return 8 + strip.length + strip.length % 2;
  }

  TiffBytes next(long position) {
    next = position;
    return this;
  }

  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate((int) directory() + 2 + 12 * tags.size() + 4).order(order);
    out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
    out.put(out.get(0)).putShort((short) 42).putInt((int) directory()).put(strip);
    out.position((int) directory()).putShort((short) tags.size());
    tags.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            e -> {
              out.putShort((short) (int) e.getKey()).putShort((short) 4).putInt(1);
              out.putInt((int) (long) e.getValue());
            });
    return out.putInt((int) next).array();
  }
}
