package org.imaxt.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.network.NetworkEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFolderTest {

  private static final Platform LINUX = new Platform("linux-x86_64");

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, aarch64, macosx-arm64",
    "Mac OS X, x86_64, macosx-x86_64",
    "Windows 11, amd64, windows-x86_64",
  })
  void namesPlatformsAsTheNativesAreNamed(String os, String arch, String name) {
    assertEquals(name, Platform.of(os, arch).name());
  }

  @Test
  void knowsThatIntelMacsHaveNone() {
    assertFalse(Platform.of("Mac OS X", "x86_64").supported());
    assertTrue(LINUX.supported());
  }

  @Test
  void takesTheJarsOfAFolder() throws Exception {
    make("b.jar", "a.jar", "notes.txt", "tensorflow-core-native-1.1.0-linux-x86_64.jar");
    assertEquals(
        List.of("a.jar", "b.jar", "tensorflow-core-native-1.1.0-linux-x86_64.jar"),
        EngineFolder.read(folder, LINUX).jars().stream()
            .map(f -> f.getFileName().toString())
            .toList());
  }

  @Test
  void namesTheClassicalDetectorWhereTheNativeIsForAnotherPlatform() throws Exception {
    make("tensorflow-core-native-1.1.0.jar", "tensorflow-core-native-1.1.0-windows-x86_64.jar");
    EngineAbsentException e =
        assertThrows(EngineAbsentException.class, () -> EngineFolder.read(folder, LINUX));
    assertEquals(
        folder
            + " has no TensorFlow for linux-x86_64, it has"
            + " [tensorflow-core-native-1.1.0-windows-x86_64.jar];"
            + " the way without networks is --detector classical",
        e.getMessage());
  }

  @Test
  void namesTheClassicalDetectorWhereTheJarsAreAbsent() {
    EngineAbsentException e =
        assertThrows(EngineAbsentException.class, () -> EngineFolder.read(folder, LINUX));
    assertEquals(
        folder
            + " has no TensorFlow for linux-x86_64, it has none at all;"
            + " the way without networks is --detector classical",
        e.getMessage());
  }

  @Test
  void showsTheEngineNothingButTheSharedPackage() throws Exception {
    ClassLoader shared = new SharedPackage();
    assertEquals(NetworkEngine.class, shared.loadClass(NetworkEngine.class.getName()));
    assertThrows(
        ClassNotFoundException.class, () -> shared.loadClass(EngineLoader.class.getName()));
    assertThrows(ClassNotFoundException.class, () -> shared.loadClass("com.google.gson.Gson"));
    assertThrows(
        ClassNotFoundException.class, () -> shared.loadClass("org.imaxt.core.networkother.X"));
  }

  private void make(String... names) throws Exception {
    for (String name : names) {
      Files.writeString(folder.resolve(name), "");
    }
  }
}
