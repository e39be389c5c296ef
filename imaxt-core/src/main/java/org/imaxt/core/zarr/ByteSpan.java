package org.imaxt.core.zarr;

/** A run of bytes inside an array. */
record ByteSpan(byte[] array, int offset, int length) {

  static ByteSpan of(byte[] array) {
    return new ByteSpan(array, 0, array.length);
  }

  /** Refuses a decoded run of another length; -1 expects nothing. */
  ByteSpan require(int expected) throws CodecException {
    if (expected >= 0 && length != expected) {
      throw new CodecException("decodes to " + length + " bytes, expected " + expected);
    }
    return this;
  }
}
