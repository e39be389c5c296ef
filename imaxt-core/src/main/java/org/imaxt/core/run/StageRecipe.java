package org.imaxt.core.run;

import java.io.Serializable;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.TaskRegistry;

/**
 * All that a process elsewhere needs to know to do units of a stage: it has the same tasks and sees
 * the same sample.
 *
 * @param stage id of the stage
 * @param params its parameters
 * @param sample where the sample lies, as {@link Sample#location} says
 * @param retry how often a unit is tried
 * @param run names this run of the stage; what a process remembers of the sample's content holds
 *     for one run
 */
public record StageRecipe(
    String stage, StageParams params, String sample, RetryPolicy retry, String run)
    implements Serializable {

  /**
   * The work, in the process that does it.
   *
   * @param tasks the tasks of that process
   * @param opened the sample, opened by that process
   * @return the work; its units and results are those of the stage
   * @throws org.imaxt.core.stage.ParamException if the process has no such stage
   */
  public UnitWork<Serializable, Serializable> follow(TaskRegistry tasks, Sample opened) {
    return work((Stage<?, ?, ?>) tasks.get(stage), opened);
  }

  @SuppressWarnings("unchecked") // the parameters and units come from the stage of this id
  private UnitWork<Serializable, Serializable> work(Stage<?, ?, ?> known, Sample opened) {
    UnitWork<Serializable, ?> work =
        new StageWork<>(
            (Stage<StageParams, Serializable, Serializable>) known, params, opened, retry, run);
    return (UnitWork<Serializable, Serializable>) work;
  }
}
