package org.imaxt.core.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.model.UnitCost;
import org.imaxt.core.stage.Output;

/** What the units of a stage took, summed up for its report. */
final class CostSummary {

  private CostSummary() {}

  /** Each phase of the outputs that were measured when they were made last. */
  static JsonObject json(CostFiles files, List<Output> outputs) {
    List<OutputCosts> measured =
        outputs.stream().map(o -> files.find(o.name())).flatMap(Optional::stream).toList();
    JsonObject json = new JsonObject();
    json.addProperty("outputs", measured.size());
    json.addProperty(
        "driver_seconds", measured.stream().mapToDouble(OutputCosts::driverSeconds).sum());
    JsonArray phases = new JsonArray();
    int count = measured.stream().mapToInt(m -> m.phases().size()).max().orElse(0);
    for (int phase = 0; phase < count; phase++) {
      List<UnitCost> units = new ArrayList<>();
      for (OutputCosts one : measured) {
        if (phase < one.phases().size()) {
          units.addAll(one.phases().get(phase));
        }
      }
      phases.add(phase(units));
    }
    json.add("phases", phases);
    json.add("last_run", files.run().map(CostSummary::run).orElse(null));
    if (json.get("last_run") == null) {
      json.add("last_run", JsonNull.INSTANCE);
    }
    return json;
  }

  private static JsonObject run(RunCosts run) {
    JsonObject json = new JsonObject();
    json.addProperty("parallelism", run.parallelism());
    json.addProperty("seconds", run.seconds());
    json.addProperty("fixed_seconds", run.fixedSeconds());
    json.addProperty("outputs", run.outputs());
    json.addProperty("units", run.units());
    return json;
  }

  private static JsonObject phase(List<UnitCost> units) {
    UnitCost sum = UnitCost.sum(units);
    double[] seconds = units.stream().mapToDouble(UnitCost::seconds).sorted().toArray();
    JsonObject json = new JsonObject();
    json.addProperty("units", units.size());
    json.addProperty("seconds", sum.seconds());
    json.addProperty("median_seconds", seconds.length == 0 ? 0 : seconds[seconds.length / 2]);
    json.addProperty("longest_seconds", seconds.length == 0 ? 0 : seconds[seconds.length - 1]);
    json.addProperty("processor_seconds", sum.processorSeconds());
    json.addProperty("read_bytes", sum.readBytes());
    json.addProperty("written_bytes", sum.writtenBytes());
    json.addProperty("largest_memory_bytes", sum.memoryBytes());
    return json;
  }
}
