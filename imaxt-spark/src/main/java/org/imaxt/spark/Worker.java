package org.imaxt.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imaxt.core.model.Location;
import org.imaxt.core.run.MemoryGate;
import org.imaxt.core.run.StageRecipe;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.TaskRegistry;

/** What a process that does units keeps between them: its tasks, its memory, the open sample. */
final class Worker {

  /** A driver runs one stage after the other; two, so that the last units of one may end. */
  private static final int RUNS = 2;

  private static final Worker HERE = new Worker();

  private final MemoryGate gate = new MemoryGate(Runtime.getRuntime().maxMemory() / 2);

  private final Map<String, Sample> samples =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sample> eldest) {
          return size() > RUNS;
        }
      };

  private TaskRegistry tasks;

  private Worker() {}

  static Worker here() {
    return HERE;
  }

  MemoryGate gate() {
    return gate;
  }

  /** The tasks among the classes that the driver sent. */
  synchronized TaskRegistry tasks() {
    if (tasks == null) {
      tasks = TaskRegistry.load(Thread.currentThread().getContextClassLoader());
    }
    return tasks;
  }

  /** The sample of a run: opened once, so that what is derived from it is derived once. */
  synchronized Sample sample(StageRecipe recipe) {
    return samples.computeIfAbsent(
        recipe.run() + " " + recipe.sample(), key -> Sample.open(Location.of(recipe.sample())));
  }
}
