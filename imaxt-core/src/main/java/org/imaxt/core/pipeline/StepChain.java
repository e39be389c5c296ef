package org.imaxt.core.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imaxt.core.model.Location;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo.SampleUse;
import org.imaxt.core.stage.StageParams;

/** Holds each step against what the sample and the steps before it provide. */
final class StepChain {

  private final Optional<Location> sample;
  private final Problems problems;
  private final Set<String> before = new HashSet<>();
  private boolean sampleThere;

  StepChain(Optional<Location> sample, Problems problems) {
    this.sample = sample;
    this.problems = problems;
    this.sampleThere = sample.isPresent() && Sample.isSample(sample.get());
  }

  /** Notes every step that would find its sample or an input missing. */
  void check(List<Step<?>> steps) {
    Set<String> complete = sampleThere ? complete(steps) : Set.of();
    for (Step<?> step : steps) {
      sample(step);
      for (String need : footprint(step).needs()) {
        if (!before.contains(need) && !complete.contains(need)) {
          problems.add(
              step.line(),
              "%s needs the results of %s; put '- %s' before it".formatted(step.id(), need, need));
        }
      }
      before.add(step.id());
    }
  }

  private void sample(Step<?> step) {
    SampleUse use = step.task().info().sample();
    if (use == SampleUse.NONE) {
      return;
    }
    if (sample.isEmpty()) {
      problems.add(step.line(), step.id() + " works on a sample; give 'sample: PATH'");
    } else if (use != SampleUse.CREATE && !sampleThere) {
      problems.add(
          step.line(),
          "%s works on %s, which is no sample; put '- ingest' before it"
              .formatted(step.id(), sample.get()));
    }
    sampleThere |= use == SampleUse.CREATE;
  }

  /** Stages that some step needs and of which the sample holds complete outputs. */
  private Set<String> complete(List<Step<?>> steps) {
    Set<String> complete = new HashSet<>();
    try (Sample open = Sample.open(sample.orElseThrow())) {
      Receipts receipts = new Receipts(open);
      for (Step<?> step : steps) {
        for (String need : footprint(step).needs()) {
          if (!receipts.complete(need).isEmpty()) {
            complete.add(need);
          }
        }
      }
    }
    return complete;
  }

  private static <P extends StageParams> Footprint footprint(Step<P> step) {
    return step.task() instanceof Stage<P, ?, ?> stage
        ? stage.footprint(step.params())
        : new Footprint(List.of(), List.of(), List.of());
  }
}
