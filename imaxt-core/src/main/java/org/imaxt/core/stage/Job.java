package org.imaxt.core.stage;

import org.imaxt.core.report.Report;

/**
 * A task that is done at once: an export, a question, a phantom.
 *
 * @param <P> parameter record
 */
public non-sealed interface Job<P extends StageParams> extends Task<P> {

  /**
   * Does the work. Files it writes appear whole or not at all.
   *
   * @param params the parameters
   * @param context sample, selection, threads and progress
   * @return what to tell the user
   */
  Report run(P params, JobContext context);
}
