package org.imaxt.core.algo.federate;

import java.io.Serializable;
import java.util.List;

/**
 * The beads of one slide or region and the field in which they were looked for.
 *
 * @param beads what was found; may be empty
 * @param field the scanned rectangle, frame of the scan
 */
public record BeadScan(List<ScanBead> beads, Field field) implements Serializable {

  /** Copies the list. */
  public BeadScan {
    beads = List.copyOf(beads);
  }

  /**
   * Number of beads.
   *
   * @return count
   */
  public int size() {
    return beads.size();
  }
}
