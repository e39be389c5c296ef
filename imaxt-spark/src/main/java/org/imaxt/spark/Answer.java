package org.imaxt.spark;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import org.imaxt.core.run.UnitOutcome;

/**
 * What a worker says of a unit.
 *
 * @param result its result, if it was done
 * @param failure why it was not, else null
 * @param warnings what the user should know
 */
record Answer(Serializable result, RuntimeException failure, List<String> warnings)
    implements Serializable {

  static Answer done(Serializable result, List<String> warnings) {
    return new Answer(result, null, warnings);
  }

  static Answer failed(RuntimeException failure, List<String> warnings) {
    return new Answer(null, travelling(failure), warnings);
  }

  /**
   * The failure itself, since its class decides the exit code; its words where it cannot travel.
   */
  private static RuntimeException travelling(RuntimeException failure) {
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(failure);
      return failure;
    } catch (IOException e) {
      RuntimeException words = new IllegalStateException(failure.toString());
      words.setStackTrace(failure.getStackTrace());
      return words;
    }
  }

  @SuppressWarnings("unchecked") // the unit's stage made the result
  <R> UnitOutcome<R> outcome() {
    return failure == null ? new UnitOutcome.Done<>((R) result) : new UnitOutcome.Failed<>(failure);
  }
}
