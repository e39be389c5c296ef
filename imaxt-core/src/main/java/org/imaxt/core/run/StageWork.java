package org.imaxt.core.run;

import java.io.Serializable;
import java.util.Optional;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.UnitNeeds;

/**
 * The units of a stage, measured, and tried again where input or output fails.
 *
 * @param stage the stage
 * @param params its parameters
 * @param sample the sample
 * @param retry how often a unit is tried
 * @param run names this run of the stage
 */
record StageWork<P extends StageParams, U extends Serializable, R extends Serializable>(
    Stage<P, U, R> stage, P params, Sample sample, RetryPolicy retry, String run)
    implements UnitWork<U, Measured<R>> {

  @Override
  public Measured<R> process(U unit, Progress progress) {
    progress.checkCancelled();
    UnitMeter meter = UnitMeter.start();
    R result = retry.run(() -> stage.process(params, unit, sample, progress));
    return new Measured<>(result, meter.stop(memoryBytes(unit)));
  }

  @Override
  public long memoryBytes(U unit) {
    return stage.memoryBytes(params, unit);
  }

  @Override
  public UnitNeeds needs() {
    return stage.needs(params);
  }

  @Override
  public Optional<StageRecipe> recipe() {
    return Optional.of(new StageRecipe(stage.info().id(), params, sample.location(), retry, run));
  }
}
