package org.imaxt.core.tiff;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks one strip or tile. */
final class ChunkDecoder {

  private final Path path;
  private final ByteOrder order;

  ChunkDecoder(Path path, ByteOrder order) {
    this.path = path;
    this.order = order;
  }

  /** Pixels of a chunk, row-major, from its stored bytes. */
  Object decode(TiffPage page, int chunk, byte[] stored, int rows) throws TiffException {
    ChunkLayout layout = page.layout();
    PixelType type = page.pixelType();
    int pixels = layout.width() * rows * layout.perPixel();
    byte[] bytes = unpack(layout, chunk, stored, pixels * type.bytes());
    ByteOrder byteOrder = order;
    int predictor = layout.coding().plain() ? 1 : layout.coding().predictor();
    if (predictor == 3) {
      Samples.integrateFloatBytes(bytes, layout.width(), layout.perPixel());
      byteOrder = ByteOrder.BIG_ENDIAN;
    }
    Object array = type.newArray(pixels);
    Samples.unpack(type, ByteBuffer.wrap(bytes).order(byteOrder), array, 0, pixels);
    if (predictor == 2) {
      Samples.integrate(array, layout.width() * layout.perPixel(), layout.perPixel());
    }
    return array;
  }

  private byte[] unpack(ChunkLayout layout, int chunk, byte[] stored, int length)
      throws TiffException {
    if (layout.coding().plain()) {
      return stored;
    }
    byte[] bytes = new byte[length];
    int got;
    try {
      got =
          switch (layout.coding().compression()) {
            case LZW -> lzw(stored, bytes);
            case DEFLATE -> inflate(stored, bytes);
            case ZSTD -> zstd(stored, bytes);
            case PACK_BITS -> PackBits.decode(stored, bytes);
            case NONE -> throw new IllegalStateException("plain chunks are not unpacked");
          };
    } catch (IllegalArgumentException | DataFormatException e) {
      throw new TiffException(
          TiffException.Kind.CORRUPT,
          path,
          layout.noun() + " " + chunk + " cannot be unpacked: " + e.getMessage(),
          e);
    }
    if (got < length) {
      throw new TiffException(
          TiffException.Kind.CORRUPT,
          path,
          layout.noun() + " " + chunk + " unpacks to " + got + " bytes, " + length + " are due");
    }
    return bytes;
  }

  private int lzw(byte[] stored, byte[] bytes) throws TiffException {
    if (stored.length > 1 && stored[0] == 0 && (stored[1] & 1) == 1) {
      throw new TiffException(
          TiffException.Kind.UNSUPPORTED,
          path,
          "LZW of before TIFF 6.0 is not read; save the file again with tiffcp or Fiji");
    }
    return Lzw.decode(stored, bytes);
  }

  private static int zstd(byte[] stored, byte[] bytes) {
    try {
      return (int) Zstd.decompressByteArray(bytes, 0, bytes.length, stored, 0, stored.length);
    } catch (ZstdException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static int inflate(byte[] stored, byte[] bytes) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(stored);
      int got = 0;
      while (got < bytes.length) {
        int n = inflater.inflate(bytes, got, bytes.length - got);
        if (n == 0
            && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        got += n;
      }
      return got;
    } finally {
      inflater.end();
    }
  }
}
