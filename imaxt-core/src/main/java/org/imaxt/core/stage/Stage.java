package org.imaxt.core.stage;

import java.io.Serializable;
import java.util.List;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Sample;

/**
 * A task whose work divides into outputs, and each output's work into units that any worker can do.
 *
 * <p>The runner asks for the {@link #outputs}, skips those whose receipt still holds, and takes
 * each of the others through its {@link #phases}: {@link #plan} and {@link #prepare} on the driver,
 * {@link #process} for each unit anywhere and in any order, and after the last phase {@link
 * #finish} on the driver; {@link #begin} and {@link #end} enclose the whole. A unit owns whole
 * chunks of what it writes and writes the same bytes when it runs twice, so retries and clusters
 * need no locks.
 *
 * @param <P> parameter record
 * @param <U> unit of work: a serialisable record
 * @param <R> result of a unit: a small serialisable record
 */
public non-sealed interface Stage<
        P extends StageParams, U extends Serializable, R extends Serializable>
    extends Task<P> {

  /**
   * Raised whenever the results change for the same parameters and inputs.
   *
   * @return the version, from 1
   */
  int algorithmVersion();

  /**
   * Which of several sets of outputs a run makes, each of which is complete or unfinished on its
   * own.
   *
   * @param params the parameters
   * @return a word, the same for all runs of that set; empty where there is but one
   */
  default String target(P params) {
    return "";
  }

  /**
   * What the stage reads and writes in a sample.
   *
   * @param params the parameters
   * @return other stages it needs and the paths it writes under
   */
  Footprint footprint(P params);

  /**
   * The outputs that are asked for. Runs on the driver and reads metadata only.
   *
   * @param params the parameters
   * @param selection sections, slides and regions asked for
   * @param sample the sample
   * @return outputs in order
   * @throws InputException if the inputs cannot be used; everything that is wrong at once
   */
  List<Output> outputs(P params, Selection selection, Sample sample);

  /**
   * Prepares what all outputs share. Runs once on the driver, and only if an output is to be made.
   *
   * @param params the parameters
   * @param stale the outputs to be made
   * @param sample the sample
   * @param progress notes and cancellation
   */
  default void begin(P params, List<Output> stale, Sample sample, Progress progress) {}

  /**
   * Makes the empty arrays of an output. Runs on the driver when the old output has been removed
   * and before the first unit.
   *
   * @param params the parameters
   * @param output the output
   * @param sample the sample
   */
  default void prepare(P params, Output output, Sample sample) {}

  /**
   * Number of phases an output goes through; units of a phase start when those before are done.
   *
   * @return at least 1
   */
  default int phases() {
    return 1;
  }

  /**
   * Divides a phase of an output. Runs on the driver and reads metadata only.
   *
   * @param params the parameters
   * @param output the output
   * @param phase the phase, from 0
   * @param sample the sample
   * @return units in the order in which their results shall reach {@link #finish}
   */
  List<U> plan(P params, Output output, int phase, Sample sample);

  /**
   * Does a unit of work. Runs on any worker.
   *
   * @param params the parameters
   * @param unit the unit
   * @param sample the sample
   * @param progress cancellation, to be checked once a chunk
   * @return what {@link #finish} needs to know
   */
  R process(P params, U unit, Sample sample, Progress progress);

  /**
   * Completes an output: writes its documents. Runs on the driver.
   *
   * @param params the parameters
   * @param output the output
   * @param results results of all phases, in plan order
   * @param sample the sample
   */
  void finish(P params, Output output, List<R> results, Sample sample);

  /**
   * Outputs of earlier runs that the parameters ask to be rid of. Runs on the driver and reads
   * metadata only.
   *
   * @param params the parameters
   * @param sample the sample
   * @return names of complete outputs, none of them asked for by {@link #outputs}
   */
  default List<String> obsolete(P params, Sample sample) {
    return List.of();
  }

  /**
   * Removes what belongs to an obsolete output, whose mark has been taken away.
   *
   * @param params the parameters
   * @param output name of the output
   * @param sample the sample
   */
  default void remove(P params, String output, Sample sample) {}

  /**
   * Derives what follows from all outputs together. Runs once on the driver after the last {@link
   * #finish}, and only if an output was made or removed.
   *
   * @param params the parameters
   * @param sample the sample
   */
  default void end(P params, Sample sample) {}

  /**
   * Heap that a unit needs while it runs, beyond the chunk cache.
   *
   * @param params the parameters
   * @param unit the unit
   * @return bytes
   */
  default long memoryBytes(P params, U unit) {
    return 64L << 20;
  }

  /**
   * What units need of whoever does them.
   *
   * @param params the parameters
   * @return one core and no engine, unless the stage says otherwise
   */
  default UnitNeeds needs(P params) {
    return UnitNeeds.PLAIN;
  }

  /**
   * What a microscopist judges the stage by. Runs on the driver after every run, also when all
   * outputs were up to date.
   *
   * @param params the parameters
   * @param outputs the outputs that were asked for, all complete
   * @param sample the sample
   * @return the report
   */
  Report report(P params, List<Output> outputs, Sample sample);
}
