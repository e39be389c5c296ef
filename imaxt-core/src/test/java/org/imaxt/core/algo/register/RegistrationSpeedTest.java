package org.imaxt.core.algo.register;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
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
    List<BeadSection> sections = block.input();
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime(); // others may keep the machine busy
    RegistrationOutcome outcome = Registration.of(sections, RegisterParams.defaults());
    double seconds = (clock.getCurrentThreadCpuTime() - start) * 1e-9;
    assertTrue(outcome instanceof RegistrationOutcome.Registered);
    assertTrue(seconds < SPEED_TOL_S, seconds + " s");
  }
}
