package org.imaxt.cli;

import java.util.Optional;
import org.imaxt.core.model.Location;
import org.imaxt.core.model.Modality;
import org.imaxt.core.stage.Selection;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Options of tasks that work on a sample. */
final class SampleOptions {

  @Option(
      names = "--sample",
      paramLabel = "<place>",
      converter = Place.class,
      description = "The sample, for example block.zarr or s3://bucket/block.zarr.")
  private Location sample;

  /** A location from its text. */
  static final class Place implements ITypeConverter<Location> {
    @Override
    public Location convert(String text) {
      return Location.of(text);
    }
  }

  Optional<Location> sample() {
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
