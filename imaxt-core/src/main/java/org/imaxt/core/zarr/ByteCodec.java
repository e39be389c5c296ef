package org.imaxt.core.zarr;

/** One step from bytes to bytes: a compressor or a checksum. Stateless. */
interface ByteCodec {

  /** No length is expected. */
  int UNKNOWN = -1;

  /**
   * Longest answer where none is expected, as with texts: a broken header must not exhaust memory.
   */
  int LARGEST = 1 << 28;

  /** Encodes a run of bytes; the answer may share the input's array. */
  ByteSpan encode(ByteSpan in);

  /**
   * Decodes a run of bytes.
   *
   * @param expected length of the answer, or {@link #UNKNOWN}; another length is refused
   */
  ByteSpan decode(ByteSpan in, int expected) throws CodecException;

  /** Length of the encoded form of {@code length} bytes when it is fixed, else {@link #UNKNOWN}. */
  default int encodedLength(int length) {
    return UNKNOWN;
  }
}
