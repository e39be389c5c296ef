package org.imaxt.core.contract;

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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A stage can be deleted without another noticing, and none knows the surfaces above it; each
 * plugin's test extends this.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PluginArchitecture {

  private final String root = getClass().getPackageName();
  private final Map<String, List<String>> packages;
  private final JavaClasses imported;

  /**
   * Imports the plugin.
   *
   * @param packages each package below that of the test, and those of them that it may import
   */
  protected PluginArchitecture(Map<String, List<String>> packages) {
    this.packages = packages;
    this.imported =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
  }

  /** What a package may import beside its own; nothing unless a plugin says so. */
  protected DescribedPredicate<JavaClass> exceptions(String name) {
    return DescribedPredicate.alwaysFalse();
  }

  final Set<String> packages() {
    return new TreeSet<>(packages.keySet());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void knowsOnlyWhatItSharesWithOtherStages(String name) {
    String[] allowed = packages.get(name).stream().map(p -> below(p)).toArray(String[]::new);
    DescribedPredicate<JavaClass> permitted =
        resideOutsideOfPackages(root + "..")
            .or(resideInAPackage(below(name)))
            .or(resideInAnyPackage(allowed))
            .or(exceptions(name));
    classes()
        .that()
        .resideInAPackage(below(name))
        .should()
        .onlyDependOnClassesThat(permitted)
        .check(imported);
  }

  @Test
  void namesEveryPackage() {
    Set<String> found =
        imported.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(root + "."))
            .map(name -> name.substring(root.length() + 1).split("\\.")[0])
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
        .check(imported);
  }

  @Test
  void keepsWindowsInTheUserInterface() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..ui..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.swing..", "java.awt.event..", "bdv..")
        .check(imported);
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
        .check(imported);
  }

  @Test
  void hasNoCyclesBetweenPackages() {
    slices().matching(root + ".(*)..").should().beFreeOfCycles().check(imported);
  }

  private String below(String name) {
    return root + "." + name + "..";
  }
}
