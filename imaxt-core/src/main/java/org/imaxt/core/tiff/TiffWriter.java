package org.imaxt.core.tiff;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes one 2-D image as a classic little-endian TIFF: uncompressed, strips of about 64 KiB, black
 * is zero.
 *
 * <p>The bytes depend on the pixels alone: no date, no software tag.
 */
public final class TiffWriter {
  private static final int STRIP_BYTES = 65536;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int ENTRIES = 11;

  private TiffWriter() {}

  /**
   * Writes an 8-bit unsigned image.
   *
   * @param file file to create or replace
   * @param pixels rows from top to bottom, (x, y)
   * @param width width, px
   * @param height height, px
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, byte[] pixels, int width, int height) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      write(out, pixels, width, height);
    }
  }

  /**
   * Writes a 16-bit unsigned image.
   *
   * @param file file to create or replace
   * @param pixels rows from top to bottom, (x, y)
   * @param width width, px
   * @param height height, px
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, short[] pixels, int width, int height) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      write(out, pixels, width, height);
    }
  }

  /**
   * Writes a 32-bit floating point image.
   *
   * @param file file to create or replace
   * @param pixels rows from top to bottom, (x, y)
   * @param width width, px
   * @param height height, px
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, float[] pixels, int width, int height) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      write(out, pixels, width, height);
    }
  }

  /**
   * Writes an 8-bit unsigned image to a stream, which stays open.
   *
   * @param out where the bytes go
   * @param pixels rows from top to bottom, (x, y)
   * @param width width, px
   * @param height height, px
   * @throws IOException if the stream fails
   */
  public static void write(OutputStream out, byte[] pixels, int width, int height)
      throws IOException {
    header(out, pixels.length, width, height, 8, 1);
    out.write(pixels);
  }

  /**
   * Writes a 16-bit unsigned image to a stream, which stays open.
   *
   * @param out where the bytes go
   * @param pixels rows from top to bottom, (x, y)
   * @param width width, px
   * @param height height, px
   * @throws IOException if the stream fails
   */
  public static void write(OutputStream out, short[] pixels, int width, int height)
      throws IOException {
    header(out, pixels.length, width, height, 16, 1);
    ByteBuffer block = buffer(STRIP_BYTES);
    for (int from = 0; from < pixels.length; from += STRIP_BYTES / 2) {
      int n = Math.min(STRIP_BYTES / 2, pixels.length - from);
      block.asShortBuffer().put(pixels, from, n);
      out.write(block.array(), 0, n * 2);
    }
  }

  /**
   * Writes a 32-bit floating point image to a stream, which stays open.
   *
   * @param out where the bytes go
   * @param pixels rows from top to bottom, (x, y)
   * @param width width, px
   * @param height height, px
   * @throws IOException if the stream fails
   */
  public static void write(OutputStream out, float[] pixels, int width, int height)
      throws IOException {
    header(out, pixels.length, width, height, 32, 3);
    ByteBuffer block = buffer(STRIP_BYTES);
    for (int from = 0; from < pixels.length; from += STRIP_BYTES / 4) {
      int n = Math.min(STRIP_BYTES / 4, pixels.length - from);
      block.asFloatBuffer().put(pixels, from, n);
      out.write(block.array(), 0, n * 4);
    }
  }

  private static void header(
      OutputStream out, int pixels, int width, int height, int bits, int sampleFormat)
      throws IOException {
    if (width < 1 || height < 1 || (long) width * height != pixels) {
      throw new IllegalArgumentException(
          "image of " + width + " x " + height + " px needs as many values, got " + pixels);
    }
    long rowBytes = (long) width * (bits / 8);
    if (rowBytes * height > 0xF0000000L) {
      throw new IllegalArgumentException("a classic TIFF holds 4 GiB, got " + rowBytes * height);
    }
    int rowsPerStrip = (int) Math.max(1, Math.min(height, STRIP_BYTES / rowBytes));
    int strips = (height + rowsPerStrip - 1) / rowsPerStrip;
    int arraysAt = 8 + 2 + ENTRIES * 12 + 4;
    // A single strip keeps its offset and count in the entry itself.
    int dataAt = arraysAt + (strips > 1 ? 8 * strips : 0);
    ByteBuffer b = buffer(dataAt);
    b.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    b.putShort((short) ENTRIES);
    entry(b, 256, LONG, 1, width);
    entry(b, 257, LONG, 1, height);
    entry(b, 258, SHORT, 1, bits);
    entry(b, 259, SHORT, 1, 1);
    entry(b, 262, SHORT, 1, 1);
    entry(b, 273, LONG, strips, strips > 1 ? arraysAt : dataAt);
    entry(b, 277, SHORT, 1, 1);
    entry(b, 278, LONG, 1, rowsPerStrip);
    entry(b, 279, LONG, strips, strips > 1 ? arraysAt + 4 * strips : (int) (rowBytes * height));
    entry(b, 284, SHORT, 1, 1);
    entry(b, 339, SHORT, 1, sampleFormat);
    b.putInt(0);
    if (strips > 1) {
      strips(b, strips, dataAt, rowBytes, rowsPerStrip, height);
    }
    out.write(b.array());
  }

  private static void strips(
      ByteBuffer b, int strips, int dataAt, long rowBytes, int rowsPerStrip, int height) {
    for (int i = 0; i < strips; i++) {
      b.putInt((int) (dataAt + i * rowBytes * rowsPerStrip));
    }
    for (int i = 0; i < strips; i++) {
      b.putInt((int) (rowBytes * Math.min(rowsPerStrip, height - i * rowsPerStrip)));
    }
  }

  private static void entry(ByteBuffer b, int tag, int type, int count, int value) {
    // Little-endian, so that a SHORT lies in the first two bytes of the value, as it must.
    b.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
