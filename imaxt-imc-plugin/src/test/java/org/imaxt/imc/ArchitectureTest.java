package org.imaxt.imc;

import java.util.List;
import java.util.Map;
import org.imaxt.core.contract.PluginArchitecture;

/** The packages from the instrument's files to cells. */
class ArchitectureTest extends PluginArchitecture {

  ArchitectureTest() {
    super(
        Map.of(
            "intake", List.of(),
            "probability", List.of("nuclei"),
            "segmentation", List.of("probability", "nuclei"),
            "cells", List.of(),
            "measure", List.of("cells"),
            "export", List.of("cells"),
            "nuclei", List.of(),
            "training", List.of("nuclei"),
            "evaluation", List.of()));
  }
}
