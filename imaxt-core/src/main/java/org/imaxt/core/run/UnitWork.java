package org.imaxt.core.run;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.UnitNeeds;

/**
 * What is done with units, by any thread of any process.
 *
 * @param <U> unit
 * @param <R> result of a unit
 */
public interface UnitWork<U, R> {

  /**
   * Does a unit.
   *
   * @param unit the unit
   * @param progress warnings and cancellation; units are counted by the executor
   * @return its result
   */
  R process(U unit, Progress progress);

  /**
   * Heap that a unit needs while it runs.
   *
   * @param unit the unit
   * @return bytes
   */
  long memoryBytes(U unit);

  /**
   * What a unit needs beside its memory.
   *
   * @return the needs of all units
   */
  default UnitNeeds needs() {
    return UnitNeeds.PLAIN;
  }

  /**
   * How another process does the same.
   *
   * @return empty where only this process can
   */
  default Optional<StageRecipe> recipe() {
    return Optional.empty();
  }

  /**
   * Work that only this process can do.
   *
   * @param work what is done with a unit
   * @param bytes heap that a unit needs
   * @param <U> unit
   * @param <R> result of a unit
   * @return the work
   */
  static <U, R> UnitWork<U, R> here(Function<U, R> work, ToLongFunction<U> bytes) {
    return new UnitWork<>() {
      @Override
      public R process(U unit, Progress progress) {
        return work.apply(unit);
      }

      @Override
      public long memoryBytes(U unit) {
        return bytes.applyAsLong(unit);
      }
    };
  }
}
