package org.imaxt.federation.reproject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.contract.PythonCheck;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.frames.TestBlock;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.FederationDocument.Status;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images, labels and points in other frames. */
class ReprojectJobTest {

  /** Stored values are rounded by half a unit, and a mean of them by as much. */
  private static final double ROUND_TOL_ADU = 1;

  /** A bend of 3 µm through points 100 µm apart, 5 ADU a µm, over squares of 32 px. */
  private static final double BEND_TOL_ADU = 2;

  private static final Affine SLIDE = TestBlock.SLIDE_TO_SECTION;

  @TempDir Path folder;
  private Path sample;
  private Path out;

  @BeforeEach
  void make() {
    sample = folder.resolve("s.zarr");
    out = folder.resolve("out.ome.tif");
    TestBlock.make(sample).close();
  }

  private void run(String from, String to, Object... more) {
    List<Object> all = new ArrayList<>(List.of("from", from, "to", to, "out", out));
    all.addAll(List.of(more));
    Runs.run(sample, "reproject", all.toArray());
  }

  private String refused(String from, String to, Object... more) {
    RuntimeException refusal =
        assertThrows(RuntimeException.class, () -> run(from, to, more), "must be refused");
    assertTrue(
        refusal instanceof InputException || refusal instanceof SampleFormatException,
        refusal.toString());
    assertFalse(Files.exists(out));
    return refusal.getMessage();
  }

  /** Per cent of the pixels that are known. */
  private int shown(
      double tolerance, int width, int height, double pixel, double[] corner, Affine to)
      throws Exception {
    return shown(tolerance, width, height, pixel, corner, to, 0);
  }

  private int shown(
      double tolerance,
      int width,
      int height,
      double pixel,
      double[] corner,
      Affine to,
      double added)
      throws Exception {
    return Integer.parseInt(
        PythonCheck.file(
            "tifffile, scipy",
            "shows_slope.py",
            out,
            tolerance,
            width,
            height,
            pixel,
            corner[0],
            corner[1],
            to.a(),
            to.b(),
            to.txUm(),
            to.c(),
            to.d(),
            to.tyUm(),
            added));
  }

  private static double[] canvasCorner() {
    return new double[] {TestBlock.CANVAS.xUm(), TestBlock.CANVAS.yUm()};
  }

  @Test
  void aSlideShowsTheSectionItLiesOn() throws Exception {
    run("a", "S002");
    int known = shown(ROUND_TOL_ADU, 300, 260, 2, canvasCorner(), Affine.IDENTITY);
    assertTrue(known > 90, known + " % of the section");
  }

  @Test
  void aSectionCoversTheSlideWithItsOwnCoarserPixels() throws Exception {
    run("S002", "a");
    double p = 2 / 1.01;
    int width = (int) Math.ceil(467 * 1.5 / p);
    int height = (int) Math.ceil(400 * 1.5 / p);
    int known = shown(ROUND_TOL_ADU, width, height, p, new double[2], SLIDE);
    assertTrue(known > 50 && known < 90, known + " % of the slide");
  }

  @Test
  void coarsePixelsAreMeansOfFineOnes() throws Exception {
    run("a", "S002", "pixelSize", 12);
    shown(ROUND_TOL_ADU, 50, 44, 12, canvasCorner(), Affine.IDENTITY);
  }

  @Test
  void finePixelsOfALargeImageMakeAPyramid() throws Exception {
    run("r", "S002", "pixelSize", 0.4);
    int known = shown(ROUND_TOL_ADU, 1500, 1300, 0.4, canvasCorner(), Affine.IDENTITY);
    assertTrue(known > 1 && known < 10, known + " %");
  }

  @Test
  void aRegionReachesAnotherSectionThroughTheCube() throws Exception {
    run("r", "S003");
    // shifts of section 2 and 3: what lies at x in 3 lies at x + 7 − 5, y + 2 + 3 in 2
    shown(ROUND_TOL_ADU, 300, 260, 2, canvasCorner(), Affine.translation(2, 5));
  }

  @Test
  void theCubeShowsThePlaneOfTheSection() throws Exception {
    try (Sample open = Sample.openForWriting(sample)) {
      TestBlock.cube(open);
    }
    run("cube", "S002");
    shown(ROUND_TOL_ADU, 150, 130, 4, canvasCorner(), Affine.translation(5, -3), 1000);
    Files.delete(out);
    run("cube", "S002", "plane", 3);
    shown(ROUND_TOL_ADU, 150, 130, 4, canvasCorner(), Affine.translation(5, -3), 2000);
    Files.delete(out);
    run("a", "cube");
    shown(ROUND_TOL_ADU, 150, 130, 4, canvasCorner(), Affine.translation(-5, 3));
    Files.delete(out);
    assertEquals("plane 4 was asked for, cube has 1 to 3", refused("cube", "S002", "plane", 4));
  }

