package org.imaxt.core.contract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.StageRecipe;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.run.UnitOutcome;
import org.imaxt.core.run.UnitWork;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.TaskRegistry;

/** Sends units and results through Java's serialisation, last unit first, as a cluster may. */
public final class SerialisingExecutor implements UnitExecutor {

  @Override
  public <U, R> List<UnitOutcome<R>> map(
      UnitWork<U, R> work, List<U> units, FailurePolicy policy, Progress progress) {
    List<UnitOutcome<R>> outcomes = new ArrayList<>();
    for (int i = units.size() - 1; i >= 0; i--) {
      outcomes.add(0, new UnitOutcome.Done<>(travelled(elsewhere(work, units.get(i), progress))));
      progress.advance(1);
    }
    return outcomes;
  }

  /** Does a unit as another process does: with its own tasks, on a sample that it opens. */
  @SuppressWarnings("unchecked") // a recipe is of its work
  private static <U, R> R elsewhere(UnitWork<U, R> work, U unit, Progress progress) {
    StageRecipe recipe = travelled(work.recipe().orElseThrow());
    TaskRegistry tasks = TaskRegistry.load(SerialisingExecutor.class.getClassLoader());
    try (Sample sample = Sample.open(Path.of(recipe.sample()))) {
      return (R) recipe.follow(tasks, sample).process((Serializable) travelled(unit), progress);
    }
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
