package org.imaxt.stitch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.imaxt.stitch.fuse.MosaicScale;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stage can be deleted without another noticing, and none knows the surfaces above it. */
class ArchitectureTest {

  private static final String STITCH = "org.imaxt.stitch.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.imaxt.stitch");

  /** Each package and the packages of this plugin that it may import. */
  private static final Map<String, List<String>> PACKAGES =
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
          Map.entry("phantom", List.of()));

  static Set<String> packages() {
    return new TreeSet<>(PACKAGES.keySet());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void knowsOnlyWhatItSharesWithOtherStages(String name) {
    String[] allowed =
        PACKAGES.get(name).stream().map(p -> STITCH + p + "..").toArray(String[]::new);
    DescribedPredicate<JavaClass> permitted =
        resideOutsideOfPackages("org.imaxt.stitch..")
            .or(resideInAPackage(STITCH + name + ".."))
            .or(resideInAnyPackage(allowed));
    if (name.equals("export")) {
      // The scale is the one thing of a mosaic that its readers must know.
      permitted = permitted.or(belongToAnyOf(MosaicScale.class));
    }
    classes()
        .that()
        .resideInAPackage(STITCH + name + "..")
        .should()
        .onlyDependOnClassesThat(permitted)
        .check(CLASSES);
  }

  @Test
  void namesEveryPackage() {
    Set<String> found =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(STITCH))
            .map(name -> name.substring(STITCH.length()).split("\\.")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    found.remove("ui");
    Assertions.assertEquals(packages(), found);
  }

  @Test
  void knowsNoSurface() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Command")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.imaxt.core.run..",
            "org.imaxt.core.pipeline..",
            "org.imaxt.core.scijava..",
            "org.imaxt.cli..",
            "org.scijava..",
            "picocli..")
        .because("stages lie below the surfaces; only generated commands know SciJava")
        .check(CLASSES);
  }

  @Test
  void keepsWindowsInTheUserInterface() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..ui..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.swing..", "java.awt.event..", "bdv..")
        .check(CLASSES);
  }

  @Test
  void keepsAlgorithmsFromTheUserInterface() {
    noClasses()
        .that()
        .resideInAPackage("..ui..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.imaxt.core.algo..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void hasNoCyclesBetweenPackages() {
    slices().matching("org.imaxt.stitch.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
