package org.imaxt.spark;

import org.imaxt.core.model.Location;
import org.imaxt.core.run.MemoryGate;
import org.imaxt.core.run.StageRecipe;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.TaskRegistry;

/** What a process that does units keeps between them: its tasks, its memory, the open sample. */
final class Worker {

  private static final Worker HERE = new Worker();

  private final MemoryGate gate = new MemoryGate(Runtime.getRuntime().maxMemory() / 2);

  private String run = "";
  private Sample sample;

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

  /**
   * The sample of a run: opened once, so that what is derived from it is derived once. A driver
   * runs one stage after the other; what the last one kept in memory makes room for the next.
   */
  synchronized Sample sample(StageRecipe recipe) {
    String wanted = recipe.run() + " " + recipe.sample();
    if (!wanted.equals(run)) {
      sample = Sample.open(Location.of(recipe.sample()));
      run = wanted;
    }
    return sample;
  }
}
