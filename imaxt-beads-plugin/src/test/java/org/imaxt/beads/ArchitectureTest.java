package org.imaxt.beads;

import java.util.List;
import java.util.Map;
import org.imaxt.core.contract.PluginArchitecture;

/** The packages from mosaics to the cube. */
class ArchitectureTest extends PluginArchitecture {

  ArchitectureTest() {
    super(
        Map.of(
            "detect", List.of(),
            "training", List.of(),
            "register", List.of(),
            "cube", List.of(),
            "export", List.of(),
            "evaluation", List.of("register")));
  }
}
