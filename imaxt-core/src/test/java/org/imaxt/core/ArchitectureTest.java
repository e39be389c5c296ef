package org.imaxt.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.zarr.ZarrVersion;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Algorithms know arrays, stages know the sample, surfaces know the user, and each knows nothing
 * above it.
 */
@Tag("slow") // reads every class
class ArchitectureTest {

  private static final String CORE = "org.imaxt.core.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.imaxt.core");

  /**
   * What a layer may import: other layers, packages from outside beside the JDK's, and single types
   * of layers that are otherwise hidden from it.
   */
  private record Layer(
      String name, List<String> layers, List<String> outside, List<Class<?>> types) {

    static Layer of(String name, String... layers) {
      return new Layer(name, List.of(layers), List.of(), List.of());
    }

    Layer with(String... packages) {
      return new Layer(name, layers, List.of(packages), types);
    }

    Layer only(Class<?>... single) {
      return new Layer(name, layers, outside, List.of(single));
    }

    DescribedPredicate<JavaClass> allowed() {
      List<String> packages = new ArrayList<>(List.of("java..", "javax..", CORE + name + ".."));
      layers.forEach(layer -> packages.add(CORE + layer + ".."));
      packages.addAll(outside);
      return resideInAnyPackage(packages.toArray(String[]::new))
          .or(belongToAnyOf(types.toArray(Class<?>[]::new)));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Layer> LAYERS =
      List.of(
          Layer.of("model"),
          Layer.of("network"), // the only package that the engine's class loader shares
          Layer.of("engine", "network").with("com.google.gson.."),
          Layer.of("xml"),
          Layer.of("tiff", "xml").with("com.github.luben.zstd.."),
          Layer.of("czi", "xml").with("com.github.luben.zstd.."),
          Layer.of("imc", "tiff"),
          Layer.of("report").with("com.google.gson..", "org.jfree..", "java.awt.."),
          Layer.of("algo", "model", "network")
              .with("net.imglib2..", "org.apache.commons.math3..", "org.jtransforms.."),
          Layer.of("phantom", "model", "tiff").with("net.imglib2..", "com.google.gson.."),
          Layer.of("zarr")
              .with(
                  "net.imglib2..",
                  "com.google.gson..",
                  "com.github.luben.zstd..",
                  "io.airlift.compress.."),
          Layer.of("ngff", "zarr").with("com.google.gson.."),
          Layer.of("pyramid", "ngff", "zarr", "algo"),
          Layer.of("sample", "model", "zarr", "ngff")
              .with("net.imglib2..", "com.google.gson..", "org.slf4j.."),
          Layer.of("bdv", "sample", "ngff", "zarr", "model")
              .with("net.imglib2..", "com.google.gson..", "org.w3c.dom.."),
          Layer.of("stage", "sample", "report", "model")
              .with("net.imglib2.parallel..")
              .only(ZarrVersion.class), // a stage may choose the format of the sample it makes
          Layer.of("frames", "stage", "sample", "algo", "model"),
          Layer.of("planes", "tiff"),
          Layer.of("training", "stage", "sample", "report", "algo", "engine", "network"),
          Layer.of("export", "stage", "sample", "report", "tiff", "ngff", "zarr")
              .with("net.imglib2.."),
          Layer.of("roi", "stage").with("ij.."),
          Layer.of("run", "stage", "sample", "report", "zarr", "model")
              .with("net.imglib2.parallel..", "com.google.gson..", "org.slf4j.."),
          Layer.of("pipeline", "run", "stage", "model")
              .with("org.yaml.snakeyaml..")
              // Step by step reports go to the listener; receipts say which steps are done.
              .only(Report.class, Sample.class, Receipts.class),
          Layer.of("plan", "pipeline", "run", "stage", "sample", "report", "algo", "model")
              .with("com.google.gson..")
              .only(ZarrVersion.class), // a sample that is not there yet is planned in memory
          Layer.of("scijava", "pipeline", "run", "stage", "model")
              .with("org.scijava..")
              .only(Report.class)); // its text is the command's output

  static List<Layer> layers() {
    return LAYERS;
  }

  @ParameterizedTest
  @MethodSource("layers")
  void knowsOnlyWhatLiesBelow(Layer layer) {
    classes()
        .that()
        .resideInAPackage(CORE + layer.name() + "..")
        .should()
        .onlyDependOnClassesThat(layer.allowed())
        .because("ARCHITECTURE.md names the layers below " + layer.name())
        .check(CLASSES);
  }

  @Test
  void namesEveryLayer() {
    List<String> found =
        CLASSES.stream()
            .map(c -> c.getPackageName().substring(CORE.length() - 1))
            .filter(name -> !name.isEmpty())
            .map(name -> name.substring(1).split("\\.")[0])
            .distinct()
            .sorted()
            .toList();
    Assertions.assertEquals(LAYERS.stream().map(Layer::name).sorted().toList(), found);
  }

  @Test
  void keepsAlgorithmsFromFilesThreadsAndClocks() {
    noClasses()
        .that()
        .resideInAPackage(CORE + "algo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.nio.file..", "java.util.concurrent..", "java.time..", "java.awt..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class, ThreadLocal.class, java.io.File.class, Files.class, Path.class)
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callConstructor(Random.class)
        .because("a function of its arguments gives the same answer everywhere")
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("parents")
  void hasNoCyclesBetweenPackages(String parent) {
    slices().matching(parent + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  static List<String> parents() {
    return List.of("org.imaxt.core", "org.imaxt.core.algo");
  }
}
