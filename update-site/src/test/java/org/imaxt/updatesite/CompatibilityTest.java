package org.imaxt.updatesite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars of {@code jars.txt} and those that Fiji has are together all that is needed. */
class CompatibilityTest {

  private static final String NATIVES = "org.tensorflow:tensorflow-core-native:";

  private static ShippedJars shipped;
  private static RuntimeJars needed;
  private static RuntimeJars engine;
  private static FijiJars fiji;

  @BeforeAll
  static void read() throws Exception {
    shipped = ShippedJars.read(Path.of("jars.txt"));
    needed = RuntimeJars.read(Path.of("target/dependencies.txt"));
    engine = RuntimeJars.read(Path.of("../imaxt-tensorflow/target/dependencies.txt"));
    fiji = FijiJars.read(Path.of("target/pom-scijava.xml"));
  }

  @Test
  void shipsNothingThatFijiHas() {
    Set<String> both = names(shipped.keys());
    both.retainAll(names(fiji.versions().keySet()));
    assertEquals(Set.of(), both, "Fiji's class path is flat: these jars would shadow its own");
  }

  @Test
  void shipsNothingThatIsNotNeeded() {
    Set<String> idle = new TreeSet<>(shipped.keys());
    idle.removeAll(needed.jars().keySet());
    assertEquals(Set.of(), idle);
  }

  @Test
  void findsInFijiWhatIsNotShippedAtTheSameVersion() {
    Map<String, String> lean = new TreeMap<>();
    Map<String, String> managed = new TreeMap<>();
    needed.jars().keySet().stream()
        .filter(key -> !shipped.keys().contains(key))
        .forEach(
            key -> {
              lean.put(key, needed.jars().get(key).version());
              managed.put(key, fiji.versions().getOrDefault(key, "absent; name it in jars.txt"));
            });
    assertEquals(managed, lean);
  }

  @Test
  void shipsAllThatTheEngineNeeds() {
    Set<String> wanted = new TreeSet<>(engine.jars().keySet());
    wanted.add("org.imaxt:imaxt-tensorflow");
    Set<String> listed = new TreeSet<>(shipped.engine());
    // The list has the native libraries of all platforms, the build those of its own.
    listed.removeIf(key -> key.startsWith(NATIVES) && !wanted.contains(key));
    assertEquals(wanted, listed);
  }

  @Test
  void shipsTheEngineForEveryPlatformThatHasOne() {
    Set<String> natives = new TreeSet<>(shipped.engine());
    natives.removeIf(key -> !key.startsWith(NATIVES));
    assertEquals(
        Set.of(
            NATIVES + "linux-arm64",
            NATIVES + "linux-x86_64",
            NATIVES + "macosx-arm64",
            NATIVES + "windows-x86_64"),
        natives);
  }

  /** But for what Fiji has there itself, of its own version: why the engine lives apart. */
  @Test
  void keepsTheEngineOffTheFlatClassPath() {
    Set<String> flat = new TreeSet<>(needed.jars().keySet());
    flat.retainAll(shipped.engine());
    flat.removeIf(key -> needed.jars().get(key).version().equals(fiji.versions().get(key)));
    assertEquals(Set.of(), flat);
  }

  @Test
  void findsEveryCommandUnderItsMenuPath() throws Exception {
    try (URLClassLoader loader = loader()) {
      SortedMap<?, ?> tasks = (SortedMap<?, ?>) session(loader, "tasks");
      SortedMap<?, ?> commands = (SortedMap<?, ?>) session(loader, "commands");
      assertEquals(tasks.keySet(), commands.keySet());
      assertTrue(
          tasks.values().containsAll(List.of("ingest", "flatfield", "stitch", "fuse")),
          "stages are missing, there are " + tasks.values());
      assertTrue(
          commands.keySet().stream().allMatch(menu -> menu.toString().startsWith("Plugins>IMAXT>")),
          "a command lies outside of Plugins>IMAXT: " + commands.keySet());
    }
  }

  @Test
  @Tag("slow")
  void goesTheWholeWayWithTheseJarsAlone(@TempDir Path folder) throws Exception {
    try (URLClassLoader loader = loader()) {
      session(loader, "wholeWay", folder.toFile());
    }
    assertTrue(
        Files.isDirectory(folder.resolve("sample.zarr/stpt/mosaic")), "there are no mosaics");
  }

  private static Set<String> names(Set<String> keys) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    keys.forEach(key -> names.add(key.substring(key.indexOf(':') + 1)));
    return names;
  }

  /** Sees the JDK, the shipped jars, Fiji's, and {@link FijiSession}; not the tests' class path. */
  private static URLClassLoader loader() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (RuntimeJars.Jar jar : needed.jars().values()) {
      urls.add(jar.file().toUri().toURL());
    }
    urls.add(FijiSession.class.getProtectionDomain().getCodeSource().getLocation());
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static Object session(URLClassLoader loader, String method, File... folder)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Class<?>[] types = folder.length == 0 ? new Class<?>[0] : new Class<?>[] {File.class};
      return Class.forName(FijiSession.class.getName(), true, loader)
          .getMethod(method, types)
          .invoke(null, (Object[]) folder);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
