package org.imaxt.core.zarr;

/** What joins the numbers in a chunk's key. */
public enum Separator {
  /** {@code 0.1.2}: all chunks in one folder. */
  DOT("."),
  /** {@code 0/1/2}: a folder an axis. */
  SLASH("/");

  private final String text;

  Separator(String text) {
    this.text = text;
  }

  /**
   * The character itself.
   *
   * @return {@code "."} or {@code "/"}
   */
  public String text() {
    return text;
  }
}
