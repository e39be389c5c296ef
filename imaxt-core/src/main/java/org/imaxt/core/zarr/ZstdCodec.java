package org.imaxt.core.zarr;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

/** Zstandard frames with a checksum. */
record ZstdCodec(int level) implements ByteCodec {

  @Override
  public ByteSpan encode(ByteSpan in) {
    byte[] out = new byte[Math.toIntExact(Zstd.compressBound(in.length()))];
    Scratch scratch = Scratch.take();
    try {
      int n =
          scratch
              .compressor(level)
              .compressByteArray(out, 0, out.length, in.array(), in.offset(), in.length());
      return new ByteSpan(out, 0, n);
    } finally {
      scratch.giveBack();
    }
  }

  @Override
  public ByteSpan decode(ByteSpan in, int expected) throws CodecException {
    int length = expected == UNKNOWN ? contentLength(in) : expected;
    byte[] out = new byte[length];
    Scratch scratch = Scratch.take();
    try {
      int n =
          scratch
              .decompressor()
              .decompressByteArray(out, 0, length, in.array(), in.offset(), in.length());
      return new ByteSpan(out, 0, n).require(expected);
    } catch (ZstdException e) {
      throw new CodecException("broken zstd frame", e);
    } finally {
      scratch.giveBack();
    }
  }

  private static int contentLength(ByteSpan in) throws CodecException {
    long length = Zstd.getFrameContentSize(in.array(), in.offset(), in.length());
    if (length <= 0 || length > LARGEST) {
      throw new CodecException("zstd frame does not state a usable content size: " + length);
    }
    return (int) length;
  }
}
