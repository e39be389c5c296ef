package org.imaxt.core.algo.schedule;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long it takes, and what the cores do meanwhile.
 *
 * @param cores the cores
 * @param seconds time from the start to the end, s
 * @param coreSeconds time of all cores by what they do, s; sums up to cores × seconds
 */
public record Timetable(int cores, double seconds, Map<Use, Double> coreSeconds) {

  /** What a core does or waits for. */
  public enum Use {
    /** It works at full speed. */
    WORK,
    /** Its unit waits while the process compiles its code or collects garbage. */
    BESIDE,
    /** Its unit waits for its share of the bandwidth. */
    BANDWIDTH,
    /** Units are waiting, but the memory that they declare is not free. */
    MEMORY,
    /** Units are waiting to be given out. */
    DISPATCH,
    /** The driver works alone. */
    DRIVER,
    /** The last units before a barrier are under way elsewhere. */
    BARRIER
  }

  /** Copies the map. */
  public Timetable {
    coreSeconds = Map.copyOf(coreSeconds);
  }

  /**
   * The share of the cores' time in which they work.
   *
   * @return 0 to 1; 1 where nothing is to be done
   */
  public double utilisation() {
    return seconds == 0 ? 1 : of(Use.WORK) / (cores * seconds);
  }

  /**
   * Time of all cores in some use.
   *
   * @param use the use
   * @return core seconds
   */
  public double of(Use use) {
    return coreSeconds.getOrDefault(use, 0.0);
  }

  /**
   * What takes the most of the cores' time: {@link Use#WORK} where more cores would help most.
   *
   * @return the use
   */
  public Use bottleneck() {
    return Arrays.stream(Use.values()).max(Comparator.comparingDouble(this::of)).orElseThrow();
  }

  /**
   * This and then another on the same cores.
   *
   * @param next what follows
   * @return both
   */
  public Timetable then(Timetable next) {
    Map<Use, Double> both = new EnumMap<>(Use.class);
    for (Use use : Use.values()) {
      both.put(use, of(use) + next.of(use));
    }
    return new Timetable(cores, seconds + next.seconds, both);
  }
}
