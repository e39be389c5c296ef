package org.imaxt.imc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes stacks of float32 pages, one strip each. */
final class TiffPages {

  private static final int TAGS = 10;

  private TiffPages() {}

  /** Writes pages of one size; the first carries a description. */
  static void write(Path file, int width, String description, float[]... pages) throws IOException {
    byte[] text = (description + "\0").getBytes(StandardCharsets.UTF_8);
    int ifd = 2 + 12 * TAGS + 4;
    int strip = 4 * pages[0].length;
    ByteBuffer out =
        ByteBuffer.allocate(8 + text.length + pages.length * (ifd + strip))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8 + text.length).put(text);
    for (int p = 0; p < pages.length; p++) {
      int data = out.position() + ifd;
      out.putShort((short) TAGS);
      tag(out, 256, 4, 1, width);
      tag(out, 257, 4, 1, pages[p].length / width);
      tag(out, 258, 3, 1, 32);
      tag(out, 259, 3, 1, 1);
      tag(out, 262, 3, 1, 1);
      tag(out, 270, 2, p == 0 ? text.length : 1, p == 0 ? 8 : 0);
      tag(out, 273, 4, 1, data);
      tag(out, 278, 4, 1, pages[p].length / width);
      tag(out, 279, 4, 1, strip);
      tag(out, 339, 3, 1, 3);
      out.putInt(p < pages.length - 1 ? data + strip : 0);
      for (float value : pages[p]) {
        out.putFloat(value);
      }
    }
    Files.write(file, out.array());
  }

  private static void tag(ByteBuffer out, int tag, int type, int count, int value) {
    out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
