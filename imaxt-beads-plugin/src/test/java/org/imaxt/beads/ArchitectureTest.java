package org.imaxt.beads;

import java.util.List;
import java.util.Map;
import org.imaxt.core.contract.PluginArchitecture;

/** The packages from mosaics to the cube. */
class ArchitectureTest extends PluginArchitecture {

  ArchitectureTest() {
    super(
        Map.of(
            "catalogue", List.of(),
            "detect", List.of("catalogue"),
            "training", List.of(),
            "register", List.of("catalogue"),
            "cube", List.of(),
            "export", List.of(),
            "evaluation", List.of("catalogue", "register")));
  }
}
