package org.imaxt.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.frames.Frames;
import org.imaxt.core.sample.FederationDocument;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.FederationDocument.Status;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.federation.slides.TestSlides;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slides of a registered block, one thing at a time. */
class FederateStageTest {

  private static final double PLACE_TOL_UM = 0.5;
  private static final long SEED = 11;

  @TempDir Path folder;

  private final SphereBlock block = new SphereBlock(SEED);
  private Path sample;

  private void slides(String... names) throws IOException {
    sample = folder.resolve("sample.zarr");
    block.write(sample);
    Path files = Files.createDirectory(folder.resolve("slides"));
    for (String name : names) {
      TestSlides.tiff(files.resolve(name + ".ome.tif"), 1200, 1200, 1, 2.5);
    }
    Runs.run(sample, "slides", "input", files);
  }

  private FederationDocument federated(Map<String, Integer> sections, SphereBlock of) {
    of.writeSlideBeads(sample, sections);
    Runs.run(sample, "federate", "intensities", "never");
    try (Sample opened = Sample.open(sample)) {
      return opened.read(Layout.federation());
    }
  }

  @Test
  void slidesFindTheirSectionsInAnyOrder() throws IOException {
    slides("a", "b", "c");
    FederationDocument found = federated(Map.of("a", 3, "b", 1, "c", 4), block);
    assertEquals(3, found.scan("a").orElseThrow().section());
    assertEquals(1, found.scan("b").orElseThrow().section());
    Scan c = found.scan("c").orElseThrow();
    assertEquals(4, c.section());
    double[] at;
    try (Sample opened = Sample.open(sample)) {
      at = Frames.of(opened).map("c", "S004").apply(1000, 400);
    }
    assertEquals(400, at[0], PLACE_TOL_UM);
    assertEquals(1000, at[1], PLACE_TOL_UM);
  }

  @Test
  void slidesFromBesideTheStackAreOrphans() throws IOException {
    slides("above", "below", "own");
    int below = SphereBlock.SECTIONS + 1;
    FederationDocument found = federated(Map.of("above", 0, "below", below, "own", 2), block);
    assertEquals(Status.ORPHAN, found.scan("above").orElseThrow().status());
    assertEquals(Status.ORPHAN, found.scan("below").orElseThrow().status());
    assertEquals(Status.MATCHED, found.scan("own").orElseThrow().status());
  }

  @Test
  void theSameSectionOnTwoSlidesIsKeptAndFlagged() throws IOException {
    slides("a", "again");
    FederationDocument found = federated(Map.of("a", 2, "again", 2), block);
    assertEquals("again", found.scan("a").orElseThrow().sameAs());
    assertEquals(2, found.scan("again").orElseThrow().section());
  }

  @Test
  void aSlideOfAnotherBlockIsRefused() throws IOException {
    slides("foreign");
    Scan foreign = federated(Map.of("foreign", 2), new SphereBlock(SEED + 1)).scans().get(0);
    assertEquals(Status.REFUSED, foreign.status());
    assertTrue(foreign.reason().contains("beads"), foreign.reason());
  }

  @Test
  void aSlideWithoutBeadsIsRefused() throws IOException {
    slides("empty");
    Scan empty = federated(Map.of("empty", 40), block).scans().get(0);
    assertEquals(Status.REFUSED, empty.status());
    assertEquals("the slide shows no beads", empty.reason());
  }

  @Test
  void saysWhichStageIsToRunFirst() throws IOException {
    slides("a");
    String noBeads =
        assertThrows(SampleFormatException.class, () -> Runs.run(sample, "federate")).getMessage();
    assertTrue(noBeads.contains("imaxt beads --on slides"), noBeads);
  }
}
