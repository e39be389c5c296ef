package org.imaxt.core.stage;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The tasks that are installed.
 *
 * @param tasks the tasks, in the order of their ids
 */
public record TaskRegistry(List<Task<?>> tasks) {

  /** Sorts the tasks. */
  public TaskRegistry {
    tasks = tasks.stream().sorted(Comparator.comparing(t -> t.info().id())).toList();
  }

  /**
   * Finds the tasks that are named as services.
   *
   * @param loader class loader to search
   * @return what is there
   */
  public static TaskRegistry load(ClassLoader loader) {
    return new TaskRegistry(
        ServiceLoader.load(Task.class, loader).stream()
            .map(p -> (Task<?>) p.get())
            .collect(Collectors.toList()));
  }

  /**
   * Finds a task by its id.
   *
   * @param id for example {@code stitch}
   * @return the task
   * @throws ParamException if there is none, naming the nearest
   */
  public Task<?> get(String id) {
    return tasks.stream()
        .filter(t -> t.info().id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ParamException(
                    "there is no stage '%s'%s"
                        .formatted(
                            id,
                            Spelling.suggestion(
                                id, tasks.stream().map(t -> t.info().id()).toList()))));
  }
}
