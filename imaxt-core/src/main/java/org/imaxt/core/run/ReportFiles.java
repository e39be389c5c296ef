package org.imaxt.core.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imaxt.core.model.Location;
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
   * @param sample where the sample lies; empty if the task used none
   * @param <P> parameters of the task
   * @return path or URI, or empty for tasks that leave none; whether one is there is only asked of
   *     folders
   */
  public static <P extends StageParams> Optional<String> html(
      Task<P> task, P params, Optional<Location> sample) {
    if (task instanceof Stage<P, ?, ?> stage) {
      String report = base(stage, params) + ".html";
      return sample.map(s -> s.inside(report)).filter(ReportFiles::isThere);
    }
    return Optional.empty();
  }

  private static boolean isThere(String report) {
    return Location.isUri(report) || Files.isRegularFile(Path.of(report));
  }

  /** Path of the reports of a stage on its target, without the ending. */
  static <P extends StageParams> String base(Stage<P, ?, ?> stage, P params) {
    return Layout.report((stage.info().id() + " " + stage.target(params)).trim());
  }
}
