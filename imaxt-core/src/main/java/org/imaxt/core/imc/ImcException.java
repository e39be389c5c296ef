package org.imaxt.core.imc;

import java.io.IOException;

/** A file of imaging mass cytometry that cannot be used; the message names file and reason. */
public final class ImcException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message the file, the rule, the value and the way out
   */
  public ImcException(String message) {
    super(message);
  }

  /**
   * A refusal with its cause.
   *
   * @param message the file, the rule, the value and the way out
   * @param cause what went wrong below
   */
  public ImcException(String message, Throwable cause) {
    super(message, cause);
  }
}
