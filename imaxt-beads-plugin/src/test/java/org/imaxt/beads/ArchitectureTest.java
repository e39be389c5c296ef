package org.imaxt.beads;

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
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stage can be deleted without another noticing, and none knows the surfaces above it. */
class ArchitectureTest {

  private static final String BEADS = "org.imaxt.beads.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.imaxt.beads");

  /** Each package and the packages of this plugin that it may import. */
  private static final Map<String, List<String>> PACKAGES =
      Map.of(
          "register", List.of(),
          "cube", List.of(),
          "export", List.of());

  static Set<String> packages() {
    return new TreeSet<>(PACKAGES.keySet());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void knowsOnlyWhatItSharesWithOtherStages(String name) {
    String[] allowed =
        PACKAGES.get(name).stream().map(p -> BEADS + p + "..").toArray(String[]::new);
    DescribedPredicate<JavaClass> permitted =
        resideOutsideOfPackages("org.imaxt.beads..")
            .or(resideInAPackage(BEADS + name + ".."))
            .or(resideInAnyPackage(allowed));
    classes()
        .that()
        .resideInAPackage(BEADS + name + "..")
        .should()
        .onlyDependOnClassesThat(permitted)
        .check(CLASSES);
  }

  @Test
  void namesEveryPackage() {
    Set<String> found =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(BEADS))
            .map(name -> name.substring(BEADS.length()).split("\\.")[0])
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
    slices().matching("org.imaxt.beads.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
