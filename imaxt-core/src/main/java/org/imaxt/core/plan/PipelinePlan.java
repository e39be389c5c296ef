package org.imaxt.core.plan;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imaxt.core.algo.schedule.Machine;
import org.imaxt.core.algo.schedule.Timetable;
import org.imaxt.core.model.UnitCost;
import org.imaxt.core.plan.StagePlan.Basis;
import org.imaxt.core.report.Report;

/**
 * What the steps of a pipeline will take.
 *
 * @param sample where the sample lies
 * @param size how much the microscope has recorded, if that is known
 * @param stages a plan a step, in order
 * @param shipped where the shipped costs are from
 */
public record PipelinePlan(
    String sample, Optional<SampleSize> size, List<StagePlan> stages, String shipped) {

  private static final List<String> HEADER =
      List.of(
          "stage",
          "outputs",
          "to make",
          "units",
          "core time",
          "time",
          "memory a unit",
          "read",
          "written",
          "known from");

  /** Copies the list. */
  public PipelinePlan {
    stages = List.copyOf(stages);
  }

  /**
   * The plan for people.
   *
   * @param machine what the pipeline will run on
   * @param wave units that are given out together
   * @return a table and its sums
   */
  public Report report(Machine machine, int wave) {
    Report report = Report.titled("Plan for " + sample);
    size.ifPresent(s -> report.paragraph(Amounts.size(s)));
    List<List<String>> rows = new ArrayList<>();
    double seconds = 0;
    double core = 0;
    double written = 0;
    for (StagePlan stage : stages) {
      rows.add(row(stage, machine, wave));
      if (stage.costs().isPresent()) {
        UnitCost sum = UnitCost.sum(stage.costs().get().units());
        seconds += stage.costs().get().on(machine, wave).seconds();
        core += sum.seconds();
        written += sum.writtenBytes();
      }
    }
    report.table("Stages on %d cores".formatted(machine.cores()), HEADER, rows);
    report.number("time", seconds, "s");
    report.number("time of all cores", core, "s");
    report.number("to be written", written / 1e9, "GB");
    explain(report);
    return report;
  }

  private static List<String> row(StagePlan stage, Machine machine, int wave) {
    List<String> row = new ArrayList<>(List.of(stage.stage()));
    boolean counts = stage.outputs() > 0;
    row.add(counts ? Integer.toString(stage.outputs()) : "?");
    row.add(counts ? Integer.toString(stage.outputs() - stage.current()) : "?");
    row.add(counts ? Integer.toString(stage.units()) : "?");
    if (stage.costs().isPresent()) {
      UnitCost sum = UnitCost.sum(stage.costs().get().units());
      row.add(Amounts.time(sum.seconds()));
      row.add(Amounts.time(stage.costs().get().on(machine, wave).seconds()));
      row.add(Amounts.bytes(sum.memoryBytes()));
      row.add(Amounts.bytes(sum.readBytes()));
      row.add(Amounts.bytes(sum.writtenBytes()));
    } else {
      String nothing = stage.basis() == Basis.NOTHING ? "-" : "?";
      row.addAll(List.of(nothing, nothing, nothing, nothing, nothing));
    }
    row.add(stage.basis().words());
    return row;
  }

  private void explain(Report report) {
    if (has(Basis.SHIPPED) || has(Basis.SCALED)) {
      report.warning(
          "what was never measured on this sample is estimated from shipped costs a megapixel (%s);"
              + " another machine or other tissue may take several times as much",
          shipped);
    }
    if (has(Basis.UNKNOWN)) {
      report.warning(
          "the sums leave out %s: never measured on this sample, and no costs of such stages are"
              + " shipped; run them on a part of it first",
          ids(Basis.UNKNOWN));
    }
    if (has(Basis.JOB)) {
      report.warning("the sums leave out %s: done at once, not unit by unit", ids(Basis.JOB));
    }
  }

  private String ids(Basis basis) {
    return String.join(
        ", ",
        stages.stream().filter(s -> s.basis() == basis).map(StagePlan::stage).distinct().toList());
  }

  private boolean has(Basis basis) {
    return stages.stream().anyMatch(s -> s.basis() == basis);
  }

  /**
   * The plan for programs.
   *
   * @param machine what the pipeline will run on
   * @param wave units that are given out together
   * @return the report, and {@code stages} with plain numbers
   */
  public JsonObject json(Machine machine, int wave) {
    JsonObject json = report(machine, wave).json();
    JsonArray all = new JsonArray();
    for (StagePlan stage : stages) {
      JsonObject one = new JsonObject();
      one.addProperty("stage", stage.stage());
      one.addProperty("outputs", stage.outputs());
      one.addProperty("up_to_date", stage.current());
      one.addProperty("units", stage.units());
      one.addProperty("basis", stage.basis().name().toLowerCase(Locale.ROOT));
      stage.costs().ifPresent(costs -> add(costs, machine, wave, one));
      all.add(one);
    }
    json.add("stages", all);
    return json;
  }

  private static void add(StageCosts costs, Machine machine, int wave, JsonObject one) {
    UnitCost sum = UnitCost.sum(costs.units());
    Timetable table = costs.on(machine, wave);
    one.addProperty("core_seconds", sum.seconds());
    one.addProperty("processor_seconds", sum.processorSeconds());
    one.addProperty("seconds", table.seconds());
    one.addProperty("largest_memory_bytes", sum.memoryBytes());
    one.addProperty("read_bytes", sum.readBytes());
    one.addProperty("written_bytes", sum.writtenBytes());
  }
}
