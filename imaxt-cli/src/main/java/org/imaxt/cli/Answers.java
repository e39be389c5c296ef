package org.imaxt.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.ReportFiles;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.Task;

/** Prints what a task has to say. */
final class Answers {

  private Answers() {}

  /** Prints a report; a quiet run prints only what was asked for, which is the report of a job. */
  static void print(
      Terminal terminal, RunOptions options, Task<?> task, Optional<Path> sample, Report report) {
    if (!options.quiet() || !(task instanceof Stage<?, ?, ?>)) {
      terminal.out().print(report.text());
      ReportFiles.html(task, sample).ifPresent(f -> terminal.out().println("report: " + f));
      terminal.out().flush();
    }
  }
}
