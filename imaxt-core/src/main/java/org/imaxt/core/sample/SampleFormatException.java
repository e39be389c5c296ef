package org.imaxt.core.sample;

/** A sample is not what was expected: absent, newer, locked, incomplete or out of date. */
public final class SampleFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message path, what was expected, what was found, the way out
   */
  public SampleFormatException(String message) {
    super(message);
  }

  /**
   * A refusal with its cause.
   *
   * @param message path, what was expected, what was found, the way out
   * @param cause what went wrong below
   */
  public SampleFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
