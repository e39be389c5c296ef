package org.imaxt.core.run;

import java.util.List;
import org.imaxt.core.model.UnitCost;

/**
 * What an output took when it was made last.
 *
 * @param driverSeconds what the driver did for it alone: preparing, finishing, s
 * @param phases costs of the units of each phase, in plan order
 */
public record OutputCosts(double driverSeconds, List<List<UnitCost>> phases) {

  /** Copies the lists. */
  public OutputCosts {
    phases = phases.stream().map(List::copyOf).toList();
  }

  /**
   * All units.
   *
   * @return their costs, phase by phase
   */
  public List<UnitCost> units() {
    return phases.stream().flatMap(List::stream).toList();
  }
}
