package org.imaxt.spark;

import java.io.Serializable;
import org.imaxt.core.run.StageRecipe;
import org.imaxt.core.run.UnitWork;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Does the one unit of a task of Spark, on a worker. */
final class UnitTask extends AbstractFunction1<Iterator<Serializable>, Answer>
    implements Serializable {

  private static final long serialVersionUID = 1L;

  private final StageRecipe recipe;

  UnitTask(StageRecipe recipe) {
    this.recipe = recipe;
  }

  @Override
  public Answer apply(Iterator<Serializable> units) {
    Worker worker = Worker.here();
    WorkerProgress progress = new WorkerProgress();
    Serializable unit = units.next();
    try {
      UnitWork<Serializable, Serializable> work =
          recipe.follow(worker.tasks(), worker.sample(recipe));
      long reserved = worker.gate().enter(work.memoryBytes(unit));
      try {
        return Answer.done(work.process(unit, progress), progress.warnings());
      } finally {
        worker.gate().leave(reserved);
      }
    } catch (RuntimeException e) {
      return Answer.failed(e, progress.warnings());
    } catch (OutOfMemoryError e) {
      return Answer.failed(
          new IllegalStateException(
              "out of memory; give more with --conf spark.executor.memory=8g"
                  + " (--memory where the master is local), or fewer spark.executor.cores",
              e),
          progress.warnings());
    }
  }
}
