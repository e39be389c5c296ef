package org.imaxt.core.scijava;

import org.scijava.Cancelable;

/** Whether, and why, the user ended a command. Safe for use by several threads. */
public final class Cancellation implements Cancelable {

  private volatile String reason;
  private volatile boolean cancelled;

  /** Nothing is cancelled yet. */
  public Cancellation() {}

  @Override
  public boolean isCanceled() {
    return cancelled;
  }

  @Override
  public void cancel(String why) {
    reason = why;
    cancelled = true;
  }

  @Override
  public String getCancelReason() {
    return reason;
  }
}
