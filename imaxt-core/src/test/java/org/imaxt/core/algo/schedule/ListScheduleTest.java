package org.imaxt.core.algo.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.imaxt.core.algo.schedule.Timetable.Use;
import org.imaxt.core.model.UnitCost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of units on many cores, where the answer is known. */
class ListScheduleTest {

  private static final double SECONDS_TOL = 1e-6; // sums of a few thousand doubles

  private static UnitCost unit(double seconds) {
    return new UnitCost(seconds, seconds, 0, 0, 1);
  }

  private static UnitCost moving(double seconds, double bytes) {
    return new UnitCost(seconds, seconds, bytes / 2, bytes / 2, 1);
  }

  private static Batch batch(double... seconds) {
    return new Batch(0, Arrays.stream(seconds).mapToObj(ListScheduleTest::unit).toList());
  }

  private static Timetable on(int cores, Batch... batches) {
    return ListSchedule.of(Machine.of(cores), List.of(batches));
  }

  @Test
  void oneCoreTakesTheSum() {
    Timetable table = on(1, batch(1, 2, 3), batch(4));
    assertEquals(10, table.seconds(), SECONDS_TOL);
    assertEquals(1, table.utilisation(), SECONDS_TOL);
    assertEquals(Use.WORK, table.bottleneck());
  }

  @Test
  void equalUnitsFillAllCores() {
    Timetable table = on(4, batch(1, 1, 1, 1, 1, 1, 1, 1));
    assertEquals(2, table.seconds(), SECONDS_TOL);
    assertEquals(1, table.utilisation(), SECONDS_TOL);
  }

  /** Graham's example: in this order 2 − 1/m times the optimum of 3. */
  @Test
  void theOrderOfTheListIsKept() {
    assertEquals(5, on(3, batch(1, 1, 1, 1, 1, 1, 3)).seconds(), SECONDS_TOL);
    assertEquals(3, on(3, batch(3, 1, 1, 1, 1, 1, 1)).seconds(), SECONDS_TOL);
  }

  @Test
  void nothingPassesABarrier() {
    Timetable apart = on(2, batch(3, 1), batch(1, 3));
    assertEquals(6, apart.seconds(), SECONDS_TOL);
    assertEquals(4, apart.of(Use.BARRIER), SECONDS_TOL);
    assertEquals(5, on(2, batch(3, 1, 1, 3)).seconds(), SECONDS_TOL);
  }

  @Test
  void theDriverWorksAlone() {
    Timetable table = on(10, new Batch(2, batch(1, 1).units()));
    assertEquals(3, table.seconds(), SECONDS_TOL);
    assertEquals(20, table.of(Use.DRIVER), SECONDS_TOL);
    assertEquals(Use.DRIVER, table.bottleneck());
  }

  @Test
  void bandwidthBoundsAllCoresTogether() {
    List<UnitCost> units = Collections.nCopies(100, moving(1, 50));
    Machine machine = new Machine(10, 10, 1, 100, Double.POSITIVE_INFINITY, 0);
    Timetable table = ListSchedule.of(machine, List.of(new Batch(0, units)));
    assertEquals(50, table.seconds(), SECONDS_TOL); // 5000 bytes at 100 a second
    assertEquals(100, table.of(Use.WORK), SECONDS_TOL);
    assertEquals(Use.BANDWIDTH, table.bottleneck());
  }

  @Test
  void whoMovesLittleIsNotSlowedByWhoMovesMuch() {
    List<UnitCost> units = List.of(moving(4, 40), moving(1, 180));
    Machine machine = new Machine(2, 2, 1, 100, Double.POSITIVE_INFINITY, 0);
    Timetable table = ListSchedule.of(machine, List.of(new Batch(0, units)));
    assertEquals(4, table.seconds(), SECONDS_TOL); // 10 a second leave 90: 180 bytes in 2 s
    assertEquals(1, table.of(Use.BANDWIDTH), SECONDS_TOL);
  }

  @Test
  void memoryAdmitsUnits() {
    List<UnitCost> units = Collections.nCopies(6, unit(1).in(40));
    Machine machine = new Machine(6, 6, 1, Double.POSITIVE_INFINITY, 60, 0);
    Timetable table = ListSchedule.of(machine, List.of(new Batch(0, units)));
    assertEquals(6, table.seconds(), SECONDS_TOL);
    assertEquals(Use.MEMORY, table.bottleneck());
  }

  @Test
  void aUnitThatNeedsMoreThanThereIsRunsAlone() {
    List<UnitCost> units = List.of(unit(1).in(1000), unit(1).in(1));
    Machine machine = new Machine(2, 2, 1, Double.POSITIVE_INFINITY, 100, 0);
    assertEquals(2, ListSchedule.of(machine, List.of(new Batch(0, units))).seconds(), SECONDS_TOL);
  }

  @Test
  void unitsWaitToBeGivenOut() {
    Machine machine =
        new Machine(100, 100, 1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0.1);
    List<UnitCost> units = Collections.nCopies(50, unit(0.5));
    Timetable table = ListSchedule.of(machine, List.of(new Batch(0, units)));
    assertEquals(5.5, table.seconds(), SECONDS_TOL);
    assertEquals(Use.DISPATCH, table.bottleneck());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void keepsToGrahamsBoundsAndAccountsForEveryCoreSecond(long seed) {
    Random random = new Random(seed);
    List<UnitCost> units = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      units.add(
          moving(0.01 + random.nextDouble(), 100 * random.nextDouble()).in(random.nextInt(9)));
    }
    Machine machine = new Machine(16, 16, 1, 300, 60, 1e-3);
    Timetable table = ListSchedule.of(machine, List.of(new Batch(0.5, units)));
    double sum = table.coreSeconds().values().stream().mapToDouble(Double::doubleValue).sum();
    assertEquals(16 * table.seconds(), sum, 16 * SECONDS_TOL);
    assertEquals(UnitCost.sum(units).seconds(), table.of(Use.WORK), 500 * SECONDS_TOL);
    assertTrue(table.seconds() >= UnitCost.sum(units).movedBytes() / 300, "beats the bandwidth");

    double free = on(16, new Batch(0, units)).seconds();
    double longest = units.stream().mapToDouble(UnitCost::seconds).max().orElseThrow();
    double even = UnitCost.sum(units).seconds() / 16;
    assertTrue(free >= Math.max(even, longest) - SECONDS_TOL, "beats the optimum: " + free);
    assertTrue(free <= even + longest, "worse than any list: " + free);
  }

  @Test
  void nothingTakesNoTime() {
    assertEquals(0, on(3).seconds());
    assertEquals(0, on(3, batch()).seconds());
    assertEquals(1, on(3).utilisation());
  }

  @Test
  void whatAProcessDoesBesideItsUnitsCostsTimeOnlyWhereNoProcessorIsIdle() {
    Batch two = batch(4, 4);
    double beside = 2;
    // alone on two processors, a unit at a time: nobody notices
    assertEquals(8, ListSchedule.of(Machine.of(1, 2), beside, List.of(two)).seconds(), SECONDS_TOL);
    // three share two processors for 3 s, then two units have 2 s left: 10 s of work in all
    Timetable shared = ListSchedule.of(Machine.of(2, 2), beside, List.of(two));
    assertEquals(5, shared.seconds(), SECONDS_TOL);
    assertEquals(beside, shared.of(Use.BESIDE), SECONDS_TOL);
    // what is left when the last unit ends is not waited for
    assertEquals(4, ListSchedule.of(Machine.of(2, 3), 9, List.of(two)).seconds(), SECONDS_TOL);
  }
}
