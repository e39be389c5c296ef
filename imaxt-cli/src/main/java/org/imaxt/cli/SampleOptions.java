package org.imaxt.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.imaxt.core.stage.Selection;
import picocli.CommandLine.Option;

/** Options of tasks that work on a sample. */
final class SampleOptions {

  @Option(
      names = "--sample",
      paramLabel = "<folder>",
      description = "The sample, for example block.zarr.")
  private Path sample;

  @Option(
      names = "--sections",
      paramLabel = "<numbers>",
      description = "Sections to work on, such as 1-3,7 (default: all).")
  private String sections = "all";

  Optional<Path> sample() {
    return Optional.ofNullable(sample);
  }

  Selection sections() {
    return new Selection(sections);
  }
}
