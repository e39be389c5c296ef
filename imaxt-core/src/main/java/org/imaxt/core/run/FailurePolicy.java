package org.imaxt.core.run;

/** What a run does when a unit fails. */
public enum FailurePolicy {
  /** Starts no further unit. */
  STOP,
  /** Goes on with the others, and fails at the end. */
  COLLECT
}