  @Test
  void labelsKeepTheirNumbers() throws Exception {
    run("S002", "a", "what", "labels", "labels", "beads");
    assertEquals(
        "ok",
        PythonCheck.file(
            "tifffile",
            "shows_columns.py",
            out,
            2 / 1.01,
            SLIDE.a(),
            SLIDE.b(),
            SLIDE.txUm(),
            TestBlock.CANVAS.xUm(),
            2));
  }

  @Test
  void theBendOfASlideIsTakenOut() throws Exception {
    List<List<Double>> bend = new ArrayList<>();
    for (int x = 0; x <= 700; x += 100) {
      for (int y = 0; y <= 600; y += 100) {
        bend.add(List.of((double) x, (double) y, bent(x), bent(y)));
      }
    }
    try (Sample open = Sample.openForWriting(sample)) {
      TestBlock.image(
          open,
          ScanLayout.scanImage(Modality.SLIDES, "a"),
          new double[] {0.75, 0.75, 1.5},
          new int[] {467, 400, 1},
          1,
          (x, y) -> TestBlock.slope(SLIDE.x(x, y) + bent(x), SLIDE.y(x, y) + bent(y)));
      TestBlock.federate(
          open,
          List.of(
              TestBlock.scan(
                  "a",
                  Modality.SLIDES,
                  Status.MATCHED,
                  2,
                  "",
                  List.of(TestBlock.transform(SLIDE, 0.4, bend)),
                  List.of())));
    }
    run("a", "S002");
    shown(BEND_TOL_ADU, 300, 260, 2, canvasCorner(), Affine.IDENTITY);
  }

  private static double bent(double along) {
    return 3 * Math.sin(along / 200);
  }

  private List<String> points(String text, String from, String to) throws IOException {
    Path in = folder.resolve("in.csv");
    Files.writeString(in, text);
    out = folder.resolve("out.csv");
    run(from, to, "what", "points", "points", in);
    return Files.readAllLines(out);
  }

  @Test
  void pointsKeepTheirOtherColumns() throws IOException {
    List<String> rows =
        points(
            "\ufeffname,y_um,\"x_um\",note\r\n1,20,10, \"a, \"\"b\"\"\"\r\n2,,10,\r\n",
            "a",
            "S002");
    assertEquals("\ufeffname,y_um,\"x_um\",note,to_x_um,to_y_um,to_sigma_um", rows.get(0));
    assertEquals(
        String.format(
            java.util.Locale.ROOT,
            "1,20,10, \"a, \"\"b\"\"\",%.4f,%.4f,0.566",
            SLIDE.x(10, 20),
            SLIDE.y(10, 20)),
        rows.get(1));
    assertEquals("2,,10,,,,", rows.get(2));
    assertEquals(3, rows.size());
  }

  @Test
  void pointsInTheCubeHaveADepth() throws IOException {
    List<String> rows = points("x_um,y_um\n10,20\n", "S002", "cube");
    assertEquals("x_um,y_um,to_x_um,to_y_um,to_sigma_um,to_z_um", rows.get(0));
    assertEquals("10,20,15.0000,17.0000,0.424,45.000", rows.get(1));
  }

  @Test
  void tablesThatCannotBeReadAreRefused() throws IOException {
    Path in = folder.resolve("bad.csv");
    out = folder.resolve("out.csv");
    Files.writeString(in, "x,y\n1,2\n");
    assertTrue(
        refused("a", "S002", "what", "points", "points", in)
            .endsWith("must have one column 'x_um', it has x, y"));
    Files.writeString(in, "x_um,y_um\n1,2\n1,two\n");
    assertTrue(
        refused("a", "S002", "what", "points", "points", in)
            .endsWith("must hold numbers in x_um and y_um, got 'two'"));
    Files.writeString(in, "x_um,y_um\n1,2,3\n");
    assertTrue(
        refused("a", "S002", "what", "points", "points", in)
            .endsWith("has 3 fields, its header has 2"));
    assertEquals(2, folder.toFile().list().length, "no part of a file is left");
  }

  @Test
  void saysWhatIsMissing() {
    assertTrue(refused("x", "S002").startsWith("there is no frame 'x'; there are S001"));
    assertTrue(refused("b", "S002").endsWith("b: it is an orphan: above the first section"));
    assertEquals(
        "S002 has no labels 'cells', it has beads",
        refused("S002", "a", "what", "labels", "labels", "cells"));
    assertTrue(refused("cube", "S002").endsWith("run imaxt cube"), refused("cube", "S002"));
    assertEquals("plane 2 was asked for, a has 1 to 1", refused("a", "S002", "plane", 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> run("a", "S002", "what", "labels"),
        "labels without a name");
  }
}
