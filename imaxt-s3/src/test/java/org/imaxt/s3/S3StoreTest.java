package org.imaxt.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.imaxt.core.ngff.OmeDocument;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.pyramid.PyramidGeometry;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.StoreException;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;
import org.imaxt.s3.FaultyServer.Fault;
import org.imaxt.s3.FaultyServer.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in a bucket of a real server, and what becomes of them when it fails. */
@Tag("slow") // starts a server
class S3StoreTest {

  private static final int ATTEMPTS = 4;

  @TempDir static Path folder;
  private static S3Server server;

  @BeforeAll
  static void start() {
    server = S3Server.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void keepsTheContractOfStores() {
    S3Store s = server.store("contract/µ block.zarr");
    assertEquals(Optional.empty(), s.read("a/b"));
    assertEquals(List.of(), s.list(""));
    s.write("a/b ü+&?#%41", new byte[] {1, 2, 3, 9}, 3);
    s.write("a/c/d", new byte[0]);
    s.write("ab", new byte[] {4});
    assertArrayEquals(new byte[] {1, 2, 3}, s.read("a/b ü+&?#%41").get());
    assertArrayEquals(new byte[] {2}, s.read("a/b ü+&?#%41", 1, 1).get());
    assertArrayEquals(new byte[] {2, 3}, s.read("a/b ü+&?#%41", -2, 2).get());
    assertArrayEquals(new byte[] {1, 2}, s.read("a/b ü+&?#%41", -3, 2).get());
    assertThrows(StoreException.class, () -> s.read("a/b ü+&?#%41", 2, 2));
    assertThrows(StoreException.class, () -> s.read("a/b ü+&?#%41", 5, 1));
    assertThrows(StoreException.class, () -> s.read("a/b ü+&?#%41", -4, 4));
    assertArrayEquals(new byte[0], s.read("a/c/d").get());
    assertArrayEquals(new byte[0], s.read("a/c/d", 0, 0).get());
    assertEquals(Optional.empty(), s.read("a", 0, 1), "a folder is no value");
    assertEquals(List.of("b ü+&?#%41", "c"), s.list("a"));
    assertEquals(List.of("a", "ab"), s.list(""));
    assertEquals(List.of("a"), s.branches(""));
    assertEquals(List.of("c"), s.branches("a"));
    assertFalse(s.exists("a"));
    assertTrue(s.exists("a/c/d"));
    s.delete("a/c");
    assertTrue(s.exists("a/c/d"), "delete removes a value, not a folder");
    s.deleteTree("a");
    assertEquals(List.of("ab"), s.list(""));
    s.write("ab", new byte[] {5, 6});
    assertArrayEquals(new byte[] {5, 6}, s.read("ab").get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "a/../../b", "/etc/passwd", "a//b", "a/", ".", "a\\b", ""})
  void refusesKeysThatCouldLeaveTheSample(String key) {
    S3Store s = server.store("keys.zarr");
    assertThrows(IllegalArgumentException.class, () -> s.read(key));
    assertThrows(IllegalArgumentException.class, () -> s.write(key, new byte[1]));
    assertThrows(IllegalArgumentException.class, () -> s.deleteTree(key));
    assertThrows(IllegalArgumentException.class, () -> s.exists(key));
  }

  @Test
  void aLargeValueIsSentInPartsAndReadWhole() {
    int part = 5 << 20; // the least that the protocol allows
    S3Store s =
        new S3Store(
            S3Server.connection(server.endpoint(), ATTEMPTS),
            new S3Address(S3Server.BUCKET, "large.zarr"),
            part);
    byte[] value = noise(2 * part + 12_345);
    s.write("v", value);
    assertArrayEquals(value, s.read("v").get());
  }

  @Test
  void smallRangesAreReadAheadAndNeverStale() {
    byte[] value = noise(3 * ReadAhead.WINDOW);
    AtomicInteger requests = new AtomicInteger();
    Script counting =
        (method, path) -> {
          requests.addAndGet(method.equals("GET") ? 1 : 0);
          return Fault.NONE;
        };
    try (FaultyServer counted = FaultyServer.before(server.endpoint(), counting)) {
      S3Store s = store(counted, "ahead.zarr");
      s.write("v", value);
      int row = 10_000;
      for (int from = 0; from < value.length; from += row) {
        int length = Math.min(row, value.length - from);
        assertArrayEquals(
            Arrays.copyOfRange(value, from, from + length), s.read("v", from, length).get());
      }
      assertTrue(requests.get() <= 5, requests.get() + " requests for 3 windows");
      s.write("v", new byte[] {7, 8});
      assertArrayEquals(new byte[] {8}, s.read("v", 1, 1).get());
      s.deleteTree("v");
      assertEquals(Optional.empty(), s.read("v", 1, 1));
    }
  }

  @Test
  void aTreeOfMoreValuesThanARequestCanNameIsDeleted() throws IOException {
    S3Store s = server.store("many.zarr");
    int values = 1_050;
    Path tree = Files.createDirectories(server.files("many.zarr/t"));
    for (int i = 0; i < values; i++) {
      Files.write(tree.resolve("v" + i), new byte[] {1});
    }
    s.write("tt", new byte[] {1});
    assertEquals(values, s.list("t").size());
    s.deleteTree("t");
    assertEquals(List.of("tt"), s.list(""));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"INTERNAL_ERROR", "SLOW_DOWN", "SILENCE", "CUT"})
  void whatFailsForAMomentIsDoneInTheEnd(Fault fault) {
    byte[] value = noise(100_000);
    for (String method : List.of("PUT", "GET", "HEAD", "LIST")) {
      Script twice = Script.first(ATTEMPTS / 2, method, fault);
      try (FaultyServer faulty = FaultyServer.before(server.endpoint(), twice)) {
        S3Store s = store(faulty, "moment-%s.zarr".formatted(fault));
        s.write("a/v", value);
        assertTrue(s.exists("a/v"));
        assertArrayEquals(value, s.read("a/v").get());
        assertArrayEquals(new byte[] {value[99_998], value[99_999]}, s.read("a/v", -2, 2).get());
        assertEquals(List.of("v"), s.list("a"));
        assertEquals(ATTEMPTS / 2, faulty.spoilt(), method);
      }
    }
  }

