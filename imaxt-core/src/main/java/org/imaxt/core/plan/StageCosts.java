package org.imaxt.core.plan;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.schedule.Batch;
import org.imaxt.core.algo.schedule.ListSchedule;
import org.imaxt.core.algo.schedule.Machine;
import org.imaxt.core.algo.schedule.Timetable;
import org.imaxt.core.model.UnitCost;
import org.imaxt.core.run.OutputCosts;

/**
 * What a stage takes: its outputs and what the driver does for all of them.
 *
 * @param overhead what it takes beside them
 * @param outputs the outputs in order
 */
public record StageCosts(StageOverhead overhead, List<OutputCosts> outputs) {

  /** Copies the list. */
  public StageCosts {
    outputs = List.copyOf(outputs);
  }

  /**
   * All units.
   *
   * @return their costs
   */
  public List<UnitCost> units() {
    return outputs.stream().flatMap(o -> o.units().stream()).toList();
  }

  /**
   * The stage on a machine, with the barriers of a run: outputs are taken in waves, a wave through
   * its phases.
   *
   * @param machine what it runs on
   * @param wave units that are given out together, at least 1
   * @return how long it takes
   */
  public Timetable on(Machine machine, int wave) {
    double beside = machine.processes() * overhead.compilingSeconds() + overhead.besideSeconds();
    return ListSchedule.of(machine, beside, batches(wave));
  }

  /** The batches of a run; the driver's own time is before the first and with each wave. */
  private List<Batch> batches(int wave) {
    List<Batch> batches = new ArrayList<>();
    batches.add(new Batch(overhead.fixedSeconds(), List.of()));
    List<OutputCosts> together = new ArrayList<>();
    int units = 0;
    for (OutputCosts output : outputs) {
      together.add(output);
      units += output.units().size();
      if (units >= wave) {
        add(together, batches);
        together.clear();
        units = 0;
      }
    }
    add(together, batches);
    return batches;
  }

  private static void add(List<OutputCosts> wave, List<Batch> batches) {
    int phases = wave.stream().mapToInt(o -> o.phases().size()).max().orElse(0);
    double driver = wave.stream().mapToDouble(OutputCosts::driverSeconds).sum();
    batches.add(new Batch(driver, List.of()));
    for (int phase = 0; phase < phases; phase++) {
      List<UnitCost> units = new ArrayList<>();
      for (OutputCosts output : wave) {
        if (phase < output.phases().size()) {
          units.addAll(output.phases().get(phase));
        }
      }
      batches.add(new Batch(0, units));
    }
  }
}
