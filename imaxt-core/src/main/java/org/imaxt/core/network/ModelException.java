package org.imaxt.core.network;

import java.io.IOException;

/** A model that cannot be used; nothing of it was kept. */
public final class ModelException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message what was asked, the rule, the value and the way out
   */
  public ModelException(String message) {
    super(message);
  }

  /**
   * A refusal with its cause.
   *
   * @param message what was asked, the rule, the value and the way out
   * @param cause what went wrong below
   */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
