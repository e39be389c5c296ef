package org.imaxt.core.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;

/** Where stages leave their reports: one a stage and target, as with receipts. */
public final class ReportFiles {

  private ReportFiles() {}

  /**
   * The HTML report that the last run of a stage on some target left.
   *
   * @param task the task
   * @param params its parameters, which may choose a target
   * @param sample folder of the sample; empty if the task used none
   * @param <P> parameters of the task
   * @return the file, or empty for tasks that leave none
   */
  public static <P extends StageParams> Optional<Path> html(
      Task<P> task, P params, Optional<Path> sample) {
    return task instanceof Stage<P, ?, ?> stage
        ? sample.map(s -> s.resolve(base(stage, params) + ".html")).filter(Files::isRegularFile)
        : Optional.empty();
  }

  /** Path of the reports of a stage on its target, without the ending. */
  static <P extends StageParams> String base(Stage<P, ?, ?> stage, P params) {
    return Layout.report((stage.info().id() + " " + stage.target(params)).trim());
  }
}
