package org.imaxt.core.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.Task;

/** Where stages leave their reports. */
public final class ReportFiles {

  private ReportFiles() {}

  /**
   * The HTML report that the last run of a stage left.
   *
   * @param task the task
   * @param sample folder of the sample; empty if the task used none
   * @return the file, or empty for tasks that leave none
   */
  public static Optional<Path> html(Task<?> task, Optional<Path> sample) {
    return task instanceof Stage<?, ?, ?>
        ? sample
            .map(s -> s.resolve(Layout.report(task.info().id()) + ".html"))
            .filter(Files::isRegularFile)
        : Optional.empty();
  }
}
