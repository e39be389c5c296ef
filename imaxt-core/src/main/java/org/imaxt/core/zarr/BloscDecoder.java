package org.imaxt.core.zarr;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decodes the blocks of one Blosc frame, one after the other, into one buffer of a block. */
final class BloscDecoder {

  /** Takes decoded blocks, still shuffled as the header says. */
  interface Sink {
    /**
     * Takes one block.
     *
     * @param block its bytes start at {@code offset}
     * @param at where the block starts in the decoded whole
     * @param length bytes of the block
     */
    void accept(byte[] block, int offset, int at, int length);
  }

  private final ByteSpan in;
  private final BloscHeader header;
  private final ByteBuffer frame;
  private final Scratch scratch;
  private final ZstdDecompressCtx zstd;

  BloscDecoder(ByteSpan in, BloscHeader header, Scratch scratch) throws CodecException {
    this.in = in;
    this.header = header;
    this.scratch = scratch;
    this.frame = ByteBuffer.wrap(in.array()).order(ByteOrder.LITTLE_ENDIAN);
    boolean known =
        switch (header.codec()) {
          case BloscHeader.LZ4, BloscHeader.ZLIB, BloscHeader.ZSTD -> true;
          default -> header.is(BloscHeader.STORED);
        };
    if (!known) {
      throw new CodecException(
          "blosc codec number " + header.codec() + " is not supported; lz4, zlib and zstd are");
    }
    boolean needsZstd = header.codec() == BloscHeader.ZSTD && !header.is(BloscHeader.STORED);
    this.zstd = needsZstd ? scratch.decompressor() : null;
  }

  /** Decodes all blocks in order. A stored frame arrives as one block that was never shuffled. */
  void decode(Sink sink) throws CodecException {
    if (header.is(BloscHeader.STORED)) {
      sink.accept(in.array(), in.offset() + BloscHeader.LENGTH, 0, header.bytes());
      return;
    }
    int blocks = header.blocks();
    if (BloscHeader.LENGTH + 4L * blocks > in.length()) {
      throw new CodecException("blosc frame is too short for its " + blocks + " blocks");
    }
    byte[] block = scratch.block(Math.min(header.blockBytes(), header.bytes()));
    for (int b = 0; b < blocks; b++) {
      int start = frame.getInt(in.offset() + BloscHeader.LENGTH + 4 * b);
      if (start < BloscHeader.LENGTH) {
        throw new CodecException("block " + b + " starts outside the blosc frame");
      }
      decodeBlock(b, start, block);
      sink.accept(block, 0, b * header.blockBytes(), header.blockLength(b));
    }
  }

  /**
   * Decodes some blocks in order.
   *
   * @param table where blocks lie in the frame; this decoder's bytes are those from the first block
   *     wanted on
   */
  void decode(BlockTable table, int first, int end, Sink sink) throws CodecException {
    byte[] block = scratch.block(Math.min(header.blockBytes(), header.bytes()));
    int base = table.start(first);
    for (int b = first; b < end; b++) {
      decodeBlock(b, table.start(b) - base, block);
      sink.accept(block, 0, b * header.blockBytes(), header.blockLength(b));
    }
  }

  private void decodeBlock(int b, int start, byte[] block) throws CodecException {
    int at = start;
    int streams = header.streams(b);
    int length = header.blockLength(b) / streams;
    for (int s = 0; s < streams; s++) {
      if (at < 0 || at > in.length() - 4) {
        throw new CodecException("block " + b + " starts outside the blosc frame");
      }
      int packed = frame.getInt(in.offset() + at);
      at += 4;
      if (packed < 0 || packed > in.length() - at) {
        throw new CodecException("block " + b + " runs over the end of the blosc frame");
      }
      decodeStream(b, in.offset() + at, packed, block, s * length, length);
      at += packed;
    }
  }

  private void decodeStream(int b, int at, int packed, byte[] out, int to, int length)
      throws CodecException {
    if (packed == length) {
      System.arraycopy(in.array(), at, out, to, length);
      return;
    }
    int n;
    try {
      n =
          switch (header.codec()) {
            case BloscHeader.ZSTD ->
                zstd.decompressByteArray(out, to, length, in.array(), at, packed);
            case BloscHeader.LZ4 ->
                new Lz4Decompressor().decompress(in.array(), at, packed, out, to, length);
            default -> inflate(at, packed, out, to, length);
          };
    } catch (ZstdException | MalformedInputException | DataFormatException e) {
      throw new CodecException("block " + b + " of the blosc frame is broken", e);
    }
    if (n != length) {
      throw new CodecException(
          "block " + b + " of the blosc frame decodes to " + n + " bytes, expected " + length);
    }
  }

  private int inflate(int at, int packed, byte[] out, int to, int length)
      throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(in.array(), at, packed);
      int done = 0;
      while (done < length && !inflater.finished()) {
        int n = inflater.inflate(out, to + done, length - done);
        if (n == 0) {
          break;
        }
        done += n;
      }
      return done;
    } finally {
      inflater.end();
    }
  }
}
