package org.imaxt.core.stage;

/** The input or the sample cannot be used; nothing was changed. */
public class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message what was asked, the rule, the value and the way out
   */
  public InputException(String message) {
    super(message);
  }

  /**
   * A refusal with its cause.
   *
   * @param message what was asked, the rule, the value and the way out
   * @param cause what went wrong below
   */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
