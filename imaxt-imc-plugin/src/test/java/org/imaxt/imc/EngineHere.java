package org.imaxt.imc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;

/** Whether the machine can have an engine for networks. */
public final class EngineHere {

  private static final Set<String> WITHOUT_NATIVE = Set.of("Mac OS X x86_64");

  private EngineHere() {}

  /** Skips aloud on machines for which no TensorFlow is made; anywhere else its lack is a fault. */
  public static void assume() {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    assumeTrue(!WITHOUT_NATIVE.contains(machine), () -> "there is no TensorFlow for " + machine);
  }
}
