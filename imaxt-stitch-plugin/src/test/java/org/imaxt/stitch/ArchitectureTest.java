package org.imaxt.stitch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import org.imaxt.core.contract.PluginArchitecture;
import org.imaxt.stitch.fuse.MosaicScale;

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

  /** The scale is the one thing of a mosaic that its readers must know. */
  @Override
  protected DescribedPredicate<JavaClass> exceptions(String name) {
    return name.equals("export")
        ? belongToAnyOf(MosaicScale.class)
        : DescribedPredicate.alwaysFalse();
  }
}
