package org.imaxt.core.zarr;

/** A chunk that does not decode: bad checksum, broken stream or wrong length. */
public final class ChunkCorruptException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String array;
  private final String chunk;

  ChunkCorruptException(String array, String chunk, String place, Throwable cause) {
    super(
        "chunk "
            + chunk
            + " of array '"
            + array
            + "' is corrupt ("
            + place
            + "): "
            + cause.getMessage(),
        cause);
    this.array = array;
    this.chunk = chunk;
  }

  /**
   * The array it belongs to.
   *
   * @return path of the array in its store
   */
  public String array() {
    return array;
  }

  /**
   * The chunk.
   *
   * @return key of the chunk below the array
   */
  public String chunk() {
    return chunk;
  }
}
