package org.imaxt.core.zarr;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.airlift.compress.lz4.Lz4Compressor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.imaxt.core.zarr.Compression.Blosc;
import org.imaxt.core.zarr.Compression.BloscCodec;
import org.imaxt.core.zarr.Compression.Shuffle;

/**
 * Blosc 1 frames, encoded here and decoded by {@link BloscDecoder}.
 *
 * <p>Blocks are not split into streams: a block of shuffled 16-bit elements fills two zstd blocks,
 * one a byte plane, so noise is stored and the rest is packed, all under one checksum.
 *
 * @param spec codec, level and shuffle
 * @param typeSize bytes of an element
 * @param rowBytes bytes of a row; blocks hold whole rows, so that rows can be read by themselves
 */
record BloscFrame(Blosc spec, int typeSize, int rowBytes) implements ByteCodec {

  /** Two zstd blocks of 128 KiB; fits the second-level cache. */
  private static final int BLOCK = 1 << 18;

  /** Bytes of a block, before its compression: whole rows where they are not longer. */
  int blockBytes() {
    int unit = rowBytes <= BLOCK ? rowBytes : typeSize;
    return BLOCK / unit * unit;
  }

  /** Puts a range of the bytes to encode, shuffled, into a block. */
  interface Source {
    /**
     * Fills a block.
     *
     * @param at first byte of the whole
     * @param length bytes wanted
     * @param shuffled whether to shuffle them
     * @param block where they go
     * @param to where in it
     */
    void fill(int at, int length, boolean shuffled, byte[] block, int to);
  }

  @Override
  public ByteSpan encode(ByteSpan in) {
    Source bytes =
        (at, length, shuffled, block, to) -> {
          if (shuffled) {
            ByteShuffle.shuffleBytes(in.array(), in.offset() + at, length, typeSize, block);
          } else {
            System.arraycopy(in.array(), in.offset() + at, block, to, length);
          }
        };
    Scratch scratch = Scratch.take();
    try {
      ByteSpan frame = encode(bytes, in.length(), scratch);
      return ByteSpan.of(Arrays.copyOf(frame.array(), frame.length()));
    } finally {
      scratch.giveBack();
    }
  }

  /**
   * Encodes elements of a Java array of {@code typeSize} bytes each, little-endian.
   *
   * @param scratch holds the answer
   */
  ByteSpan encode(Object elements, int count, Scratch scratch) {
    Source typed =
        (at, length, shuffled, block, to) -> {
          if (shuffled) {
            ByteShuffle.shuffle(elements, at / typeSize, length / typeSize, block);
          } else {
            ElementBytes.put(
                elements, at / typeSize, length / typeSize, block, to, ByteOrder.LITTLE_ENDIAN);
          }
        };
    return encode(typed, Math.multiplyExact(count, typeSize), scratch);
  }

  private ByteSpan encode(Source source, int bytes, Scratch scratch) {
    if (spec.level() == 0 || bytes == 0) {
      return stored(source, bytes);
    }
    boolean shuffled = spec.shuffle() == Shuffle.BYTE && typeSize > 1;
    int blockBytes = Math.min(bytes, blockBytes());
    int flags = (shuffled ? BloscHeader.SHUFFLE : 0) | BloscHeader.NOT_SPLIT | codecNumber() << 5;
    BloscHeader plan = new BloscHeader(flags, typeSize, bytes, blockBytes, 0);
    int at = BloscHeader.LENGTH + 4 * plan.blocks();
    byte[] block = scratch.block(blockBytes);
    // Blosc frames never exceed their content by more than the header.
    byte[] out = scratch.atLeast(bytes + BloscHeader.LENGTH + packedBound(blockBytes));
    ByteBuffer frame = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    BlockPacker packer = BlockPacker.of(spec, scratch);
    for (int b = 0; b < plan.blocks(); b++) {
      if (at > bytes + BloscHeader.LENGTH) {
        return stored(source, bytes);
      }
      int length = plan.blockLength(b);
      source.fill(b * blockBytes, length, shuffled, block, 0);
      int packed = packer.pack(block, length, out, at + 4);
      if (packed >= length) {
        System.arraycopy(block, 0, out, at + 4, length);
        packed = length;
      }
      frame.putInt(BloscHeader.LENGTH + 4 * b, at).putInt(at, packed);
      at += 4 + packed;
    }
    if (at > bytes + BloscHeader.LENGTH) {
      return stored(source, bytes);
    }
    new BloscHeader(flags, typeSize, bytes, blockBytes, at).write(out);
    return new ByteSpan(out, 0, at);
  }

  private ByteSpan stored(Source source, int bytes) {
    byte[] out = new byte[BloscHeader.LENGTH + bytes];
    int flags = BloscHeader.STORED | BloscHeader.NOT_SPLIT | codecNumber() << 5;
    new BloscHeader(flags, typeSize, bytes, Math.max(1, bytes), out.length).write(out);
    source.fill(0, bytes, false, out, BloscHeader.LENGTH);
    return ByteSpan.of(out);
  }

  private int codecNumber() {
    return spec.codec() == BloscCodec.LZ4 ? BloscHeader.LZ4 : BloscHeader.ZSTD;
  }

