package org.imaxt.core.zarr;

import java.io.IOException;

/** A store could not be read or written; the message names the path. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Names what failed and where.
   *
   * @param action what was being done, such as "read"
   * @param path the place
   * @param cause what the file system said
   */
  public StoreException(String action, String path, IOException cause) {
    super("cannot " + action + " " + path + ": " + cause, cause);
    this.path = path;
  }

  /**
   * The place that failed.
   *
   * @return a path or a name
   */
  public String path() {
    return path;
  }
}
