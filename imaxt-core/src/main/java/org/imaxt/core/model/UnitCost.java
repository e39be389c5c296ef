package org.imaxt.core.model;

import java.io.Serializable;
import java.util.Collection;

/**
 * What a unit of work takes.
 *
 * @param seconds time from its start to its end, s
 * @param processorSeconds time of a processor core in it, s; 0 where the system does not tell
 * @param readBytes bytes read from files; 0 where the system does not tell
 * @param writtenBytes bytes written to files; 0 where the system does not tell
 * @param memoryBytes heap that it declares
 */
public record UnitCost(
    double seconds,
    double processorSeconds,
    double readBytes,
    double writtenBytes,
    double memoryBytes)
    implements Serializable {

  /** Nothing at all. */
  public static final UnitCost NONE = new UnitCost(0, 0, 0, 0, 0);

  /** Refuses what is no amount. */
  public UnitCost {
    double least =
        Math.min(
            Math.min(seconds, processorSeconds),
            Math.min(readBytes, Math.min(writtenBytes, memoryBytes)));
    if (!(least >= 0) || !Double.isFinite(seconds)) {
      throw new IllegalArgumentException(
          "a cost must be at least 0, got %s s, %s s, %s, %s and %s bytes"
              .formatted(seconds, processorSeconds, readBytes, writtenBytes, memoryBytes));
    }
  }

  /**
   * What it moves between files and memory.
   *
   * @return bytes
   */
  public double movedBytes() {
    return readBytes + writtenBytes;
  }

  /**
   * The cost of a larger or smaller piece of the same work, in the same memory.
   *
   * @param factor how much larger, at least 0
   * @return its cost
   */
  public UnitCost times(double factor) {
    return new UnitCost(
        seconds * factor,
        processorSeconds * factor,
        readBytes * factor,
        writtenBytes * factor,
        memoryBytes);
  }

  /**
   * The same cost in other memory.
   *
   * @param bytes heap that it declares
   * @return the cost
   */
  public UnitCost in(double bytes) {
    return new UnitCost(seconds, processorSeconds, readBytes, writtenBytes, bytes);
  }

  /**
   * All costs together, in the memory of the largest.
   *
   * @param costs the costs
   * @return their sum
   */
  public static UnitCost sum(Collection<UnitCost> costs) {
    return costs.stream()
        .reduce(
            NONE,
            (a, b) ->
                new UnitCost(
                    a.seconds + b.seconds,
                    a.processorSeconds + b.processorSeconds,
                    a.readBytes + b.readBytes,
                    a.writtenBytes + b.writtenBytes,
                    Math.max(a.memoryBytes, b.memoryBytes)));
  }
}
