package org.imaxt.core.contract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.run.UnitOutcome;

/** Sends units and results through Java's serialisation, last unit first, as a cluster may. */
public final class SerialisingExecutor implements UnitExecutor {

  @Override
  public <U, R> List<UnitOutcome<R>> map(
      List<U> units, Function<U, R> work, ToLongFunction<U> bytes, FailurePolicy policy) {
    List<UnitOutcome<R>> outcomes = new ArrayList<>();
    for (int i = units.size() - 1; i >= 0; i--) {
      outcomes.add(0, new UnitOutcome.Done<>(travelled(work.apply(travelled(units.get(i))))));
    }
    return outcomes;
  }

  @SuppressWarnings("unchecked") // what was written is what is read
  public static <T> T travelled(T object) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(object);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        return (T) in.readObject();
      }
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(object + " does not travel", e);
    }
  }

  @Override
  public int parallelism() {
    return 3;
  }

  @Override
  public TaskExecutor tasks() {
    return TaskExecutors.singleThreaded();
  }

  @Override
  public void close() {}
}
