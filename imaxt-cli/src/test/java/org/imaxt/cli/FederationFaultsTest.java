package org.imaxt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.cli.FederatedBlock.Scans;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.SlideFault;
import org.imaxt.core.phantom.SlideFault.Kind;
import org.imaxt.core.phantom.SlideParams;
import org.imaxt.core.phantom.SlideTruth;
import org.imaxt.core.sample.FederationDocument;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.FederationDocument.Status;
import org.imaxt.core.sample.Sample;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole block whose slides are torn, empty, foreign, scanned twice, cut beside it or far too
 * large: each lies where it was cut, or is refused for its own reason.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FederationFaultsTest {

  /** Another than those of the floors. */
  private static final int SEED = Integer.getInteger("imaxt.seed", 71);

  private static final int SECTIONS = 6;

  /** Issue 5: the worst slide. */
  private static final double WORST_TOL_UM = 6;

  private static final PhantomParams PARAMS =
      PhantomParams.defaults().withSeed(SEED).withSections(SECTIONS);

  private FederatedBlock block;

  @BeforeAll
  void makeBlock(@TempDir Path folder) throws IOException {
    block = new FederatedBlock(PARAMS, folder);
  }

  private FederationDocument laid(Scans scans) {
    block.replaceSlides(scans.slides());
    return block.federated();
  }

  private static Scan of(FederationDocument found, PhantomTruth truth, int slab, Kind fault) {
    SlideTruth slide =
        truth.slides().stream()
            .filter(s -> s.slab() == slab && s.fault() == fault)
            .findFirst()
            .orElseThrow();
    return found.scan(slide.name()).orElseThrow();
  }

  /** Median distance of a slide from where it belongs, the others saying where the stack is. */
  private double errorUm(PhantomTruth truth, FederationDocument found, Scan scan) {
    try (Sample sample = Sample.open(block.path())) {
      List<MapErrors> all =
          truth.slides().stream()
              .filter(s -> found.scan(s.name()).orElseThrow().placed().isPresent())
              .map(s -> MapErrors.of(sample, truth, s, found.scan(s.name()).orElseThrow()))
              .toList();
      return all.stream()
          .filter(e -> e.name().equals(scan.name()))
          .findFirst()
          .orElseThrow()
          .medianUm(MapErrors.Stack.shift(all));
    }
  }

  private static void assertMatched(int section, Scan scan) {
    assertEquals(Status.MATCHED, scan.status(), scan.reason());
    assertEquals(section, scan.section());
  }

  @Test
  void slidesWithFaultsAreRightOrRefusedForTheirOwnReason() throws IOException {
    Scans scans =
        block.scans(
            SlideParams.all(SECTIONS)
                .withOrphans(2)
                .withFaults(
                    List.of(
                        new SlideFault(2, Kind.TORN),
                        new SlideFault(3, Kind.FEW_BEADS),
                        new SlideFault(4, Kind.NO_BEADS),
                        new SlideFault(5, Kind.OTHER_BLOCK),
                        new SlideFault(6, Kind.TWICE))));
    FederationDocument found = laid(scans);
    PhantomTruth truth = scans.truth();

    assertMatched(1, of(found, truth, 1, null));

    Scan torn = of(found, truth, 2, Kind.TORN);
    assertMatched(2, torn);
    double tornUm = errorUm(truth, found, torn);
    assertTrue(tornUm < WORST_TOL_UM, "torn: " + tornUm + " µm");

    Scan few = of(found, truth, 3, Kind.FEW_BEADS);
    boolean right = few.status() == Status.MATCHED && few.section() == 3;
    assertTrue(right || few.status() == Status.REFUSED && few.reason().contains("bead"), few + "");

    Scan none = of(found, truth, 4, Kind.NO_BEADS);
    assertEquals(Status.REFUSED, none.status());
    assertTrue(none.reason().contains("bead"), none.reason());

    Scan foreign = of(found, truth, 5, Kind.OTHER_BLOCK);
    assertEquals(Status.REFUSED, foreign.status());
    assertTrue(foreign.reason().contains("beads"), foreign.reason());

    Scan once = of(found, truth, 6, null);
    Scan again = of(found, truth, 6, Kind.TWICE);
    assertMatched(6, once);
    assertMatched(6, again);
    assertEquals(List.of(again.name(), once.name()), List.of(once.sameAs(), again.sameAs()));

    assertEquals(Status.ORPHAN, of(found, truth, 0, null).status());
    assertEquals(Status.ORPHAN, of(found, truth, SECTIONS + 1, null).status());
    System.getLogger("accuracy")
        .log(
            System.Logger.Level.INFO,
            "torn %.2f µm, few beads %s %s, none: %s, foreign: %s"
                .formatted(tornUm, few.status(), few.reason(), none.reason(), foreign.reason()));
  }

  @Test
  void orphansAreNotTakenForTheirNeighbourWhoseSlideIsAbsent() throws IOException {
    Scans scans = block.scans(SlideParams.none().withSections(List.of(2, 3)).withOrphans(2));
    FederationDocument found = laid(scans);
    for (int slab : new int[] {0, SECTIONS + 1}) {
      Scan orphan = of(found, scans.truth(), slab, null);
      assertFalse(orphan.status() == Status.MATCHED, orphan.section() + " for " + slab);
    }
    assertMatched(2, of(found, scans.truth(), 2, null));
    assertMatched(3, of(found, scans.truth(), 3, null));
  }

  /** The glass shows a section of another block, too, and is three times as wide. */
  @Test
  void aSlideMuchLargerThanTheBlockLiesOnItsSection() throws IOException {
    SlideParams slides =
        SlideParams.none()
            .withSections(List.of(3, 4))
            .withFaults(List.of(new SlideFault(4, Kind.OTHER_BLOCK)));
    Scans scans = block.scans(slides);
    SlideTruth own = slide(scans.truth(), 3);
    Glass small = Glass.of(own, scans.slides());
    Glass foreign = Glass.of(slide(scans.truth(), 4), scans.slides());
    Path files = Files.createDirectory(block.path().resolveSibling("large"));
    small
        .empty(3 * own.widthPx(), 2 * own.heightPx())
        .with(small, 0, 0)
        .with(foreign, 2 * own.widthPx() - 300, own.heightPx() - 300)
        .write(files.resolve(own.file()));
    block.replaceSlides(files);
    Scan scan = block.federated().scan(own.name()).orElseThrow();
    assertMatched(3, scan);
    try (Sample sample = Sample.open(block.path())) {
      MapErrors errors = MapErrors.of(sample, scans.truth(), own, scan);
      double um = errors.medianUm(MapErrors.Stack.shift(List.of(errors)));
      assertTrue(um < WORST_TOL_UM, um + " µm");
    }
  }

  private static SlideTruth slide(PhantomTruth truth, int slab) {
    return truth.slides().stream().filter(s -> s.slab() == slab).findFirst().orElseThrow();
  }
}
