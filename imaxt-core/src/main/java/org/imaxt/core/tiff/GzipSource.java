package org.imaxt.core.tiff;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A gzipped file, unpacked into memory only as far as it is asked for: headers at the front cost
 * little, and the length in gzip's trailer (RFC 1952) stands in for unpacking where it fits.
 */
final class GzipSource implements ByteSource {

  /** Bytes a sound TIFF may carry behind its last strip; more, and the trailer is not believed. */
  private static final int TAIL_BYTES = 1 << 16;

  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  private final Path path;
  private final InputStream input;
  private final long trailerSize;
  private byte[] unpacked = new byte[0];
  private int size;
  private boolean ended;

  GzipSource(Path path) throws IOException {
    this.path = path;
    this.trailerSize = trailer(path);
    InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    try {
      this.input = new GZIPInputStream(file, 1 << 16);
    } catch (IOException e) {
      file.close();
      throw wrap(e);
    }
  }

  private static long trailer(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      if (channel.size() < 18 || channel.read(last, channel.size() - 4) < 4) {
        return -1;
      }
      return Integer.toUnsignedLong(last.getInt(0));
    }
  }

  @Override
  public synchronized void read(long position, byte[] target, int offset, int length)
      throws IOException {
    long end = position + length;
    if (!unpackTo(end)) {
      throw new TiffException(
          TiffException.Kind.TRUNCATED,
          path,
          "truncated: bytes up to " + end + " are needed, the unpacked file has " + size);
    }
    System.arraycopy(unpacked, (int) position, target, offset, length);
  }

  @Override
  public synchronized boolean reaches(long end) throws IOException {
    if (trailerSize >= end && trailerSize <= end + TAIL_BYTES) {
      return true;
    }
    // the stream's end, if near, shows whether it was cut
    return unpackTo(end) && (unpackTo(Math.min(end + TAIL_BYTES, MAX_BYTES)) || ended);
  }

  @Override
  public synchronized long knownSize() {
    return size;
  }

  @Override
  public synchronized void verify() throws IOException {
    // the checksum is compared when the stream ends; a longer tail is not worth unpacking
    unpackTo(Math.min(size + (long) TAIL_BYTES, MAX_BYTES));
  }

  private boolean unpackTo(long end) throws IOException {
    if (end > MAX_BYTES) {
      throw new TiffException(
          TiffException.Kind.UNSUPPORTED,
          path,
          "gzipped files above 2 GiB are not read; gunzip it");
    }
    while (size < end && !ended) {
      if (size == unpacked.length) {
        long grown = Math.max(1 << 16, Math.max(size * 2L, Math.min(end, size * 8L)));
        unpacked = Arrays.copyOf(unpacked, (int) Math.min(grown, MAX_BYTES));
      }
      int n;
      try {
        n = input.read(unpacked, size, unpacked.length - size);
      } catch (EOFException | ZipException e) {
        throw wrap(e);
      }
      if (n < 0) {
        ended = true;
      } else {
        size += n;
      }
    }
    return size >= end;
  }

  private IOException wrap(IOException e) {
    if (e instanceof EOFException) {
      return new TiffException(
          TiffException.Kind.TRUNCATED, path, "truncated: the gzip stream ends too early", e);
    }
    return new TiffException(
        TiffException.Kind.CORRUPT, path, "the gzip stream is corrupt: " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
