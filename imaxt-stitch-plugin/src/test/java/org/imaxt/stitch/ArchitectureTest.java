package org.imaxt.stitch;

import java.util.List;
import java.util.Map;
import org.imaxt.core.contract.PluginArchitecture;

/** The packages from tiles to mosaics. */
class ArchitectureTest extends PluginArchitecture {

  ArchitectureTest() {
    super(
        Map.ofEntries(
            Map.entry("acquisition", List.of()),
            Map.entry("tiles", List.of()),
            Map.entry("overlaps", List.of("tiles")),
            Map.entry("ingest", List.of("acquisition")),
            Map.entry("distortion", List.of("tiles", "overlaps")),
            Map.entry("flatfield", List.of("tiles", "overlaps")),
            Map.entry("stitching", List.of("tiles")),
            Map.entry("fuse", List.of("tiles")),
            Map.entry("export", List.of()),
            Map.entry("info", List.of()),
            Map.entry("phantom", List.of())));
  }
}
