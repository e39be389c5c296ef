package org.imaxt.core.pipeline;

import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;

/**
 * One step of a pipeline: a task and its parameters.
 *
 * @param task the task
 * @param params its parameters, bound and in range
 * @param line line of the file that names it, from 1
 * @param <P> parameter record of the task
 */
public record Step<P extends StageParams>(Task<P> task, P params, int line) {

  /**
   * The task's name.
   *
   * @return for example {@code stitch}
   */
  public String id() {
    return task.info().id();
  }
}
