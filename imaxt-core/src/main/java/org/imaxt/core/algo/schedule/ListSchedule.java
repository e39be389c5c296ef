package org.imaxt.core.algo.schedule;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.imaxt.core.algo.schedule.Timetable.Use;
import org.imaxt.core.model.UnitCost;

/**
 * List scheduling: whichever core is free takes the next unit, and waits while its memory is not
 * free.
 *
 * <p>A unit moves its bytes evenly over its time. Where the units under way would move more than
 * the bandwidth, it is shared fairly: those that want less than an equal share get what they want,
 * the others share the rest equally, and run the slower (max-min fairness; Bertsekas, Gallager,
 * Data Networks, 1992, 6.5.2).
 *
 * <p>What the processes do beside units, such as compiling their code, begins with the first unit
 * and takes a processor of each process; where none is idle, it is shared equally with the units.
 */
public final class ListSchedule {

  /** Parts of a second that count as none, so that units that end together are taken together. */
  private static final double NO_TIME = 1e-9;

  private final Machine machine;
  private final List<UnitCost> units;
  private final ArrayDeque<Integer> held = new ArrayDeque<>();
  private final int[] running;
  private final double[] left;
  private final double[] speed;
  private final Map<Use, Double> uses = new EnumMap<>(Use.class);
  private int count;
  private int next;
  private double memory;
  private double now;
  private double beside;

  private ListSchedule(Machine machine, double beside, List<UnitCost> units) {
    this.machine = machine;
    this.beside = beside;
    this.units = units;
    this.running = new int[machine.cores()];
    this.left = new double[machine.cores()];
    this.speed = new double[machine.cores()];
  }

  /**
   * Schedules batches one after the other.
   *
   * @param machine what they run on
   * @param batches the batches in order
   * @return how long all of them take
   */
  public static Timetable of(Machine machine, List<Batch> batches) {
    return of(machine, 0, batches);
  }

  /**
   * Schedules batches one after the other, beside what else the processes do.
   *
   * @param machine what they run on
   * @param besideSeconds processor time that the processes take beside units, s; what is left at
   *     the end is not waited for
   * @param batches the batches in order
   * @return how long all of them take
   */
  public static Timetable of(Machine machine, double besideSeconds, List<Batch> batches) {
    double beside = besideSeconds;
    Timetable all = new Timetable(machine.cores(), 0, Map.of());
    for (Batch batch : batches) {
      double alone = batch.driverSeconds();
      Timetable driver =
          new Timetable(machine.cores(), alone, Map.of(Use.DRIVER, machine.cores() * alone));
      ListSchedule schedule = new ListSchedule(machine, beside, batch.units());
      all = all.then(driver).then(schedule.run());
      beside = schedule.beside;
    }
    return all;
  }

  private Timetable run() {
    while (true) {
      admit();
      boolean open = next < units.size() || !held.isEmpty();
      if (count == 0 && !open) {
        return new Timetable(machine.cores(), now, uses);
      }
      share();
      double step = Math.min(firstEnd(), besideEnd());
      boolean awaits = count + held.size() < machine.cores() && next < units.size();
      if (awaits) {
        step = Math.min(step, Math.max(0, dispatched(next) - now));
      }
      advance(step, awaits);
    }
  }

  /** When the driver has given a unit out. */
  private double dispatched(int unit) {
    return (unit + 1) * machine.dispatchSeconds();
  }

  /** Starts what may start: first those that wait for memory, then the next in the list. */
  private void admit() {
    for (Iterator<Integer> waiting = held.iterator(); waiting.hasNext(); ) {
      if (start(waiting.next())) {
        waiting.remove();
      }
    }
    while (count + held.size() < machine.cores()
        && next < units.size()
        && dispatched(next) <= now + NO_TIME) {
      if (!start(next)) {
        held.add(next);
      }
      next++;
    }
  }

  private boolean start(int unit) {
    double bytes = units.get(unit).memoryBytes();
    if (count > 0 && memory + bytes > machine.memoryBytes()) {
      return false;
    }
    memory += bytes;
    running[count] = unit;
    left[count] = units.get(unit).seconds();
    count++;
    return true;
  }

  private double demand(int slot) {
    UnitCost unit = units.get(running[slot]);
    return unit.seconds() > NO_TIME ? unit.movedBytes() / unit.seconds() : 0;
  }

  /** Sets the speed at which each unit under way proceeds. */
  private void share() {
    double processor = processorShare();
    double wanted = 0;
    for (int i = 0; i < count; i++) {
      wanted += processor * demand(i);
      speed[i] = processor;
    }
    if (wanted <= machine.bytesPerSecond()) {
      return;
    }
    double fair = fairShare();
    for (int i = 0; i < count; i++) {
      double demand = demand(i);
      speed[i] = processor * demand > fair ? fair / demand : processor;
    }
  }

  private int besideThreads() {
    return beside > NO_TIME ? machine.processes() : 0;
  }

  /** The part of a processor that each unit gets, and each process for what it does beside. */
  private double processorShare() {
    return Math.min(1, (double) machine.processors() / Math.max(1, count + besideThreads()));
  }

  private double besideEnd() {
    return besideThreads() > 0 && count > 0
        ? beside / (besideThreads() * processorShare())
        : Double.POSITIVE_INFINITY;
  }

  /** The largest share such that nobody who gets it would use more than there is. */
  private double fairShare() {
    double[] demands = new double[count];
    for (int i = 0; i < count; i++) {
      demands[i] = demand(i);
    }
    Arrays.sort(demands);
    double rest = machine.bytesPerSecond();
    for (int i = 0; i < count; i++) {
      double equal = rest / (count - i);
      if (demands[i] > equal) {
        return equal;
      }
      rest -= demands[i];
    }
    return Double.POSITIVE_INFINITY;
  }

  private double firstEnd() {
    double first = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      first = Math.min(first, left[i] / speed[i]);
    }
    return first;
  }

  private void advance(double step, boolean awaits) {
    int idle = machine.cores() - count - held.size();
    add(Use.MEMORY, held.size() * step);
    add(awaits ? Use.DISPATCH : Use.BARRIER, idle * step);
    int kept = 0;
    double processor = processorShare();
    beside = Math.max(0, beside - besideThreads() * processor * step);
    for (int i = 0; i < count; i++) {
      add(Use.WORK, speed[i] * step);
      add(Use.BESIDE, (1 - processor) * step);
      add(Use.BANDWIDTH, (processor - speed[i]) * step);
      double rest = left[i] - speed[i] * step;
      if (rest > NO_TIME) {
        running[kept] = running[i];
        left[kept] = rest;
        kept++;
      } else {
        memory -= units.get(running[i]).memoryBytes();
      }
    }
    count = kept;
    now += step;
  }

  private void add(Use use, double coreSeconds) {
    uses.merge(use, coreSeconds, Double::sum);
  }
}
