package org.imaxt.core.tiff;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be read as TIFF, with the kind of fault and the path. */
public final class TiffException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the file. */
  public enum Kind {
    /** The file holds no bytes at all. */
    EMPTY,
    /** The file ends before what its headers promise. */
    TRUNCATED,
    /** The file does not begin like a TIFF. */
    NOT_TIFF,
    /** A sound TIFF of a kind this reader does not read. */
    UNSUPPORTED,
    /** Headers or compressed data contradict themselves. */
    CORRUPT
  }

  private final Kind kind;

  /** Path as text: exceptions are serialisable, paths are not. */
  private final String file;

  /**
   * A fault of a file.
   *
   * @param kind what is wrong
   * @param file the file
   * @param detail what was found, lower case, no full stop
   */
  public TiffException(Kind kind, Path file, String detail) {
    super(file + ": " + detail);
    this.kind = kind;
    this.file = file.toString();
  }

  /**
   * A fault of a file found by another library.
   *
   * @param kind what is wrong
   * @param file the file
   * @param detail what was found, lower case, no full stop
   * @param cause what the other library said
   */
  public TiffException(Kind kind, Path file, String detail, Throwable cause) {
    super(file + ": " + detail, cause);
    this.kind = kind;
    this.file = file.toString();
  }

  /**
   * What is wrong.
   *
   * @return the kind of fault
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Which file it is.
   *
   * @return the path
   */
  public Path file() {
    return Path.of(file);
  }
}
