package org.imaxt.core.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.run.CostFiles;
import org.imaxt.core.run.WantedReceipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageParams;

/** The outputs that a stage would make, and the memory of their units, as the stage says. */
final class PlannedOutputs<P extends StageParams, U extends Serializable> {

  private final Stage<P, U, ?> stage;
  private final P params;
  private final Sample sample;
  private final List<Output> stale = new ArrayList<>();
  private final List<List<double[]>> memory = new ArrayList<>();
  private int asked;

  PlannedOutputs(Stage<P, U, ?> stage, P params, Sample sample) {
    this.stage = stage;
    this.params = params;
    this.sample = sample;
  }

  /** Asks for the outputs, and finds those that are to be made. */
  void choose(Selection selection, boolean all) {
    WantedReceipts<P> wanted = new WantedReceipts<>(stage, params, sample);
    for (Output output : stage.outputs(params, selection, sample)) {
      asked++;
      if (all || !isUpToDate(wanted, output)) {
        stale.add(output);
      }
    }
  }

  /** What is made from something that is missing has to be made. */
  private static boolean isUpToDate(WantedReceipts<?> wanted, Output output) {
    try {
      return wanted.isUpToDate(output);
    } catch (SampleFormatException e) {
      return false;
    }
  }

  /** Divides the outputs that are to be made. */
  void divide() {
    for (Output output : stale) {
      List<double[]> phases = new ArrayList<>();
      for (int phase = 0; phase < stage.phases(); phase++) {
        phases.add(
            stage.plan(params, output, phase, sample).stream()
                .mapToDouble(unit -> stage.memoryBytes(params, unit))
                .toArray());
      }
      memory.add(phases);
    }
  }

  String id() {
    return stage.info().id();
  }

  /** How many outputs are asked for. */
  int asked() {
    return asked;
  }

  /** Outputs to be made. */
  List<Output> stale() {
    return stale;
  }

  /** Heap that each unit of an output declares, phase by phase, bytes. */
  List<double[]> memory(int output) {
    return memory.get(output);
  }

  int units() {
    return memory.stream().flatMap(List::stream).mapToInt(phase -> phase.length).sum();
  }

  CostFiles files() {
    return CostFiles.of(stage, params, sample);
  }

  /** Whether the stage does what it does unless it is told otherwise. */
  boolean isMain() {
    return stage.target(params).equals(stage.target(stage.defaults()));
  }
}
