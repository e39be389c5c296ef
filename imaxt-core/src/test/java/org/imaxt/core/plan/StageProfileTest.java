package org.imaxt.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeMap;
import org.imaxt.core.model.UnitCost;
import org.imaxt.core.run.OutputCosts;
import org.imaxt.core.stage.Output;
import org.junit.jupiter.api.Test;

/** Costs that were measured on one sample, for another. */
class StageProfileTest {

  private static final double TOL = 1e-9; // relative; sums of a few doubles

  private static final SampleSize SMALL = new SampleSize(2, 4, 2, 1, 1);
  private static final StageOverhead OVERHEAD = new StageOverhead(3, 5, 2);
  private static final SampleSize LARGE = new SampleSize(10, 20, 2, 1, 1);

  private static UnitCost unit(double seconds) {
    return new UnitCost(seconds, seconds, 10, 20, 100);
  }

  private static Output output(String name, int section) {
    return new Output(name, section, List.of(), new TreeMap<>(), List.of());
  }

  private static StageProfile profile(Output output, int mostTiles, UnitCost... units) {
    OutputCosts costs = new OutputCosts(0.5, List.of(List.of(units)));
    return StageProfile.of(
        "lab", List.of(output, output), List.of(costs, costs), OVERHEAD, SMALL, mostTiles);
  }

  @Test
  void aLargerSectionHasMoreUnitsThatTakeAsMuchAPixel() {
    StageProfile profile = profile(output("S001", 1), 0, unit(1), unit(2));
    assertEquals(10, profile.outputs(LARGE));
    List<UnitCost> units = profile.output(LARGE, 0).units();
    assertEquals(10, units.size());
    assertEquals(15, UnitCost.sum(units).seconds(), 15 * TOL); // 5 times the pixels
    assertEquals(100, units.get(0).memoryBytes());
    StageOverhead overhead = profile.overhead(LARGE);
    assertEquals(15, overhead.fixedSeconds(), 15 * TOL); // 5 times the sections
    assertEquals(5, overhead.compilingSeconds(), "code is compiled once");
    assertEquals(50, overhead.besideSeconds(), 50 * TOL); // 25 times the pixels
  }

  @Test
  void aUnitThatIsTheWholeOutputGrowsItself() {
    StageProfile profile = profile(output("S001", 1), 0, unit(2));
    List<UnitCost> units = profile.output(LARGE, 7).units();
    assertEquals(1, units.size());
    assertEquals(10, units.get(0).seconds(), 10 * TOL);
    assertEquals(500, units.get(0).memoryBytes(), 500 * TOL);
  }

  @Test
  void anOutputOfAChannelGrowsWithTheTilesThatItIsMadeFrom() {
    assertEquals(
        2 * 25, profile(output("C01", 0), 0, unit(2)).output(LARGE, 0).units().get(0).seconds());
    // 8 tiles were there, of 200 at most 16 are taken
    assertEquals(
        2 * 2,
        profile(output("C01", 0), 16, unit(2)).output(LARGE, 0).units().get(0).seconds(),
        4 * TOL);
  }

  @Test
  void fewerUnitsStandForAll() {
    StageProfile profile =
        profile(output("all", 0), 0, unit(4), unit(1), unit(3), unit(2), unit(0.5)).with(2);
    assertEquals(2, profile.phases().get(0).units().size());
    assertEquals(5, profile.phases().get(0).unitsPerOutput());
    assertEquals(1, profile.outputs(SMALL));
  }

  @Test
  void theSameSampleTakesTheSame() {
    StageProfile profile = profile(output("S001", 1), 0, unit(1), unit(2), unit(4));
    assertEquals(7, UnitCost.sum(profile.output(SMALL, 0).units()).seconds(), 7 * TOL);
    assertEquals(0.5, profile.output(SMALL, 1).driverSeconds());
  }
}
