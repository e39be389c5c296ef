package org.imaxt.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.contract.Child;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.model.Location;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.ProgressListener;
import org.imaxt.core.phantom.TissueCytePhantom;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.s3.FaultyServer.Fault;
import org.imaxt.s3.FaultyServer.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From tiles to registered sections in an object store: the bytes are those of a folder. */
@Tag("slow")
class S3WholeWayTest {

  private static final List<String> STAGES =
      List.of("ingest", "distortion", "flatfield", "stitch", "fuse", "beads", "register", "cube");

  /** A request in so many fails. */
  private static final int SPOILT = 31;

  @TempDir static Path folder;
  private static S3Server server;
  private static Path acquisition;
  private static Path here;
  private static SortedMap<String, String> expected;

  @BeforeAll
  static void makeInFolder() throws IOException {
    acquisition = folder.resolve("acquisition");
    try (TaskExecutor executor = TaskExecutors.fixedThreadPool(2)) {
      TissueCytePhantom.write(
          PhantomParams.fast().withSections(2).withGrid(2, 2),
          acquisition,
          executor,
          ProgressListener.none());
    }
    here = folder.resolve("here/sample.zarr");
    STAGES.forEach(stage -> Runs.run(here, stage, parameters(stage)));
    expected = FolderContent.ofSample(here);
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

  private static Object[] parameters(String stage) {
    return switch (stage) {
      case "ingest" -> new Object[] {"input", acquisition};
      case "beads" -> new Object[] {"detector", "classical"};
      case "cube" -> new Object[] {"voxel", 3};
      default -> new Object[0];
    };
  }

  @Test
  void everyStageMakesTheBytesOfAFolderThoughTheServerFailsNowAndThen() throws IOException {
    Script script =
        Script.every(SPOILT, Fault.INTERNAL_ERROR, Fault.SLOW_DOWN, Fault.CUT, Fault.CUT);
    Location there = server.location("whole/sample.zarr");
    try (FaultyServer faulty = FaultyServer.before(server.endpoint(), script)) {
      S3Server.asStandard(faulty.endpoint());
      STAGES.forEach(stage -> Runs.run(there, stage, parameters(stage)));
      assertTrue(faulty.spoilt() > 50, faulty.spoilt() + " requests failed");
    }
    FolderContent.assertSame(expected, FolderContent.ofSample(server.files("whole/sample.zarr")));
    for (String stage : STAGES) {
      Path reports = server.files("whole/sample.zarr/.imaxt/reports");
      assertTrue(Files.isRegularFile(reports.resolve(stage + ".html")), stage);
    }
    server.asStandard();
    exportsAreThoseOfAFolder(there);
    FolderContent.assertSame(
        calibrated("by-folder", here.toString()), calibrated("by-store", there.text()));
  }

  /** A sample whose distortion is that of another. */
  private static SortedMap<String, String> calibrated(String name, String from) throws IOException {
    Path sample = folder.resolve(name + ".zarr");
    Runs.run(sample, "ingest", parameters("ingest"));
    Runs.run(sample, "distortion", "from", from);
    return FolderContent.ofSample(sample);
  }

  private static void exportsAreThoseOfAFolder(Location there) throws IOException {
    for (String export : List.of("export mosaic", "export beads", "export positions")) {
      String end = export.endsWith("mosaic") ? ".ome.tif" : ".csv";
      Path one = folder.resolve("here" + end);
      Path other = folder.resolve("there" + end);
      Runs.run(here, export, "out", one);
      Runs.run(there, export, "out", other);
      assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other), export);
    }
    Runs.run(there, "info");
    Runs.run(there, "export bdv-n5", "out", folder.resolve("cube.xml"));
    Runs.run(there, "evaluate beads", "truth", acquisition, "out", folder.resolve("beads.html"));
    String refused =
        assertThrows(
                SampleFormatException.class,
                () -> Runs.run(there, "export bdv", "out", folder.resolve("dataset.xml")))
            .getMessage();
    assertTrue(refused.contains("lies in no folder, where dataset.xml would have to find it"));
  }

  @Test
  void aKilledRunIsHeldForAWhileAndThenGoesOnToTheSameBytes() throws Exception {
    Location there = server.location("killed.zarr");
    Child.killed(1, there, "ingest", parameters("ingest"));
    assertThrows(
        SampleFormatException.class, () -> Runs.run(there, "ingest", parameters("ingest")));
    Files.delete(server.files("killed.zarr/.imaxt/lock"));
    Runs.run(there, "ingest", parameters("ingest"));
    FolderContent.assertSame(
        FolderContent.of(here.resolve("stpt/raw")),
        FolderContent.of(server.files("killed.zarr/stpt/raw")));
    assertFalse(Files.exists(server.files("killed.zarr/.imaxt/lock")));
  }
}
