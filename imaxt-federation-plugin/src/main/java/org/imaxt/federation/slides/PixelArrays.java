package org.imaxt.federation.slides;

import org.imaxt.core.zarr.DataType;

/** Pixels of files as the sample holds them: 8 bits widened to 16, floats kept. */
final class PixelArrays {

  private PixelArrays() {}

  /**
   * Pixels as the sample holds them.
   *
   * @param pixels {@code byte[]} (unsigned), {@code short[]} (unsigned) or {@code float[]}
   * @param type uint16 or float32
   * @return {@code short[]} or {@code float[]}; the array itself where it is of that kind
   */
  static Object as(DataType type, Object pixels) {
    if (type == DataType.FLOAT32) {
      return pixels instanceof float[] ? pixels : floats(shorts(pixels));
    }
    return shorts(pixels);
  }

  private static short[] shorts(Object pixels) {
    if (pixels instanceof short[] shorts) {
      return shorts;
    }
    byte[] bytes = (byte[]) pixels;
    short[] shorts = new short[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      shorts[i] = (short) (bytes[i] & 0xff);
    }
    return shorts;
  }

  private static float[] floats(short[] shorts) {
    float[] floats = new float[shorts.length];
    for (int i = 0; i < shorts.length; i++) {
      floats[i] = shorts[i] & 0xffff;
    }
    return floats;
  }
}
