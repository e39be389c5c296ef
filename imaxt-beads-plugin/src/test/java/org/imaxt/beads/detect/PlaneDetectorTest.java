package org.imaxt.beads.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.imaxt.core.stage.InputException;
import org.junit.jupiter.api.Test;

/** What looks for beads is what the units were planned with, whatever the process has. */
class PlaneDetectorTest {

  @Test
  void looksWithoutTheNetworkWhereThatWasPlannedThoughThereMayBeAnEngine() {
    try (PlaneDetector detector =
        PlaneDetector.open(BeadsParams.defaults(), PlaneDetector.CLASSICAL)) {
      assertEquals(PlaneDetector.CLASSICAL, detector.name());
    }
  }

  @Test
  void refusesToLookWithoutTheNetworkThatWasPlanned() {
    String other = PlaneDetector.UNET + " of another process";
    assertThrows(
        InputException.class, () -> PlaneDetector.open(BeadsParams.defaults(), other).close());
  }
}
