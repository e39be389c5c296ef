package org.imaxt.core.zarr;

/** A buffer that is used again and again, by one thread at a time. */
final class Scratch {

  private byte[] bytes = new byte[0];

  /** A buffer of at least a length; what it held before is still in it. */
  byte[] atLeast(int length) {
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    return bytes;
  }
}
