package org.imaxt.core.algo.register;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.imaxt.core.algo.register.BeadBlock.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Registration of a large block. */
@Tag("slow")
class RegistrationSpeedTest {

  /** Issue 4: 200 sections of 400 beads. */
  private static final double SPEED_TOL_S = 3;

  @Test
  void registersTwoHundredSectionsInSeconds() {
    BeadBlock block =
        BeadBlock.of(Settings.defaults(71).withSections(200).withField(10_500).withDensity(37));
    assertTrue(block.beadsPerSection() > 390, "" + block.beadsPerSection());
    long start = System.nanoTime();
    RegistrationOutcome outcome =
        Registration.of(block.sections, block.detections, RegisterParams.defaults());
    double seconds = (System.nanoTime() - start) * 1e-9;
    System.out.printf("%.2f s for %d detections%n", seconds, block.detections.size());
    assertTrue(outcome instanceof RegistrationOutcome.Registered);
    assertTrue(seconds < SPEED_TOL_S, seconds + " s");
  }
}
