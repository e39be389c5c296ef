package org.imaxt.core.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The 16 bytes at the front of a Blosc 1 frame (c-blosc, README_CHUNK_FORMAT).
 *
 * @param flags bit 0 byte shuffle, 1 stored, 2 bit shuffle, 4 blocks not split, 5-7 codec
 * @param typeSize bytes of an element for the shuffle
 * @param bytes decoded length
 * @param blockBytes decoded length of a block
 * @param frameBytes length of the frame
 */
record BloscHeader(int flags, int typeSize, int bytes, int blockBytes, int frameBytes) {

  static final int LENGTH = 16;
  static final int SHUFFLE = 1;
  static final int STORED = 2;
  static final int BIT_SHUFFLE = 4;
  static final int NOT_SPLIT = 16;
  static final int LZ4 = 1;
  static final int ZLIB = 3;
  static final int ZSTD = 4;

  private static final int VERSION = 2;
  private static final int CODEC_VERSION = 1;

  /** Reads and checks the header of a frame; every later offset may rely on it. */
  static BloscHeader read(ByteSpan in) throws CodecException {
    BloscHeader h = readAlone(in);
    if (h.frameBytes != in.length()) {
      throw new CodecException(
          "blosc frame says it has " + h.frameBytes + " bytes, there are " + in.length());
    }
    return h;
  }

  /** Reads and checks a header without the rest of its frame. */
  static BloscHeader readAlone(ByteSpan in) throws CodecException {
    if (in.length() < LENGTH) {
      throw new CodecException("only " + in.length() + " bytes, too few for a blosc header");
    }
    ByteBuffer b = ByteBuffer.wrap(in.array(), in.offset(), LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    int version = b.get();
    b.get();
    BloscHeader h =
        new BloscHeader(b.get() & 0xff, b.get() & 0xff, b.getInt(), b.getInt(), b.getInt());
    if (version != VERSION) {
      throw new CodecException("blosc frame version is " + version + ", expected " + VERSION);
    }
    boolean badBlocks = h.blockBytes <= 0 && h.bytes > 0;
    if (h.bytes < 0 || badBlocks || h.typeSize == 0) {
      throw new CodecException("blosc header is inconsistent: " + h);
    }
    if (h.is(STORED) && h.bytes != h.frameBytes - LENGTH) {
      throw new CodecException("stored blosc frame has the wrong length: " + h);
    }
    return h;
  }

  void write(byte[] out) {
    ByteBuffer b = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) VERSION).put((byte) CODEC_VERSION).put((byte) flags).put((byte) typeSize);
    b.putInt(bytes).putInt(blockBytes).putInt(frameBytes);
  }

  boolean is(int flag) {
    return (flags & flag) != 0;
  }

  int codec() {
    return flags >> 5;
  }

  int blocks() {
    return bytes == 0 ? 0 : (int) (((long) bytes + blockBytes - 1) / blockBytes);
  }

  /** Decoded length of a block; only the last may be shorter. */
  int blockLength(int block) {
    return (int) Math.min(blockBytes, bytes - (long) block * blockBytes);
  }

  /** Streams a block was divided into: one a byte of the element, as c-blosc decides. */
  int streams(int block) {
    boolean split = !is(NOT_SPLIT) && typeSize <= 16 && blockBytes / typeSize >= 128;
    return split && blockLength(block) == blockBytes ? typeSize : 1;
  }
}
