package org.imaxt.core.run;

/** One or more units failed while running; outputs that were complete before stay complete. */
public final class UnitFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure of a run.
   *
   * @param message which stage, output and unit failed, and why
   * @param cause the first failure
   */
  public UnitFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
