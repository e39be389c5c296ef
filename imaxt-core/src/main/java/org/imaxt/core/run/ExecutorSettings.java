package org.imaxt.core.run;

import java.util.Map;
import java.util.Optional;

/**
 * What a user asks of an executor.
 *
 * @param master where the work is to be done, in the words of the kind; empty for its own choice
 * @param threads threads of this process, at least 1
 * @param properties further settings, in the words of the kind
 */
public record ExecutorSettings(
    Optional<String> master, int threads, Map<String, String> properties) {

  /** Copies the settings. */
  public ExecutorSettings {
    properties = Map.copyOf(properties);
  }
}
