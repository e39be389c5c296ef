package org.imaxt.core.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.stage.Selection;

/**
 * Steps to be run one after the other on a sample.
 *
 * @param sample folder of the sample; empty if no step uses one
 * @param selection sections, slides and regions to work on; a step keeps to what it has of them
 * @param steps the steps in order, at least one
 */
public record Pipeline(Optional<Path> sample, Selection selection, List<Step<?>> steps) {

  /** Copies the steps. */
  public Pipeline {
    steps = List.copyOf(steps);
  }
}
