package org.imaxt.core.stage;

/** The user ended the work; what was complete stays, and the next run goes on from there. */
public final class CancelledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A cancellation. */
  public CancelledException() {
    super("cancelled; run the same command again to go on");
  }
}
