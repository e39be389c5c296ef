package org.imaxt.s3;

import java.io.IOException;

/** What a server or the way to it did, in words that say the way out. */
final class S3Failure extends IOException {

  private static final long serialVersionUID = 1L;

  S3Failure(String message, Throwable cause) {
    super(message, cause);
  }

  /** The words alone: they stand inside other messages. */
  @Override
  public String toString() {
    return getMessage();
  }
}
