package org.imaxt.core.zarr;

/**
 * Bytes that a codec cannot decode; becomes a {@link ChunkCorruptException} where the chunk is
 * known.
 */
final class CodecException extends Exception {

  private static final long serialVersionUID = 1L;

  CodecException(String reason) {
    super(reason);
  }

  CodecException(String reason, Throwable cause) {
    super(reason + ": " + cause.getMessage(), cause);
  }
}
