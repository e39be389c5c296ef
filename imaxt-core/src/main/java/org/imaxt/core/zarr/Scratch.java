package org.imaxt.core.zarr;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Two buffers and the native state of Zstandard, used again and again by one thread at a time:
 * making them anew for each chunk costs clearing as much memory.
 */
final class Scratch {

  /** More threads than this make their own. */
  private static final BlockingQueue<Scratch> IDLE =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  /** Larger buffers are not kept, bytes. */
  private static final int LARGEST = 32 << 20;

  private byte[] bytes = new byte[0];
  private byte[] block = new byte[0];
  private ZstdCompressCtx compressor;
  private ZstdDecompressCtx decompressor;
  private int level;

  private Scratch() {}

  /** One that nobody uses now; to be given back. */
  static Scratch take() {
    Scratch idle = IDLE.poll();
    return idle == null ? new Scratch() : idle;
  }

  /** Lets others have it. */
  void giveBack() {
    bytes = bytes.length > LARGEST ? new byte[0] : bytes;
    block = block.length > LARGEST ? new byte[0] : block;
    if (!IDLE.offer(this)) {
      close();
    }
  }

  private void close() {
    if (compressor != null) {
      compressor.close();
    }
    if (decompressor != null) {
      decompressor.close();
    }
  }

  /** A buffer of at least a length; what it held before is still in it. */
  byte[] atLeast(int length) {
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    return bytes;
  }

  /** Another buffer of at least a length, for one block of a chunk. */
  byte[] block(int length) {
    if (block.length < length) {
      block = new byte[length];
    }
    return block;
  }

  /** Makes frames that carry their content's checksum. */
  ZstdCompressCtx compressor(int zstdLevel) {
    if (compressor == null) {
      compressor = new ZstdCompressCtx().setChecksum(true).setLevel(zstdLevel);
    } else if (level != zstdLevel) {
      compressor.setLevel(zstdLevel);
    }
    level = zstdLevel;
    return compressor;
  }

  ZstdDecompressCtx decompressor() {
    if (decompressor == null) {
      decompressor = new ZstdDecompressCtx();
    }
    return decompressor;
  }
}
