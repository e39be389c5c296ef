package org.imaxt.federation;

import java.util.List;
import java.util.Map;
import org.imaxt.core.contract.PluginArchitecture;

/** The packages of what lies beside the block. */
class ArchitectureTest extends PluginArchitecture {

  ArchitectureTest() {
    super(
        Map.of(
            "slides", List.of(),
            "federate", List.of(),
            "export", List.of(),
            "reproject", List.of()));
  }
}
