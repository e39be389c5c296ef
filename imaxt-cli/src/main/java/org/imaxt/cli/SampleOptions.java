package org.imaxt.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.imaxt.core.model.Modality;
import org.imaxt.core.stage.Selection;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Options of tasks that work on a sample. */
final class SampleOptions {

  @Option(
      names = "--sample",
      paramLabel = "<folder>",
      description = "The sample, for example block.zarr.")
  private Path sample;

  Optional<Path> sample() {
    return Optional.ofNullable(sample);
  }

  /** The option by which a choice is made; hidden from tasks that refuse it. */
  static OptionSpec choice(Modality modality, boolean shown) {
    return OptionSpec.builder("--" + Selection.option(modality))
        .type(String.class)
        .arity("1")
        .hidden(!shown)
        .paramLabel(modality == Modality.STPT ? "<numbers>" : "<names>")
        .description(
            switch (modality) {
              case STPT -> "Sections to work on, such as 1-3,7 (default: all).";
              case SLIDES -> "Names of slides to work on, separated by commas (default: all).";
              case IMC -> "Names of regions to work on, separated by commas (default: all).";
            })
        .build();
  }
}
