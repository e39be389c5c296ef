package org.imaxt.core.czi;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be read as CZI, with the kind of fault. */
public final class CziException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the file. */
  public enum Kind {
    /** The file ends before what its headers promise. */
    TRUNCATED,
    /** The file does not begin like a CZI. */
    NOT_CZI,
    /** A sound CZI of a kind this reader does not read. */
    UNSUPPORTED,
    /** Headers or compressed data contradict themselves. */
    CORRUPT
  }

  private final Kind kind;

  /**
   * A fault of a file.
   *
   * @param kind what is wrong
   * @param file the file
   * @param detail what was found, lower case, no full stop
   */
  public CziException(Kind kind, Path file, String detail) {
    super(file + ": " + detail);
    this.kind = kind;
  }

  /**
   * What is wrong.
   *
   * @return the kind of fault
   */
  public Kind kind() {
    return kind;
  }
}
