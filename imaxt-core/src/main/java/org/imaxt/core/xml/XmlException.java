package org.imaxt.core.xml;

import java.io.IOException;

/** A text that is no XML, or XML of a kind that is refused. */
public final class XmlException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message what is wrong, lower case, no full stop
   */
  public XmlException(String message) {
    super(message);
  }

  /**
   * A refusal with its cause.
   *
   * @param message what is wrong, lower case, no full stop
   * @param cause what the parser said
   */
  public XmlException(String message, Throwable cause) {
    super(message, cause);
  }
}
