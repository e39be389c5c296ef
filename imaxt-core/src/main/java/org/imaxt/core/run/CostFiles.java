package org.imaxt.core.run;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.imaxt.core.model.UnitCost;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.zarr.StoreException;
import org.slf4j.LoggerFactory;

/**
 * What the units of a stage took, kept in the sample beside its receipts: a document an output, and
 * one for the run.
 *
 * <p>They decide nothing, and a document that cannot be understood is as none.
 */
public final class CostFiles {

  private static final Gson GSON = new Gson();

  private final Sample sample;
  private final String stage;

  private CostFiles(Sample sample, String stage) {
    this.sample = sample;
    this.stage = stage;
  }

  /**
   * The documents of a stage on its target.
   *
   * @param stage the stage
   * @param params its parameters, which may choose a target
   * @param sample the sample
   * @param <P> its parameter record
   * @return the documents
   */
  public static <P extends StageParams> CostFiles of(
      Stage<P, ?, ?> stage, P params, Sample sample) {
    return new CostFiles(sample, (stage.info().id() + " " + stage.target(params)).trim());
  }

  /**
   * What an output took.
   *
   * @param output its name
   * @return empty if nobody measured
   */
  public Optional<OutputCosts> find(String output) {
    return read(Layout.cost(stage, output), Columns.class).flatMap(Columns::costs);
  }

  /**
   * What the outputs took that were measured, those that are no more included.
   *
   * @return costs in the order of the outputs' names
   */
  public List<OutputCosts> all() {
    return sample.store().list(Layout.costs(stage)).stream()
        .filter(name -> name.endsWith(".json"))
        .map(name -> find(name.substring(0, name.length() - ".json".length())))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * What the last run took that made something.
   *
   * @return empty if nobody measured
   */
  public Optional<RunCosts> run() {
    return read(Layout.costs(stage) + ".json", RunCosts.class);
  }

  void write(String output, OutputCosts costs) {
    write(Layout.cost(stage, output), Columns.of(costs));
  }

  void write(RunCosts costs) {
    write(Layout.costs(stage) + ".json", costs);
  }

  private <T> Optional<T> read(String path, Class<T> type) {
    try {
      return sample
          .store()
          .read(path)
          .map(bytes -> GSON.fromJson(new String(bytes, StandardCharsets.UTF_8), type));
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  /** Estimates do without what cannot be written; no run fails for them. */
  private void write(String path, Object document) {
    byte[] bytes = (GSON.toJson(document) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      sample.store().write(path, bytes);
    } catch (StoreException e) {
      LoggerFactory.getLogger(CostFiles.class).warn("costs were not recorded: {}", e.getMessage());
    }
  }

  /** Costs on disk: a column a quantity, a number a unit. */
  private record Columns(double driverSeconds, List<Phase> phases) {

    record Phase(
        double[] seconds,
        double[] processorSeconds,
        double[] readBytes,
        double[] writtenBytes,
        double[] memoryBytes) {

      static Phase of(List<UnitCost> units) {
        return new Phase(
            column(units, UnitCost::seconds),
            column(units, UnitCost::processorSeconds),
            column(units, UnitCost::readBytes),
            column(units, UnitCost::writtenBytes),
            column(units, UnitCost::memoryBytes));
      }

      private static double[] column(List<UnitCost> units, ToDoubleFunction<UnitCost> value) {
        return units.stream().mapToDouble(value).toArray();
      }

      List<UnitCost> units() {
        List<UnitCost> units = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
          units.add(
              new UnitCost(
                  seconds[i], processorSeconds[i], readBytes[i], writtenBytes[i], memoryBytes[i]));
        }
        return units;
      }

      boolean isWhole() {
        double[][] columns = {seconds, processorSeconds, readBytes, writtenBytes, memoryBytes};
        return Arrays.stream(columns).allMatch(c -> c != null && c.length == seconds.length);
      }
    }

    static Columns of(OutputCosts costs) {
      return new Columns(costs.driverSeconds(), costs.phases().stream().map(Phase::of).toList());
    }

    Optional<OutputCosts> costs() {
      return phases == null || !phases.stream().allMatch(Phase::isWhole)
          ? Optional.empty()
          : Optional.of(new OutputCosts(driverSeconds, phases.stream().map(Phase::units).toList()));
    }
  }
}
