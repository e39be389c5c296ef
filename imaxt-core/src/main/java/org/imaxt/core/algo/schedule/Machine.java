package org.imaxt.core.algo.schedule;

/**
 * What units run on.
 *
 * @param cores units that may run at once, at least 1
 * @param processors processors that these cores and the processes share, at least 1
 * @param processes processes that do the units, at least 1
 * @param bytesPerSecond what all cores together can read and write, positive; may be infinite
 * @param memoryBytes what units may declare together, positive; may be infinite; one unit may
 *     always run
 * @param dispatchSeconds time in which the driver gives out one unit, at least 0, s
 */
public record Machine(
    int cores,
    int processors,
    int processes,
    double bytesPerSecond,
    double memoryBytes,
    double dispatchSeconds) {

  /** Refuses a machine on which nothing could run. */
  public Machine {
    if (Math.min(cores, Math.min(processors, processes)) < 1
        || !(bytesPerSecond > 0)
        || !(memoryBytes > 0)
        || !(dispatchSeconds >= 0)) {
      throw new IllegalArgumentException(
          "a machine needs cores, bandwidth and memory, got %s (%s, %s), %s B/s, %s B and %s s a unit"
              .formatted(
                  cores, processors, processes, bytesPerSecond, memoryBytes, dispatchSeconds));
    }
  }

  /**
   * A machine that nothing but its cores limits.
   *
   * @param cores its cores
   * @return the machine
   */
  public static Machine of(int cores) {
    return of(cores, cores);
  }

  /**
   * One process on a machine that nothing but its processors limits.
   *
   * @param cores units that may run at once
   * @param processors processors of the machine
   * @return the machine
   */
  public static Machine of(int cores, int processors) {
    double all = Double.POSITIVE_INFINITY;
    return new Machine(cores, processors, 1, all, all, 0);
  }
}
