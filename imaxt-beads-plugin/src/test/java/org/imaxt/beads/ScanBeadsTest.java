package org.imaxt.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.Table;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stage beads on slides and regions: spheres cut by the two planes of a section. */
class ScanBeadsTest {
  private static final double LEAST_RADIUS_UM = 10;
  private static final double LEAST_RECALL = 0.95;
  private static final double MOST_FALSE = 0.01;
  private static final double MEDIAN_TOL_UM = 0.25;

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("sample.zarr");
  }

  private Table beads(Modality on) {
    try (Sample sample = Sample.open(path())) {
      return sample.read(ScanLayout.scanBeads(on));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CLASSICAL", "AUTO"})
  @Tag("slow") // two slides of 130 beads
  void findsTheBeadsOfSlides(org.imaxt.beads.detect.DetectorChoice detector) {
    ScanScore score = new ScanScore(LEAST_RADIUS_UM);
    List<ScanSample> made =
        List.of(
            ScanSample.write(path(), ScanSample.Settings.slide("one", seed(1))),
            ScanSample.write(path(), ScanSample.Settings.slide("two", seed(2))));
    Runs.run(path(), "beads", "on", "slides", "detector", detector);
    Table beads = beads(Modality.SLIDES);
    score.add(beads, "one", made.get(0));
    score.add(beads, "two", made.get(1));
    System.getLogger("accuracy").log(System.Logger.Level.INFO, detector + ": " + score);
    assertTrue(score.recall() >= LEAST_RECALL, score.toString());
    assertTrue(score.falseShare() <= MOST_FALSE, score.toString());
    assertTrue(score.medianUm() <= MEDIAN_TOL_UM, score.toString());
    assertTrue(Math.abs(score.radiusBiasUm()) <= 0.5, score.toString());
    // 400 coordinates know the shares to 0.025.
    assertTrue(score.within(1) >= 0.6 && score.within(1) <= 0.76, score.toString());
    assertTrue(score.within(2) >= 0.93, score.toString());
  }

  private static long seed(int k) {
    return Long.getLong("imaxt.scanSeed", 9300) + k;
  }

  @Test
  void findsTheFewBeadsOfARegionAmongItsChannels() {
    ScanSample made =
        ScanSample.write(path(), ScanSample.Settings.region("block_001", 41).withChannels(3));
    Runs.run(path(), "beads", "on", "imc", "detector", "classical");
    ScanScore score = new ScanScore(LEAST_RADIUS_UM);
    score.add(beads(Modality.IMC), "block_001", made);
    assertEquals(1, score.recall(), score.toString());
    assertTrue(score.medianUm() <= MEDIAN_TOL_UM, score.toString());
    try (Sample sample = Sample.open(path())) {
      assertEquals(3, sample.read(ScanLayout.scanDetections(Modality.IMC, "block_001")).channel());
      OmeImage image =
          OmeImage.open(
              ZarrGroup.open(sample.store(), ScanLayout.scanImage(Modality.IMC, "block_001")));
      assertEquals(List.of("beads"), image.labels());
      int[] labels = (int[]) image.label("beads").levels().get(0).readChunk(0, 0, 0, 0, 0);
      assertTrue(Arrays.stream(labels).max().orElseThrow() > 0, "no label in the first chunk");
    }
  }

  /**
   * One bead or two are little beside a channel full of cells, in one region more than in others.
   */
  @Test
  void regionsAgreeOnTheChannelOfTheBeads() {
    ScanSample.write(path(), fewBeads("block_001", 43, 1));
    ScanSample.write(path(), fewBeads("block_002", 44, 0));
    ScanSample.write(path(), fewBeads("block_003", 45, 2));
    Runs.run(path(), "beads", "on", "imc", "detector", "classical");
    try (Sample sample = Sample.open(path())) {
      for (String name : List.of("block_001", "block_002", "block_003")) {
        assertEquals(3, sample.read(ScanLayout.scanDetections(Modality.IMC, name)).channel(), name);
      }
    }
  }

  private static ScanSample.Settings fewBeads(String name, long seed, int beads) {
    return ScanSample.Settings.region(name, seed).withSize(300).withChannels(3).withBeads(beads);
  }

  @Test
  void aChannelWithoutBeadsYieldsNone() {
    ScanSample.write(path(), small("dark", 57).withChannels(2));
    Report report =
        Runs.run(path(), "beads", "on", "slides", "detector", "classical", "channel", 1);
    assertEquals(0, count(beads(Modality.SLIDES).booleans("accepted")));
    assertTrue(report.text().contains("no beads were found in slides [dark]"), report.text());
  }

  private static int count(boolean[] values) {
    int n = 0;
    for (boolean value : values) {
      n += value ? 1 : 0;
    }
    return n;
  }

  @Test
  void roundHumpsHaveTheSameCentres() {
    ScanSample made =
        ScanSample.write(
            path(), ScanSample.Settings.slide("humps", 42).withSize(500).withBeads(12));
    Runs.run(path(), "beads", "on", "slides", "detector", "classical", "fit", "super-gaussian");
    ScanScore score = new ScanScore(LEAST_RADIUS_UM);
    score.add(beads(Modality.SLIDES), "humps", made);
    assertTrue(score.recall() >= 0.8, score.toString());
    assertTrue(score.medianUm() <= MEDIAN_TOL_UM, score.toString());
  }

  @Test
  void aScanWithoutBeadsYieldsNone() {
    ScanSample.write(path(), small("empty", 51).withBeads(0));
    Report report = Runs.run(path(), "beads", "on", "slides", "detector", "classical");
    assertEquals(0, beads(Modality.SLIDES).rows());
    assertTrue(report.text().contains("no beads were found in slides [empty]"), report.text());
  }

  private static ScanSample.Settings small(String name, long seed) {
    return ScanSample.Settings.slide(name, seed).withSize(300).withBeads(4);
  }

  @Test
  void aNewSlideLeavesTheOthersAndTheBlockAlone() {
    BeadsStageTest.write(path(), BeadSample.Settings.defaults(52).withSections(1));
    Runs.run(path(), "beads", "detector", "classical");
    ScanSample.write(path(), small("one", 53));
    Runs.run(path(), "beads", "on", "slides", "detector", "classical");
    Receipt before = receipt("slides/one");
    Table block;
    try (Sample sample = Sample.open(path())) {
      block = sample.read(Layout.beads());
    }
    ScanSample.write(path(), small("two", 54));
    Runs.run(path(), "beads", "on", "slides", "detector", "classical");
    assertEquals(before, receipt("slides/one"));
    assertEquals("beads", receipt("S001").stage());
    try (Sample sample = Sample.open(path())) {
      assertEquals(List.of("S001"), new Receipts(sample).complete("beads"));
      assertEquals(block.rows(), sample.read(Layout.beads()).rows());
    }
    assertTrue(Files.isRegularFile(path().resolve(".imaxt/reports/beads.html")), "the block's");
    assertTrue(Files.isRegularFile(path().resolve(".imaxt/reports/beads-slides.html")), "slides'");
    List<String> scans = Arrays.asList(beads(Modality.SLIDES).texts("scan"));
    assertTrue(scans.contains("one") && scans.contains("two"), scans.toString());
  }

  private Receipt receipt(String output) {
    try (Sample sample = Sample.open(path())) {
      return new Receipts(sample).find("beads", output).orElseThrow();
    }
  }

  @Test
  void pixelsThatTheNetworkDoesNotKnowAreLeftToTheClassicalDetector() {
    EngineHere.assume();
    ScanSample.write(path(), small("coarse", 55).withPixelUm(7));
    Report report = Runs.run(path(), "beads", "on", "slides");
    assertTrue(report.text().contains("looked at slides [coarse]"), report.text());
    InputException e =
        assertThrows(
            InputException.class,
            () -> Runs.run(path(), "beads", "on", "slides", "detector", "unet"));
    assertTrue(e.getMessage().contains("--any-pixel-size"), e.getMessage());
  }

  @Test
  void refusesASampleWithoutSlides() {
    Sample.openOrCreate(path(), ZarrVersion.V2).close();
    SampleFormatException e =
        assertThrows(SampleFormatException.class, () -> Runs.run(path(), "beads", "on", "slides"));
    assertTrue(e.getMessage().contains("run imaxt slides"), e.getMessage());
  }

  @Test
  void refusesAChannelThatAScanDoesNotHave() {
    ScanSample.write(path(), small("one", 56));
    InputException e =
        assertThrows(
            InputException.class, () -> Runs.run(path(), "beads", "on", "slides", "channel", 2));
    assertTrue(e.getMessage().contains("one has 1"), e.getMessage());
    try (Sample sample = Sample.open(path())) {
      assertFalse(sample.exists(ScanLayout.scanBeads(Modality.SLIDES)));
    }
  }
}
