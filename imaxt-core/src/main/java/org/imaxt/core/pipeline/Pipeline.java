package org.imaxt.core.pipeline;

import java.util.List;
import java.util.Optional;
import org.imaxt.core.model.Location;
import org.imaxt.core.stage.Selection;

/**
 * Steps to be run one after the other on a sample.
 *
 * @param sample where the sample lies; empty if no step uses one
 * @param selection sections, slides and regions to work on; a step keeps to what it has of them
 * @param steps the steps in order, at least one
 */
public record Pipeline(Optional<Location> sample, Selection selection, List<Step<?>> steps) {

  /** Copies the steps. */
  public Pipeline {
    steps = List.copyOf(steps);
  }
}
