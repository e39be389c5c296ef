package org.imaxt.core.plan;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.model.UnitCost;
import org.imaxt.core.run.OutputCosts;
import org.imaxt.core.stage.Output;

/**
 * What a stage took on some sample, as far as it says what it will take on others.
 *
 * @param stage id of the stage
 * @param per what an output is made for
 * @param growth what grows with the pixels of an output
 * @param mostTiles most tiles of the sample that an output is made from; 0 for all
 * @param outputMegapixels camera pixels that an output was made from, millions
 * @param outputs outputs that were measured
 * @param driverSeconds what the driver did alone for an output, s
 * @param overhead what was beside the outputs
 * @param phases units of each phase
 */
public record StageProfile(
    String stage,
    Per per,
    Growth growth,
    int mostTiles,
    double outputMegapixels,
    int outputs,
    double driverSeconds,
    StageOverhead overhead,
    List<Phase> phases) {

  /** What an output is made for. */
  public enum Per {
    /** A section. */
    SECTION,
    /** A channel of all sections. */
    CHANNEL,
    /** The whole sample. */
    SAMPLE
  }

  /** What grows with the pixels of an output. */
  public enum Growth {
    /** The number of its units. */
    UNITS,
    /** The one unit of a phase, in time and memory. */
    COST
  }

  /**
   * Units of a phase.
   *
   * @param unitsPerOutput how many an output had, on average
   * @param units costs of some or all of them
   */
  public record Phase(double unitsPerOutput, List<UnitCost> units) {
    /** Copies the list. */
    public Phase {
      units = List.copyOf(units);
    }
  }

  /** Copies the list. */
  public StageProfile {
    phases = List.copyOf(phases);
  }

  /**
   * The profile of a stage that was measured.
   *
   * @param stage id of the stage
   * @param outputs its outputs
   * @param costs what they took, one an output
   * @param overhead what was beside them
   * @param size size of the sample
   * @param mostTiles most tiles that an output is made from; 0 for all
   * @return the profile
   */
  static StageProfile of(
      String stage,
      List<Output> outputs,
      List<OutputCosts> costs,
      StageOverhead overhead,
      SampleSize size,
      int mostTiles) {
    Per per = per(outputs.get(0));
    int phases = costs.stream().mapToInt(c -> c.phases().size()).max().orElse(0);
    List<Phase> all = new ArrayList<>();
    boolean one = true;
    for (int phase = 0; phase < phases; phase++) {
      List<UnitCost> units = new ArrayList<>();
      for (OutputCosts cost : costs) {
        units.addAll(cost.phases().get(phase));
        one &= cost.phases().get(phase).size() <= 1;
      }
      all.add(new Phase((double) units.size() / costs.size(), units));
    }
    return new StageProfile(
        stage,
        per,
        one ? Growth.COST : Growth.UNITS,
        mostTiles,
        megapixels(per, size, mostTiles),
        costs.size(),
        costs.stream().mapToDouble(OutputCosts::driverSeconds).average().orElse(0),
        overhead,
        all);
  }

  private static Per per(Output output) {
    if (output.section() > 0) {
      return Per.SECTION;
    }
    return output.name().matches("C\\d+") ? Per.CHANNEL : Per.SAMPLE;
  }

  private static double megapixels(Per per, SampleSize size, int mostTiles) {
    return switch (per) {
      case SECTION -> size.sectionMegapixels();
      case CHANNEL -> size.megapixels(mostTiles) / size.channels();
      case SAMPLE -> size.megapixels(mostTiles);
    };
  }

  /**
   * The profile with at most so many units a phase, evenly chosen from the fastest to the slowest.
   *
   * @param most most units
   * @return the shorter profile
   */
  public StageProfile with(int most) {
    List<Phase> shorter = new ArrayList<>();
    for (Phase phase : phases) {
      List<UnitCost> sorted =
          phase.units().stream()
              .sorted((a, b) -> Double.compare(a.seconds(), b.seconds()))
              .toList();
      List<UnitCost> some = new ArrayList<>();
      int count = Math.min(most, sorted.size());
      for (int i = 0; i < count; i++) {
        // Each stands for the mean of its neighbours, so that sums are kept.
        int from = i * sorted.size() / count;
        int to = (i + 1) * sorted.size() / count;
        some.add(UnitCost.sum(sorted.subList(from, to)).times(1.0 / (to - from)));
      }
      shorter.add(new Phase(phase.unitsPerOutput(), some));
    }
    return new StageProfile(
        stage, per, growth, mostTiles, outputMegapixels, outputs, driverSeconds, overhead, shorter);
  }

  /**
   * How many outputs a sample has.
   *
   * @param size its size
   * @return a number a section, a channel, or 1
   */
  public int outputs(SampleSize size) {
    return switch (per) {
      case SECTION -> size.sections();
      case CHANNEL -> size.channels();
      case SAMPLE -> 1;
    };
  }

  /**
   * What will be beside the outputs: the driver does as much for each as it did, and as much as
   * before where outputs are not sections; all is compiled once; the rest grows with the pixels.
   *
   * @param size size of the sample
   * @return the overhead
   */
  public StageOverhead overhead(SampleSize size) {
    double more = outputs(size) / (double) outputs;
    double ratio = megapixels(per, size, mostTiles) / outputMegapixels;
    return new StageOverhead(
        overhead.fixedSeconds() * Math.max(1, more),
        overhead.compilingSeconds(),
        overhead.besideSeconds() * more * ratio);
  }

  /**
   * What an output of another sample will take.
   *
   * @param size size of the sample
   * @param number number of the output, from 0: measured units take turns
   * @return its costs
   */
  public OutputCosts output(SampleSize size, int number) {
    double ratio = megapixels(per, size, mostTiles) / outputMegapixels;
    List<List<UnitCost>> all = new ArrayList<>();
    for (Phase phase : phases) {
      all.add(growth == Growth.COST ? larger(phase, ratio, number) : more(phase, ratio, number));
    }
    return new OutputCosts(driverSeconds * ratio, all);
  }

  private static List<UnitCost> larger(Phase phase, double ratio, int number) {
    if (phase.units().isEmpty()) {
      return List.of();
    }
    UnitCost cost = phase.units().get(number % phase.units().size());
    return List.of(cost.times(ratio).in(cost.memoryBytes() * ratio));
  }

  private static List<UnitCost> more(Phase phase, double ratio, int number) {
    double wanted = phase.unitsPerOutput() * ratio;
    if (phase.units().isEmpty() || wanted == 0) {
      return List.of();
    }
    int count = (int) Math.max(1, Math.round(wanted));
    List<UnitCost> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UnitCost cost = phase.units().get((int) (((long) number * count + i) % phase.units().size()));
      units.add(cost.times(wanted / count));
    }
    return units;
  }
}
