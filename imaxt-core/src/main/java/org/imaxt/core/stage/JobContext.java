package org.imaxt.core.stage;

import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.imaxt.core.sample.Sample;

/**
 * What a {@link Job} works with.
 *
 * @param optionalSample the sample, present unless the job declares {@code SampleUse.NONE}
 * @param selection sections, slides and regions asked for
 * @param executor threads to use
 * @param progress progress and cancellation
 */
public record JobContext(
    Optional<Sample> optionalSample,
    Selection selection,
    TaskExecutor executor,
    Progress progress) {

  /**
   * The sample of a job that declares one.
   *
   * @return the sample
   * @throws IllegalStateException if the job declares that it needs none
   */
  public Sample sample() {
    return optionalSample.orElseThrow(
        () -> new IllegalStateException("the job declares that it needs no sample"));
  }
}
