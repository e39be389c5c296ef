package org.imaxt.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imaxt.core.algo.schedule.Machine;
import org.imaxt.core.algo.schedule.Timetable;
import org.imaxt.core.algo.schedule.Timetable.Use;
import org.imaxt.core.model.UnitCost;
import org.imaxt.core.report.Report;

/**
 * How long a pipeline would take on a sample and a machine that are not here.
 *
 * @param size size of the sample
 * @param machine what it runs on
 * @param wave units that are given out together
 * @param stages the stages in order
 * @param source where their costs are from
 */
public record Simulation(
    SampleSize size, Machine machine, int wave, List<Stage> stages, String source) {

  /**
   * The time that was published for stitching and registering some hundred sections of a mouse
   * brain's size on a hundred cores, hours.
   */
  public static final double PUBLISHED_HOURS = 8;

  private static final Map<Use, String> WORDS =
      Map.of(
          Use.WORK, "cores",
          Use.BESIDE, "compiling and collecting garbage",
          Use.BANDWIDTH, "reading and writing",
          Use.MEMORY, "memory",
          Use.DISPATCH, "giving out units",
          Use.DRIVER, "the driver's own work",
          Use.BARRIER, "waiting at barriers");

  /**
   * A stage on the machine.
   *
   * @param stage its id
   * @param units number of its units
   * @param sum what they take together, in the memory of the largest
   * @param time how long it takes
   */
  public record Stage(String stage, int units, UnitCost sum, Timetable time) {}

  /** Copies the list. */
  public Simulation {
    stages = List.copyOf(stages);
  }

  /**
   * Simulates the stages of profiles.
   *
   * @param profiles the stages in order
   * @param size size of the sample
   * @param machine what they run on
   * @param wave units that are given out together
   * @return what comes of it
   */
  public static Simulation of(StageProfiles profiles, SampleSize size, Machine machine, int wave) {
    List<Stage> stages = new ArrayList<>();
    for (StageProfile profile : profiles.stages()) {
      StageCosts costs = CostEstimate.scaled(profile, size, profile.outputs(size));
      List<UnitCost> units = costs.units();
      stages.add(
          new Stage(profile.stage(), units.size(), UnitCost.sum(units), costs.on(machine, wave)));
    }
    return new Simulation(size, machine, wave, stages, profiles.source());
  }

  /**
   * All stages together.
   *
   * @return from the start of the first to the end of the last
   */
  public Timetable total() {
    return stages.stream()
        .map(Stage::time)
        .reduce(new Timetable(machine.cores(), 0, Map.of()), Timetable::then);
  }

  /**
   * The simulation for people.
   *
   * @return a table of the stages, sums, and the published time
   */
  public Report report() {
    Timetable total = total();
    Report report =
        Report.titled(
            String.format(
                Locale.ROOT,
                "%s on %d cores, of which %s are used",
                Amounts.time(total.seconds()),
                machine.cores(),
                Amounts.percent(total.utilisation())));
    report.paragraph(Amounts.size(size));
    List<List<String>> rows = new ArrayList<>();
    for (Stage stage : stages) {
      rows.add(row(stage.stage(), stage.units(), stage.sum(), stage.time()));
    }
    rows.add(
        row(
            "all",
            stages.stream().mapToInt(Stage::units).sum(),
            UnitCost.sum(stages.stream().map(Stage::sum).toList()),
            total));
    report.table(
        "Stages",
        List.of("stage", "units", "core time", "time", "cores used", "read", "written", "limit"),
        rows);
    report.table("Time of all cores", List.of("use", "share"), uses(total));
    report.number("simulated", total.seconds() / 3600, "h");
    report.number("published, 100 sections on 100 cores", PUBLISHED_HOURS, "h");
    report.number("cores used", 100 * total.utilisation(), "%");
    report.paragraph("limit: %s", WORDS.get(total.bottleneck()));
    report.paragraph("costs of units: %s", source);
    report.paragraph(
        "Units are given out in order to whichever core is free, %d together; they move their bytes"
            + " evenly over their time and share what the storage moves. The published time is for"
            + " other data and other hardware.",
        wave);
    return report;
  }

  private static List<String> row(String name, int units, UnitCost sum, Timetable time) {
    return List.of(
        name,
        Integer.toString(units),
        Amounts.time(sum.seconds()),
        Amounts.time(time.seconds()),
        Amounts.percent(time.utilisation()),
        Amounts.bytes(sum.readBytes()),
        Amounts.bytes(sum.writtenBytes()),
        WORDS.get(time.bottleneck()));
  }

  private List<List<String>> uses(Timetable total) {
    List<List<String>> rows = new ArrayList<>();
    for (Use use : Use.values()) {
      double share = total.of(use) / (machine.cores() * total.seconds());
      rows.add(List.of(WORDS.get(use), Amounts.percent(share)));
    }
    return rows;
  }
}
