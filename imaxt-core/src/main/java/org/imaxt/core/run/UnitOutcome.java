package org.imaxt.core.run;

/**
 * What became of a unit of work.
 *
 * @param <R> result of a unit
 */
public sealed interface UnitOutcome<R> {

  /**
   * It was done.
   *
   * @param result its result
   * @param <R> result of a unit
   */
  record Done<R>(R result) implements UnitOutcome<R> {}

  /**
   * It failed.
   *
   * @param cause why
   * @param <R> result of a unit
   */
  record Failed<R>(RuntimeException cause) implements UnitOutcome<R> {}

  /**
   * It was not started, because another had failed or the user cancelled.
   *
   * @param <R> result of a unit
   */
  record Skipped<R>() implements UnitOutcome<R> {}
}
