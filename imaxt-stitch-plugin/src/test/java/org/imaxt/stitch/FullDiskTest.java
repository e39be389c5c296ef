package org.imaxt.stitch;

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
import java.util.SortedMap;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.run.UnitFailedException;
import org.imaxt.core.sample.SampleFormatException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full or must not be written, on a small file system in memory. */
class FullDiskTest {

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    Assumptions.assumeTrue(
        command("mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", disk.toString()) == 0,
        "no small disk: mounting a tmpfs needs Linux and the rights of root");
  }

  @AfterEach
  void unmount() throws Exception {
    command("umount", disk.toString());
  }

  private static int command(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(new ArrayList<>(Arrays.asList(command)))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor();
    } catch (IOException absent) {
      return -1;
    }
  }

  private Path acquisition() throws IOException {
    return WholeWay.of(PhantomParams.small(), folder).acquisition();
  }

  private Path sample() {
    return disk.resolve("sample.zarr");
  }

  @Test
  void aFullDiskEndsTheRunAndRoomLetsItGoOn() throws Exception {
    Path acquisition = acquisition();
    Object[] ingest = {"input", acquisition, "orientation", "identity"};
    UnitFailedException failed =
        assertThrows(UnitFailedException.class, () -> Runs.run(sample(), "ingest", ingest));
    assertEquals(4, ExitCode.of(failed).code());
    assertTrue(failed.getMessage().contains("No space left on device"), failed.getMessage());
    assertTrue(failed.getMessage().contains("stpt/raw/S00"), failed.getMessage());

    assertEquals(0, command("mount", "-o", "remount,size=20m", disk.toString()));
    Runs.run(sample(), "ingest", ingest);
    Path other = folder.resolve("other.zarr");
    Runs.run(other, "ingest", ingest);
    FolderContent.assertSame(FolderContent.ofSample(other), FolderContent.ofSample(sample()));
  }

  @Test
  void completeStagesStayCompleteWhenTheDiskFills() throws Exception {
    assertEquals(0, command("mount", "-o", "remount,size=20m", disk.toString()));
    Object[] ingest = {"input", acquisition(), "orientation", "identity"};
    Runs.run(sample(), "ingest", ingest);
    SortedMap<String, String> before = FolderContent.of(sample().resolve("stpt/raw"));
    Path filler = disk.resolve("filler");
    fill(filler);
    Throwable failed = assertThrows(RuntimeException.class, () -> Runs.run(sample(), "flatfield"));
    assertEquals(4, ExitCode.of(failed).code(), failed.toString());
    assertTrue(failed.getMessage().contains("No space left on device"), failed.getMessage());
    FolderContent.assertSame(before, FolderContent.of(sample().resolve("stpt/raw")));
    Files.delete(filler);
    Runs.run(sample(), "flatfield");
    Runs.run(sample(), "ingest", ingest);
    List<Path> records = FolderContent.ending(sample().resolve(".imaxt/runs"), "-ingest.json");
    String last = Files.readString(records.get(records.size() - 1));
    assertTrue(last.contains("0 made, 2 up to date"), last);
  }

  private static void fill(Path file) {
    for (int block = 1 << 20; block >= 1; block /= 2) {
      try (var out =
          Files.newOutputStream(
              file,
              java.nio.file.StandardOpenOption.CREATE,
              java.nio.file.StandardOpenOption.APPEND)) {
        while (true) {
          out.write(new byte[block]);
        }
      } catch (IOException full) {
        continue; // with a smaller block
      }
    }
  }

  @Test
  void aDiskThatMustNotBeWrittenIsRefused() throws Exception {
    Path acquisition = acquisition();
    assertEquals(0, command("mount", "-o", "remount,size=20m", disk.toString()));
    Runs.run(sample(), "ingest", "input", acquisition, "orientation", "identity");
    SortedMap<String, String> before = FolderContent.of(sample());
    assertEquals(0, command("mount", "-o", "remount,ro", disk.toString()));
    for (Path path : List.of(sample(), disk.resolve("new.zarr"))) {
      SampleFormatException refused =
          assertThrows(
              SampleFormatException.class, () -> Runs.run(path, "ingest", "input", acquisition));
      assertEquals(3, ExitCode.of(refused).code());
      assertTrue(refused.getMessage().contains("cannot be written"), refused.getMessage());
      assertTrue(refused.getMessage().contains(path.toString()), refused.getMessage());
    }
    Runs.run(sample(), "info");
    FolderContent.assertSame(before, FolderContent.of(sample()));
    assertFalse(Files.exists(disk.resolve("new.zarr")));
  }
}
