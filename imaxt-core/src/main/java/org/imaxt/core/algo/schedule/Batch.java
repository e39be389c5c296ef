package org.imaxt.core.algo.schedule;

import java.util.List;
import org.imaxt.core.model.UnitCost;

/**
 * Units between two barriers: none starts before what the driver does first, and nothing follows
 * before the last has ended.
 *
 * @param driverSeconds what the driver does alone before the units, at least 0, s
 * @param units the units in the order in which they are given out
 */
public record Batch(double driverSeconds, List<UnitCost> units) {

  /** Copies the list. */
  public Batch {
    units = List.copyOf(units);
    if (!(driverSeconds >= 0)) {
      throw new IllegalArgumentException(
          "the driver's time must be at least 0 s, got " + driverSeconds);
    }
  }
}
