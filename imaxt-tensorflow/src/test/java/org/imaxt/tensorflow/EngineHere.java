package org.imaxt.tensorflow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import org.imaxt.core.engine.EngineAbsentException;
import org.imaxt.core.engine.EngineLoader;
import org.imaxt.core.network.NetworkEngine;

/** The engine, where the machine has one. */
final class EngineHere {

  private static final Set<String> WITHOUT_NATIVE = Set.of("Mac OS X x86_64");

  private EngineHere() {}

  /** Skips aloud on machines for which no TensorFlow is made; anywhere else its lack is a fault. */
  static void assume() {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    assumeTrue(!WITHOUT_NATIVE.contains(machine), () -> "there is no TensorFlow for " + machine);
  }

  static NetworkEngine get() throws EngineAbsentException {
    assume();
    return EngineLoader.engine();
  }
}
