package org.imaxt.updatesite;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** A slice a plugin; core and the programs around the plugins are none. */
final class PluginSlices implements SliceAssignment {

  private static final Set<String> OTHERS =
      Set.of("core", "cli", "processor", "benchmarks", "tensorflow", "spark", "s3");

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.");
    return !type.getPackageName().startsWith("org.imaxt.") || OTHERS.contains(parts[2])
        ? SliceIdentifier.ignore()
        : SliceIdentifier.of(parts[2]);
  }

  @Override
  public String getDescription() {
    return "plugins";
  }
}
