package org.imaxt.core.zarr;

/** Metadata that is missing, malformed or asks for what this library does not support. */
public final class ZarrFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Names the document and what is wrong with it.
   *
   * @param path the document or node
   * @param reason what was found and what was expected
   */
  public ZarrFormatException(String path, String reason) {
    super(path + ": " + reason);
    this.path = path;
  }

  /**
   * Names the document and keeps the cause.
   *
   * @param path the document or node
   * @param reason what was found and what was expected
   * @param cause why it could not be understood
   */
  public ZarrFormatException(String path, String reason, Throwable cause) {
    super(path + ": " + reason, cause);
    this.path = path;
  }

  /**
   * The document or node at fault.
   *
   * @return a path or a name
   */
  public String path() {
    return path;
  }
}
