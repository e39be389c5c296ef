package org.imaxt.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.SharedStore;
import org.imaxt.core.zarr.StoreException;
import org.imaxt.s3.FaultyServer.Fault;
import org.imaxt.s3.FaultyServer.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer at a time, whatever becomes of it. */
@Tag("slow") // starts a server
class S3HoldTest {

  private static final String LOCK = ".imaxt/lock";

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

  private static HoldObject object(String sample) {
    return object(S3Server.connection(server.endpoint(), 4), sample);
  }

  private static HoldObject object(Connection connection, String sample) {
    S3Address address = new S3Address(S3Server.BUCKET, sample);
    return new HoldObject(connection, address, address.object(LOCK));
  }

  @Test
  void aSecondWriterIsToldWhoHoldsTheSample() {
    S3Store first = server.store("two.zarr");
    S3Store second = server.store("two.zarr");
    SharedStore.Hold hold = first.hold(LOCK);
    String message =
        assertThrows(SampleFormatException.class, () -> second.hold(LOCK)).getMessage();
    assertTrue(
        message.startsWith(
            "s3://samples/two.zarr is being written by another run ("
                + System.getProperty("user.name")
                + " on "),
        message);
    assertTrue(message.contains("process " + ProcessHandle.current().pid()), message);
    assertTrue(message.endsWith("when s3://samples/two.zarr/.imaxt/lock is deleted"), message);
    hold.close();
    second.hold(LOCK).close();
    assertFalse(first.exists(LOCK));
  }

  @Test
  void ofManyAtOnceOneGetsIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    Callable<Boolean> attempt =
        () -> {
          server.store("many.zarr").hold(LOCK);
          return true;
        };
    int held = 0;
    for (Future<Boolean> one : threads.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
      try {
        held += one.get() ? 1 : 0;
      } catch (ExecutionException e) {
        assertTrue(e.getCause() instanceof SampleFormatException, e.toString());
      }
    }
    threads.shutdown();
    assertEquals(1, held);
  }

  @Test
  void aNoteThatIsCutOffIsReadAgain() {
    HoldObject object = object("cut.zarr");
    HoldNote note = HoldNote.mine();
    object.write(note, Optional.empty());
    try (FaultyServer faulty =
        FaultyServer.before(server.endpoint(), Script.first(2, "GET", Fault.CUT))) {
      Connection connection = S3Server.connection(faulty.endpoint(), 4);
      assertEquals(note, object(connection, "cut.zarr").read().orElseThrow().note());
      assertEquals(2, faulty.spoilt());
    }
  }

  @Test
  void aHoldWithoutASignOfLifeIsTakenOverByOneAlone() {
    HoldObject object = object("dead.zarr");
    HoldNote dead = HoldNote.mine(1);
    String old = object.write(dead, Optional.empty()).orElseThrow();
    assertFalse(new HoldObject.Found(dead, old, Duration.ofSeconds(1)).isOver());
    assertTrue(new HoldObject.Found(dead, old, Duration.ofSeconds(2)).isOver());
    HoldNote heir = HoldNote.mine();
    HoldNote late = HoldNote.mine();
    assertTrue(object.write(heir, Optional.of(old)).isPresent());
    assertEquals(Optional.empty(), object.write(late, Optional.of(old)));
    assertEquals(heir, object.read().orElseThrow().note());
  }

  @Test
  void theAgeOfAHoldIsThatOfTheServersClock() {
    HoldObject object = object("age.zarr");
    object.write(HoldNote.mine(), Optional.empty());
    long age = object.read().orElseThrow().age().toSeconds();
    assertTrue(age >= 0 && age <= 5, "age " + age + " s");
  }

  @Test
  void aNoteThatNobodyCanReadStillKeepsOthersOut() {
    S3Store store = server.store("garbage.zarr");
    store.write(LOCK, "garbage".getBytes(StandardCharsets.UTF_8));
    assertThrows(SampleFormatException.class, () -> store.hold(LOCK));
  }

  @Test
  void aSampleThatWasCopiedFromAFolderIsHeldByNobody() {
    S3Store store = server.store("copied.zarr");
    store.write(LOCK, new byte[0]);
    store.hold(LOCK).close();
    assertFalse(store.exists(LOCK));
  }

  @Test
  void aHoldWhoseAnswerWasLostIsHeld() {
    Script lost = Script.first(1, "PUT", Fault.CUT);
    try (FaultyServer faulty = FaultyServer.before(server.endpoint(), lost)) {
      Connection connection = S3Server.connection(faulty.endpoint(), 4);
      S3Store store = new S3Store(connection, new S3Address(S3Server.BUCKET, "lost.zarr"));
      try (SharedStore.Hold hold = store.hold(LOCK)) {
        assertEquals(1, faulty.spoilt());
        store.write("v", new byte[] {1});
      }
    }
    assertFalse(server.store("lost.zarr").exists(LOCK));
  }

  @Test
  void aWriterThatWasTakenOverChangesNothingMore() {
    HoldObject object = object("taken.zarr");
    HoldNote note = HoldNote.mine(1);
    try (S3Hold hold = S3Hold.take(object, note)) {
      String tag = object.read().orElseThrow().tag();
      HoldNote heir = HoldNote.mine();
      // The hold renews itself meanwhile, so that what is replaced may be one sign further.
      while (object.write(heir, Optional.of(tag)).isEmpty()) {
        tag = object.read().orElseThrow().tag();
      }
      String message = refused(hold);
      assertTrue(message.contains("another"), message);
    }
    assertTrue(object.read().isPresent(), "the hold of the other stays");
  }

  /** Asks until the hold has noticed, which is at its next sign of life. */
  private static String refused(S3Hold hold) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      try {
        hold.requireHeld("write", "v");
        Thread.onSpinWait();
      } catch (StoreException e) {
        return e.getMessage();
      }
    }
    throw new AssertionError("the hold never noticed");
  }
}
