package org.imaxt.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import org.imaxt.core.contract.Child;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.model.Location;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.zarr.ZarrVersion;
import org.imaxt.s3.FaultyServer.Fault;
import org.imaxt.s3.FaultyServer.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Samples at s3:// as every surface opens them, and what is refused before a unit runs. */
@Tag("slow") // starts a server
class S3SampleTest {

  @TempDir static Path folder;
  private static S3Server server;

  @BeforeAll
  static void start() {
    server = S3Server.start(folder);
  }

  @BeforeEach
  void use() {
    server.asStandard();
  }

  @AfterAll
  static void stop() {
    S3Server.forget();
    server.close();
  }

  /** What a run is told; no unit may have run by then. */
  private static String refusal(Location sample) {
    SampleFormatException refused =
        assertThrows(SampleFormatException.class, () -> Runs.run(sample, "paint"));
    assertEquals(ExitCode.INPUT, ExitCode.of(refused));
    return refused.getMessage();
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void aSampleIsMadeOpenedAndHeld(ZarrVersion version) {
    Location location = server.location("made-%s/sample.zarr".formatted(version));
    try (Sample sample = Sample.openOrCreate(location, version)) {
      assertEquals(version, sample.version());
      assertEquals(location.text(), sample.location());
      assertTrue(sample.folder().isEmpty());
      assertTrue(refusal(location).contains("is being written by another run"));
      sample.consolidate();
    }
    assertTrue(Sample.isSample(location));
    Sample.openForWriting(location).close();
    Sample.open(location).close();
  }

  @Test
  void stagesMakeTheSameBytesAsInAFolder() throws Exception {
    Path here = folder.resolve("here.zarr");
    Location there = server.location("lab.zarr");
    for (String task : new String[] {"paint", "tint"}) {
      Runs.run(here, task);
      Runs.run(there, task);
    }
    FolderContent.assertSame(
        FolderContent.ofSample(here), FolderContent.ofSample(server.files("lab.zarr")));
    assertTrue(server.files("lab.zarr/.imaxt").resolve("reports").toFile().list().length > 0);
  }

  @Test
  void anotherProcessThatWritesIsNamed() throws Exception {
    Location sample = server.location("busy.zarr");
    Sample.openOrCreate(sample, ZarrVersion.V2).close();
    Process other = Child.holding(sample);
    try {
      assertTrue(refusal(sample).contains("process " + other.pid()), refusal(sample));
    } finally {
      Child.kill(other);
    }
    assertTrue(refusal(sample).contains("If it has died, its hold ends in "));
  }

  @Test
  void somethingElseThereIsNotOverwritten() {
    server.store("notes").write("readme.txt", new byte[] {1});
    assertTrue(refusal(server.location("notes")).contains("is there and is no sample"));
  }

  @Test
  void aMissingSampleSaysHowToMakeOne() {
    SampleFormatException refused =
        assertThrows(
            SampleFormatException.class, () -> Sample.open(server.location("missing.zarr")));
    assertEquals(
        "s3://samples/missing.zarr does not exist; imaxt ingest makes a sample",
        refused.getMessage());
  }

  @Test
  void aMissingBucketIsRefused() {
    String message = refusal(Location.of("s3://no-such-bucket/sample.zarr"));
    assertTrue(
        message.startsWith(
            "s3://no-such-bucket/sample.zarr cannot be used: there is no such bucket; make it"),
        message);
  }

  @Test
  void credentialsThatAreNotAcceptedAreRefusedAndNotTold() {
    System.setProperty("aws.secretAccessKey", "a-wrong-secret");
    String message = refusal(server.location("sample.zarr"));
    assertTrue(
        message.contains("the credentials are not accepted; check AWS_ACCESS_KEY_ID"), message);
    assertTrue(!message.contains("a-wrong-secret"), message);
  }

  @Test
  void anEndpointThatDoesNotAnswerIsRefused() {
    S3Server.asStandard(URI.create("http://127.0.0.1:1"));
    String message = refusal(server.location("sample.zarr"));
    assertTrue(message.contains("http://127.0.0.1:1 does not answer"), message);
    assertTrue(message.contains("check the network and AWS_ENDPOINT_URL_S3"), message);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"DENIED", "EXPIRED"})
  void deniedAccessAndExpiredCredentialsAreRefused(Fault fault) {
    try (FaultyServer faulty = FaultyServer.before(server.endpoint(), (m, p) -> fault)) {
      S3Server.asStandard(faulty.endpoint());
      String message = refusal(server.location("sample.zarr"));
      assertTrue(
          message.contains(
              fault == Fault.DENIED ? "access is denied" : "the credentials have expired"),
          message);
    }
  }

  @Test
  void aPlaceThatMayOnlyBeReadIsRefusedBeforeAUnitRuns() {
    Script readOnly = (method, path) -> method.equals("PUT") ? Fault.DENIED : Fault.NONE;
    try (FaultyServer faulty = FaultyServer.before(server.endpoint(), readOnly)) {
      S3Server.asStandard(faulty.endpoint());
      String message = refusal(server.location("read-only.zarr"));
      assertTrue(message.contains("access is denied"), message);
    }
  }

  @Test
  void aSchemeThatNobodyServesIsRefused() {
    String message = refusal(Location.of("gs://bucket/sample.zarr"));
    assertEquals(
        "a sample is a folder or lies at s3://bucket/name, got 'gs://bucket/sample.zarr'", message);
  }
}
