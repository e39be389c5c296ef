package org.imaxt.stitch.acquisition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tile files of one value, in few lines. */
final class Files16 {

  private Files16() {}

  /** A classic little-endian TIFF of one strip. */
  static byte[] tiff(int width, int height, int bits) {
    int strip = width * height * bits / 8;
    int[][] tags = {
      {256, width},
      {257, height},
      {258, bits},
      {259, 1},
      {262, 1},
      {273, 8},
      {277, 1},
      {278, height},
      {279, strip}
    };
    ByteBuffer out =
        ByteBuffer.allocate(8 + strip + 2 + 12 * tags.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8 + strip);
    out.position(8 + strip).putShort((short) tags.length);
    for (int[] tag : tags) {
      out.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
    }
    return out.array();
  }

  static Path tile(Path file) throws IOException {
    return Files.write(file, tiff(20, 16, 16));
  }
}