  private static S3Store store(FaultyServer faulty, String name) {
    return new S3Store(
        S3Server.connection(faulty.endpoint(), ATTEMPTS), new S3Address(S3Server.BUCKET, name));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"INTERNAL_ERROR", "SLOW_DOWN", "CUT"})
  void whatGoesOnFailingIsGivenUpAndNamed(Fault fault) {
    server.store("failing.zarr").write("v", new byte[] {1});
    Script always = (method, path) -> fault;
    try (FaultyServer faulty = FaultyServer.before(server.endpoint(), always)) {
      S3Store s = store(faulty, "failing.zarr");
      String read = assertThrows(StoreException.class, () -> s.read("v")).getMessage();
      assertTrue(
          read.startsWith("cannot read s3://samples/failing.zarr/v: " + faulty.endpoint()), read);
      assertEquals(ATTEMPTS, faulty.spoilt());
      String wrote =
          assertThrows(StoreException.class, () -> s.write("v", new byte[] {2})).getMessage();
      assertTrue(wrote.startsWith("cannot write s3://samples/failing.zarr/v: "), wrote);
      assertTrue(wrote.contains(ATTEMPTS + " times"), wrote);
    }
    assertTrue(server.store("failing.zarr").read("v").isPresent(), "the old value is still there");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"DENIED", "EXPIRED"})
  void whatIsRefusedIsNotTriedAgain(Fault fault) {
    Script always = (method, path) -> fault;
    try (FaultyServer faulty = FaultyServer.before(server.endpoint(), always)) {
      String message =
          assertThrows(StoreException.class, () -> store(faulty, "refused.zarr").read("v"))
              .getMessage();
      assertEquals(1, faulty.spoilt());
      assertTrue(
          message.contains(
              fault == Fault.DENIED
                  ? "access is denied; the credentials must allow s3:ListBucket"
                  : "the credentials have expired; renew them and run again"),
          message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://samples", "s3://samples/", "s3://Samples/a", "s3://samples/a/../b"})
  void refusesWhatNamesNoPlaceInABucket(String uri) {
    assertThrows(SampleFormatException.class, () -> S3Address.of(uri));
  }

  @Test
  void anImageIsOpenedWithARequestALevelAndTwo() {
    for (ZarrVersion version : ZarrVersion.values()) {
      S3Store direct = server.store("image-" + version);
      ZarrGroup group = ZarrGroup.create(direct, "stpt/mosaic", version);
      PyramidGeometry geometry = new PyramidGeometry(5000, 3000);
      List<ArraySpec> levels = geometry.arrays(1, 1, DataType.UINT16);
      OmeDocument document =
          OmeDocument.image(
              geometry.multiscale("mosaic", new double[] {1, 1, 1}, new double[3]), List.of());
      OmeImage.create(group, document, levels);
      AtomicInteger requests = new AtomicInteger();
      Script counts =
          (method, path) -> {
            requests.incrementAndGet();
            return Fault.NONE;
          };
      try (FaultyServer counting = FaultyServer.before(server.endpoint(), counts)) {
        S3Store store = store(counting, "image-" + version);
        OmeImage.open(ZarrGroup.open(store, "stpt/mosaic"));
        // Zarr 3: first whether they are of Zarr 2
        int each = version == ZarrVersion.V2 ? 1 : 2;
        assertEquals(each * levels.size() + each + 1, requests.get(), version + "");
      }
    }
  }

  @Test
  void onlyOnLoopbackAreValuesSentUnsignedWithoutEncryption() {
    assertTrue(UnsignedBodies.suffice(URI.create("http://127.0.0.1:9000")));
    assertTrue(UnsignedBodies.suffice(URI.create("http://[::1]:9000")));
    assertFalse(UnsignedBodies.suffice(URI.create("http://192.168.0.7:9000")));
    assertFalse(UnsignedBodies.suffice(URI.create("https://127.0.0.1:9000")), "the SDK's own rule");
  }
}
