package org.imaxt.core.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.imaxt.core.model.UnitCost;
import org.imaxt.core.plan.StagePlan.Basis;
import org.imaxt.core.run.CostFiles;
import org.imaxt.core.run.OutputCosts;
import org.imaxt.core.run.RunCosts;

/**
 * What planned outputs will take: what they took, what others of the sample took, or what the
 * stage's profile says.
 */
final class CostEstimate {

  private final PlannedOutputs<?, ?> outputs;
  private final Optional<StageProfile> profile;
  private final Optional<SampleSize> size;
  private final List<OutputCosts> measured;
  private final Optional<RunCosts> run;

  CostEstimate(
      PlannedOutputs<?, ?> outputs, Optional<StageProfile> profile, Optional<SampleSize> size) {
    this.outputs = outputs;
    this.profile = profile.filter(p -> outputs.isMain());
    this.size = size;
    CostFiles files = outputs.files();
    this.measured = files.all();
    this.run = files.run();
  }

  StagePlan plan() {
    int stale = outputs.stale().size();
    int current = outputs.asked() - stale;
    if (stale == 0) {
      return new StagePlan(
          outputs.id(), outputs.asked(), current, 0, Basis.NOTHING, Optional.empty());
    }
    List<OutputCosts> costs = new ArrayList<>();
    Basis basis = Basis.MEASURED;
    for (int i = 0; i < stale; i++) {
      Optional<OutputCosts> own =
          outputs.files().find(outputs.stale().get(i).name()).filter(fits(outputs.memory(i)));
      if (own.isPresent()) {
        costs.add(own.get());
      } else if (!measured.isEmpty()) {
        basis = Basis.SIMILAR;
        costs.add(similar(outputs.memory(i)));
      } else if (profile.isPresent() && size.isPresent()) {
        basis = Basis.SHIPPED;
        costs.add(spread(profile.get().output(size.get(), i), outputs.memory(i)));
      } else {
        return new StagePlan(
            outputs.id(),
            outputs.asked(),
            current,
            outputs.units(),
            Basis.UNKNOWN,
            Optional.empty());
      }
    }
    return new StagePlan(
        outputs.id(),
        outputs.asked(),
        current,
        outputs.units(),
        basis,
        Optional.of(new StageCosts(overhead(), costs)));
  }

  private StageOverhead overhead() {
    return run.map(StageOverhead::of)
        .orElseGet(
            () ->
                profile.isPresent() && size.isPresent()
                    ? profile.get().overhead(size.get())
                    : StageOverhead.NONE);
  }

  private static Predicate<OutputCosts> fits(List<double[]> phases) {
    return costs ->
        costs.phases().size() == phases.size()
            && IntStream.range(0, phases.size())
                .allMatch(p -> costs.phases().get(p).size() == phases.get(p).length);
  }

  /** The mean unit of each phase of the outputs that were measured. */
  private OutputCosts similar(List<double[]> phases) {
    List<List<UnitCost>> all = new ArrayList<>();
    for (int p = 0; p < phases.size(); p++) {
      int phase = p;
      List<UnitCost> units =
          measured.stream()
              .filter(m -> phase < m.phases().size())
              .flatMap(m -> m.phases().get(phase).stream())
              .toList();
      UnitCost mean = UnitCost.sum(units).times(1.0 / Math.max(1, units.size()));
      all.add(Arrays.stream(phases.get(p)).mapToObj(mean::in).toList());
    }
    double driver = measured.stream().mapToDouble(OutputCosts::driverSeconds).average().orElse(0);
    return new OutputCosts(driver, all);
  }

  /** The time of each phase, spread evenly over the units that the stage has planned. */
  private static OutputCosts spread(OutputCosts costs, List<double[]> phases) {
    List<List<UnitCost>> all = new ArrayList<>();
    for (int p = 0; p < phases.size(); p++) {
      double[] memory = phases.get(p);
      UnitCost sum =
          p < costs.phases().size() ? UnitCost.sum(costs.phases().get(p)) : UnitCost.NONE;
      UnitCost each = sum.times(1.0 / Math.max(1, memory.length));
      all.add(Arrays.stream(memory).mapToObj(each::in).toList());
    }
    return new OutputCosts(costs.driverSeconds(), all);
  }

  /** What a profile says of a number of outputs. */
  static StageCosts scaled(StageProfile profile, SampleSize size, int count) {
    return new StageCosts(
        profile.overhead(size),
        IntStream.range(0, count).mapToObj(i -> profile.output(size, i)).toList());
  }
}
