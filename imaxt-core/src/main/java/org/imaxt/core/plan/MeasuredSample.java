package org.imaxt.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.pipeline.Pipeline;
import org.imaxt.core.pipeline.Step;
import org.imaxt.core.run.CostFiles;
import org.imaxt.core.run.OutputCosts;
import org.imaxt.core.run.RunCosts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageParams;

/** What the stages of a pipeline took on a sample on which they were run. */
public final class MeasuredSample {

  private final Sample sample;

  /**
   * A sample that was made by runs that measured.
   *
   * @param sample the sample
   */
  public MeasuredSample(Sample sample) {
    this.sample = sample;
  }

  /**
   * What a step took, output by output, as it is in the sample.
   *
   * @param step the step
   * @param <P> its parameter record
   * @return empty for what is no stage or was not measured
   */
  public <P extends StageParams> Optional<StageCosts> costs(Step<P> step) {
    if (!(step.task() instanceof Stage<P, ?, ?> stage)) {
      return Optional.empty();
    }
    CostFiles files = CostFiles.of(stage, step.params(), sample);
    List<OutputCosts> costs =
        outputs(stage, step.params()).stream()
            .map(o -> files.find(o.name()))
            .flatMap(Optional::stream)
            .toList();
    return costs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StageCosts(files.run().map(StageOverhead::of).orElse(StageOverhead.NONE), costs));
  }

  /**
   * What the last run of a step took in all.
   *
   * @param step the step
   * @param <P> its parameter record
   * @return empty for what is no stage or was not measured
   */
  public <P extends StageParams> Optional<RunCosts> run(Step<P> step) {
    return step.task() instanceof Stage<P, ?, ?> stage
        ? CostFiles.of(stage, step.params(), sample).run()
        : Optional.empty();
  }

  /**
   * The profiles of a pipeline's stages.
   *
   * @param pipeline the pipeline that made the sample
   * @param mostTiles most tiles that an output is made from, by stage, where that is not all
   * @param provenance where this was
   * @return the profiles of all stages that were measured
   * @throws SampleFormatException if nothing is known of the sample's size
   */
  public StageProfiles profiles(
      Pipeline pipeline, Map<String, Integer> mostTiles, Map<String, String> provenance) {
    SampleSize size =
        SampleSize.of(sample)
            .orElseThrow(
                () ->
                    new SampleFormatException(
                        sample.location() + " has no sections; run imaxt ingest"));
    List<StageProfile> profiles = new ArrayList<>();
    for (Step<?> step : pipeline.steps()) {
      int most = mostTiles.getOrDefault(step.id(), 0);
      profile(step, size, most).ifPresent(profiles::add);
    }
    return new StageProfiles(provenance, profiles);
  }

  private <P extends StageParams> Optional<StageProfile> profile(
      Step<P> step, SampleSize size, int mostTiles) {
    if (!(step.task() instanceof Stage<P, ?, ?> stage)) {
      return Optional.empty();
    }
    return costs(step)
        .map(
            c ->
                StageProfile.of(
                    step.id(),
                    outputs(stage, step.params()),
                    c.outputs(),
                    c.overhead(),
                    size,
                    mostTiles));
  }

  private <P extends StageParams> List<Output> outputs(Stage<P, ?, ?> stage, P params) {
    return stage.outputs(params, Selection.ALL, sample);
  }
}
