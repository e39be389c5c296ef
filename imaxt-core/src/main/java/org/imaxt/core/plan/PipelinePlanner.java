package org.imaxt.core.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imaxt.core.pipeline.Pipeline;
import org.imaxt.core.pipeline.Step;
import org.imaxt.core.plan.StagePlan.Basis;
import org.imaxt.core.run.RunRequest.Reuse;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo.SampleUse;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.zarr.ZarrVersion;

/**
 * Plans the steps of a pipeline without running any.
 *
 * <p>A sample that is not there yet is made in memory, of metadata alone. A stage that cannot plan
 * before others have run is estimated by the pixels of the sample.
 */
public final class PipelinePlanner {

  private final StageProfiles profiles;
  private final Reuse reuse;
  private final Set<String> remade = new HashSet<>();

  /**
   * A planner.
   *
   * @param profiles costs of stages that were not measured in the sample
   * @param reuse whether outputs that are up to date will be kept
   */
  public PipelinePlanner(StageProfiles profiles, Reuse reuse) {
    this.profiles = profiles;
    this.reuse = reuse;
  }

  /**
   * Plans a pipeline.
   *
   * @param pipeline the steps
   * @return a plan a step, and what the shipped costs are
   * @throws InputException if the input of the first step cannot be used
   */
  public PipelinePlan plan(Pipeline pipeline) {
    boolean there = pipeline.sample().map(Sample::isSample).orElse(false);
    try (Sample sample =
        there ? Sample.open(pipeline.sample().get()) : Sample.inMemory(ZarrVersion.V2)) {
      List<StagePlan> plans = new ArrayList<>();
      for (Step<?> step : pipeline.steps()) {
        plans.add(plan(step, pipeline, sample, there));
      }
      String location = pipeline.sample().map(Object::toString).orElse("no sample");
      return new PipelinePlan(location, SampleSize.of(sample), plans, profiles.source());
    }
  }

  private <P extends StageParams> StagePlan plan(
      Step<P> step, Pipeline pipeline, Sample sample, boolean there) {
    if (!(step.task() instanceof Stage<P, ?, ?> stage)) {
      return new StagePlan(step.id(), 0, 0, 0, Basis.JOB, Optional.empty());
    }
    return stage(stage, step.params(), pipeline, sample, there);
  }

  private <P extends StageParams, U extends Serializable> StagePlan stage(
      Stage<P, U, ?> stage, P params, Pipeline pipeline, Sample sample, boolean there) {
    PlannedOutputs<P, U> outputs = new PlannedOutputs<>(stage, params, sample);
    boolean makes = stage.info().sample() == SampleUse.CREATE;
    try {
      outputs.choose(
          pipeline.selection().only(stage.info().selects()),
          reuse == Reuse.FORCE || isBehindOthers(stage, params));
      if (!there && makes) {
        stage.begin(params, outputs.stale(), sample, Progress.none());
      }
      outputs.divide();
    } catch (SampleFormatException | InputException e) {
      if (makes) {
        throw e; // nothing before it could mend its input
      }
      return scaled(stage, params, sample);
    }
    if (!outputs.stale().isEmpty()) {
      remade.add(stage.info().id());
    }
    return new CostEstimate(outputs, profiles.find(stage.info().id()), SampleSize.of(sample))
        .plan();
  }

  /** Whether a step before it makes something anew that it reads. */
  private <P extends StageParams> boolean isBehindOthers(Stage<P, ?, ?> stage, P params) {
    var footprint = stage.footprint(params);
    return footprint.needs().stream().anyMatch(remade::contains)
        || footprint.uses().stream().anyMatch(remade::contains);
  }

  /** A stage of which not even the units are known. */
  private <P extends StageParams> StagePlan scaled(Stage<P, ?, ?> stage, P params, Sample sample) {
    String id = stage.info().id();
    remade.add(id);
    Optional<StageProfile> profile = profiles.find(id).filter(p -> isMain(stage, params));
    Optional<SampleSize> size = SampleSize.of(sample);
    if (profile.isEmpty() || size.isEmpty()) {
      return new StagePlan(id, 0, 0, 0, Basis.UNKNOWN, Optional.empty());
    }
    int count = profile.get().outputs(size.get());
    StageCosts costs = CostEstimate.scaled(profile.get(), size.get(), count);
    return new StagePlan(id, count, 0, costs.units().size(), Basis.SCALED, Optional.of(costs));
  }

  /** Profiles are of what a stage does unless it is told otherwise. */
  private static <P extends StageParams> boolean isMain(Stage<P, ?, ?> stage, P params) {
    return stage.target(params).equals(stage.target(stage.defaults()));
  }
}
