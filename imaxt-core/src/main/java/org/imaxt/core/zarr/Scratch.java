package org.imaxt.core.zarr;

/** Two buffers that are used again and again, by one thread at a time. */
final class Scratch {

  private byte[] bytes = new byte[0];
  private byte[] block = new byte[0];

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
}
