package org.imaxt.core.engine;

import java.io.IOException;

/** There is no engine for networks on this machine; the message names the way without one. */
public final class EngineAbsentException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What works without an engine, said by every refusal. */
  static final String WAY_OUT = "the way without networks is --detector classical";

  /**
   * A refusal.
   *
   * @param reason why there is none, lower case, no full stop
   */
  EngineAbsentException(String reason) {
    super(reason + "; " + WAY_OUT);
  }

  /**
   * A refusal with its cause.
   *
   * @param reason why there is none, lower case, no full stop
   * @param cause what went wrong below
   */
  EngineAbsentException(String reason, Throwable cause) {
    super(reason + "; " + WAY_OUT, cause);
  }
}
