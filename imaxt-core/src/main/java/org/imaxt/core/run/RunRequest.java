package org.imaxt.core.run;

import java.nio.file.Path;
import java.util.Optional;
import org.imaxt.core.model.Location;
import org.imaxt.core.stage.Selection;

/**
 * What a surface asks for beside the parameters of the task.
 *
 * @param sample where the sample lies; empty for tasks that need none
 * @param selection sections, slides and regions to make
 * @param reuse whether outputs that are up to date are kept
 * @param failure what to do when a unit fails
 */
public record RunRequest(
    Optional<Location> sample, Selection selection, Reuse reuse, FailurePolicy failure) {

  /** Whether outputs whose receipt still holds are kept. */
  public enum Reuse {
    /** Kept: a run that was interrupted goes on where it was. */
    RESUME,
    /** Made again. */
    FORCE
  }

  /**
   * All of a sample, keeping what is up to date.
   *
   * @param sample folder of the sample
   * @return the request
   */
  public static RunRequest on(Path sample) {
    return on(Location.of(sample));
  }

  /**
   * All of a sample, keeping what is up to date.
   *
   * @param sample where the sample lies
   * @return the request
   */
  public static RunRequest on(Location sample) {
    return new RunRequest(Optional.of(sample), Selection.ALL, Reuse.RESUME, FailurePolicy.STOP);
  }

  /**
   * A request without a sample.
   *
   * @return the request
   */
  public static RunRequest withoutSample() {
    return new RunRequest(Optional.empty(), Selection.ALL, Reuse.RESUME, FailurePolicy.STOP);
  }
}