  /** Room one packed block may need: its length field and the larger of both codecs' bounds. */
  private static int packedBound(int blockBytes) {
    return 4 + (int) Math.max(Zstd.compressBound(blockBytes), blockBytes + blockBytes / 255 + 16);
  }

  @Override
  public ByteSpan decode(ByteSpan in, int expected) throws CodecException {
    BloscHeader header = BloscHeader.read(in);
    requireLength(header, expected);
    byte[] out = new byte[header.bytes()];
    Scratch scratch = Scratch.take();
    try {
      new BloscDecoder(in, header, scratch)
          .decode((block, offset, at, length) -> unshuffle(header, block, offset, length, out, at));
    } finally {
      scratch.giveBack();
    }
    return ByteSpan.of(out);
  }

  private static void requireLength(BloscHeader header, int expected) throws CodecException {
    boolean fits = expected == UNKNOWN ? header.bytes() <= LARGEST : header.bytes() == expected;
    if (!fits) {
      String limit = expected == UNKNOWN ? "at most " + LARGEST : "" + expected;
      throw new CodecException("decodes to " + header.bytes() + " bytes, expected " + limit);
    }
  }

  private static void unshuffle(
      BloscHeader header, byte[] block, int offset, int length, byte[] out, int at) {
    int size = header.typeSize();
    if (!header.is(BloscHeader.STORED) && header.is(BloscHeader.SHUFFLE) && size > 1) {
      ByteShuffle.unshuffleBytes(block, length, size, out, at);
    } else if (!header.is(BloscHeader.STORED) && header.is(BloscHeader.BIT_SHUFFLE)) {
      ByteShuffle.unshuffleBits(block, length, size, out, at);
    } else {
      System.arraycopy(block, offset, out, at, length);
    }
  }

  /**
   * Decodes straight into a new Java array, little-endian, without the bytes in between when the
   * frame's element size is the array's.
   */
  Object decode(ByteSpan in, DataType type, int count, Scratch scratch) throws CodecException {
    BloscHeader header = BloscHeader.read(in);
    requireLength(header, count * type.bytes());
    Object out = type.newArray(count);
    int size = type.bytes();
    boolean planes = header.is(BloscHeader.SHUFFLE) && !header.is(BloscHeader.STORED) && size > 1;
    boolean other = header.typeSize() != size || header.blockBytes() % size != 0;
    boolean bits = header.is(BloscHeader.BIT_SHUFFLE) && !header.is(BloscHeader.STORED);
    if (bits || planes && other || header.blockBytes() % size != 0) {
      ByteSpan bytes = decode(in, count * size);
      ElementBytes.get(bytes.array(), 0, count, ByteOrder.LITTLE_ENDIAN, out, 0);
      return out;
    }
    new BloscDecoder(in, header, scratch).decode(elements(planes, size, out, 0));
    return out;
  }

  /**
   * Decodes some of the blocks of a frame straight into a new Java array.
   *
   * @param table where the frame's blocks lie
   * @param in the bytes of the frame that {@link BlockTable#bytes} names
   * @param first number of the first block
   * @param end number of the block after the last
   * @param type type of the elements
   * @param scratch for the blocks
   * @return the elements of the blocks
   */
  static Object decode(
      BlockTable table, ByteSpan in, int first, int end, DataType type, Scratch scratch)
      throws CodecException {
    BloscHeader header = table.header();
    int from = first * header.blockBytes();
    int bytes = Math.min(header.bytes(), end * header.blockBytes()) - from;
    Object out = type.newArray(bytes / type.bytes());
    boolean planes = header.is(BloscHeader.SHUFFLE) && type.bytes() > 1;
    new BloscDecoder(in, header, scratch)
        .decode(table, first, end, elements(planes, type.bytes(), out, from));
    return out;
  }

  /** Takes blocks of shuffled or plain elements into an array that starts at byte {@code from}. */
  private static BloscDecoder.Sink elements(boolean planes, int size, Object out, int from) {
    return (block, offset, at, length) -> {
      int to = (at - from) / size;
      if (planes) {
        ByteShuffle.unshuffle(block, length / size, out, to);
      } else {
        ElementBytes.get(block, offset, length / size, ByteOrder.LITTLE_ENDIAN, out, to);
      }
    };
  }

  /** Packs blocks with one codec. */
  private interface BlockPacker {

    int pack(byte[] block, int length, byte[] out, int at);

    static BlockPacker of(Blosc spec, Scratch scratch) {
      if (spec.codec() == BloscCodec.LZ4) {
        Lz4Compressor lz4 = new Lz4Compressor();
        return (block, length, out, at) -> lz4.compress(block, 0, length, out, at, out.length - at);
      }
      ZstdCompressCtx zstd = scratch.compressor(zstdLevel(spec.level()));
      return (block, length, out, at) ->
          zstd.compressByteArray(out, at, out.length - at, block, 0, length);
    }

    /** c-blosc's map of its nine levels to those of zstd. */
    private static int zstdLevel(int level) {
      return switch (level) {
        case 9 -> Zstd.maxCompressionLevel();
        case 8 -> Zstd.maxCompressionLevel() - 2;
        default -> 2 * level - 1;
      };
    }
  }
}
