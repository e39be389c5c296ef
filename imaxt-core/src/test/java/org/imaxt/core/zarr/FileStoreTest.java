package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreTest {

  @TempDir Path temporary;
  private FileStore store;

  @BeforeEach
  void openStore() {
    store = new FileStore(temporary.resolve("pröbe mit leer.zarr"));
  }

  static Stream<String> kinds() {
    return Stream.of("files", "memory");
  }

  private Store store(String kind) {
    return kind.equals("files") ? store : new MemoryStore();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void bothStoresKeepTheSameContract(String kind) {
    Store s = store(kind);
    assertEquals(Optional.empty(), s.read("a/b"));
    assertEquals(List.of(), s.list(""));
    s.write("a/b ü", new byte[] {1, 2, 3, 9}, 3);
    s.write("a/c/d", new byte[0]);
    s.write("ab", new byte[] {4});
    assertArrayEquals(new byte[] {1, 2, 3}, s.read("a/b ü").get());
    assertArrayEquals(new byte[] {2}, s.read("a/b ü", 1, 1).get());
    assertArrayEquals(new byte[] {2, 3}, s.read("a/b ü", -2, 2).get());
    assertThrows(StoreException.class, () -> s.read("a/b ü", 2, 2));
    assertEquals(Optional.empty(), s.read("a"), "a folder is no value");
    assertEquals(Optional.empty(), s.read("ab/x"), "nothing lies below a value");
    assertEquals(List.of("b ü", "c"), s.list("a"));
    assertEquals(List.of("a", "ab"), s.list(""));
    assertEquals(List.of("a"), s.branches(""));
    assertEquals(List.of("c"), s.branches("a"));
    assertFalse(s.exists("a"));
    s.delete("a/c");
    assertTrue(s.exists("a/c/d"), "delete removes a value, not a folder");
    s.deleteTree("a");
    assertEquals(List.of("ab"), s.list(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "a/../../b", "/etc/passwd", "a//b", "a/", ".", "a\\b", ""})
  void refusesKeysThatCouldLeaveTheStore(String key) {
    for (Store s : List.of(store, new MemoryStore())) {
      assertThrows(IllegalArgumentException.class, () -> s.read(key));
      assertThrows(IllegalArgumentException.class, () -> s.write(key, new byte[1]));
      assertThrows(IllegalArgumentException.class, () -> s.deleteTree(key));
      assertThrows(IllegalArgumentException.class, () -> s.exists(key));
    }
  }

  @Test
  void readersSeeWholeValuesWhileWritersReplaceThem() throws Exception {
    byte[] ones = new byte[300_000];
    byte[] twos = new byte[200_000];
    Arrays.fill(ones, (byte) 1);
    Arrays.fill(twos, (byte) 2);
    store.write("a/v", ones);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> done = new ArrayList<>();
    for (byte[] value : List.of(ones, twos)) {
      done.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 100; i++) {
                  store.write("a/v", value);
                }
              }));
      done.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 100; i++) {
                  byte[] read = store.read("a/v").orElseThrow();
                  assertArrayEquals(read[0] == 1 ? ones : twos, read);
                }
              }));
    }
    for (Future<?> f : done) {
      f.get();
    }
    threads.shutdown();
    assertEquals(List.of("v"), filesIn("a"), "no temporary file is left");
  }

  private List<String> filesIn(String key) throws IOException {
    try (Stream<Path> files = Files.list(store.root().resolve(key))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void leftoversOfAKilledWriterAreHiddenAndRemoved() throws IOException {
    store.write("a/v", new byte[] {1});
    Files.write(store.root().resolve("a/.part-123"), new byte[] {7});
    assertEquals(List.of("v"), store.list("a"));
    store.removeLeftovers("");
    assertEquals(List.of("v"), filesIn("a"));
    assertTrue(store.exists("a/v"));
  }

  @Test
  void aFailedWriteKeepsTheOldValueAndNamesThePath() throws IOException {
    store.write("a", new byte[] {1});
    StoreException e = assertThrows(StoreException.class, () -> store.write("a/b", new byte[] {2}));
    assertTrue(e.getMessage().contains("pröbe mit leer.zarr"), e.getMessage());
    assertTrue(e.getCause() instanceof IOException);
    Files.createDirectories(store.root().resolve("d/x"));
    assertThrows(StoreException.class, () -> store.write("d", new byte[] {2}));
    assertEquals(List.of("a", "d"), filesIn(""), "no temporary file is left");
    assertArrayEquals(new byte[] {1}, store.read("a").get());
  }
}
