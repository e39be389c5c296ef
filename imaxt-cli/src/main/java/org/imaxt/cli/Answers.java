package org.imaxt.cli;

import java.util.Optional;
import org.imaxt.core.model.Location;
import org.imaxt.core.pipeline.Step;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.ReportFiles;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageParams;

/** Prints what a task has to say. */
final class Answers {

  private Answers() {}

  /** Prints a report; a quiet run prints only what was asked for, which is the report of a job. */
  static <P extends StageParams> void print(
      Terminal terminal,
      RunOptions options,
      Step<P> step,
      Optional<Location> sample,
      Report report) {
    if (!options.quiet() || !(step.task() instanceof Stage<?, ?, ?>)) {
      terminal.out().print(report.text());
      ReportFiles.html(step.task(), step.params(), sample)
          .ifPresent(f -> terminal.out().println("report: " + f));
      terminal.out().flush();
    }
  }
}
