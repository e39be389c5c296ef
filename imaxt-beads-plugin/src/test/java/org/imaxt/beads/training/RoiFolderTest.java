package org.imaxt.beads.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.io.RoiEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.tiff.TiffWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images with ROIs as ImageJ's own encoder writes them. */
class RoiFolderTest {

  private static final int WIDTH = 80;
  private static final int HEIGHT = 60;

  /** Pixels by which a disc of pixels may miss the area of its circle: half a pixel of its rim. */
  private static final double AREA_TOL = 0.05;

  @TempDir Path folder;

  private void image(String name) throws IOException {
    short[] pixels = new short[WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (short) (100 + i % 97);
    }
    TiffWriter.write(folder.resolve(name), pixels, WIDTH, HEIGHT);
  }

  private void set(String name, Roi... rois) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      for (int i = 0; i < rois.length; i++) {
        out.putNextEntry(new ZipEntry("bead-%s.roi".formatted(i)));
        out.write(RoiEncoder.saveAsByteArray(rois[i]));
      }
    }
  }

  private void single(String name, Roi roi) throws IOException {
    Files.write(folder.resolve(name), RoiEncoder.saveAsByteArray(roi));
  }

  /** Another image, since two are needed. */
  private void partner() throws IOException {
    image("z.tif");
    single("z.roi", new OvalRoi(10, 10, 20, 20));
  }

  private LabelledImage first() {
    return TrainingFolder.of(folder).read(2, Progress.none()).images().get(0);
  }

  private static int label(LabelledImage image, int x, int y) {
    return image.labels()[y * WIDTH + x];
  }

  private static long area(LabelledImage image, int label) {
    return Arrays.stream(image.labels()).filter(l -> l == label).count();
  }

  private void assertRefused(String... parts) {
    InputException e = assertThrows(InputException.class, this::first);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void everyKindOfAreaIsABead() throws IOException {
    image("a.tif");
    partner();
    Roi polygon = new PolygonRoi(new int[] {30, 50, 40}, new int[] {5, 5, 25}, 3, Roi.POLYGON);
    Roi freehand =
        new PolygonRoi(new int[] {55, 70, 70, 55}, new int[] {5, 5, 20, 20}, 4, Roi.FREEROI);
    ShapeRoi ring =
        new ShapeRoi(new OvalRoi(5, 30, 24, 24)).not(new ShapeRoi(new OvalRoi(12, 37, 10, 10)));
    set("a.zip", new OvalRoi(2, 2, 20, 20), polygon, freehand, ring, new Roi(40, 40, 12, 9));
    LabelledImage found = first();
    assertEquals(Math.PI * 100, area(found, 1), AREA_TOL * Math.PI * 100);
    assertEquals(1, label(found, 12, 12));
    assertEquals(2, label(found, 40, 12));
    assertEquals(15 * 15, area(found, 3));
    assertEquals(4, label(found, 7, 42));
    assertEquals(0, label(found, 17, 42), "the hole of a ring is none of it");
    assertEquals(12 * 9, area(found, 5));
    assertEquals(0, label(found, 75, 55));
  }

  @Test
  void overlappingRoisShareTheirPixelsByTheNearerCentre() throws IOException {
    image("a.tif");
    partner();
    set("a.zip", new OvalRoi(10, 20, 24, 24), new OvalRoi(28, 20, 24, 24));
    LabelledImage found = first();
    assertEquals(area(found, 1), area(found, 2), 24, "of equal discs each has one half");
    assertEquals(1, label(found, 29, 32));
    assertEquals(2, label(found, 33, 32));
  }

  @Test
  void whatReachesBeyondTheImageIsCut() throws IOException {
    image("a.tif");
    partner();
    single("a.roi", new OvalRoi(-10, 20, 20, 20));
    double half = Math.PI * 50;
    assertEquals(half, area(first(), 1), 2 * AREA_TOL * half);
  }

  @Test
  void theUsualRadiusIsThatOfTheRois() throws IOException {
    image("a.ome.tif");
    partner();
    set("A.ZIP", new OvalRoi(2, 2, 20, 20), new OvalRoi(30, 2, 20, 20));
    TrainingSet set = TrainingFolder.of(folder).read(2, Progress.none());
    assertEquals(10, set.scale().objectRadiusPx(), 10 * AREA_TOL);
    assertEquals("2 images with 3 beads", set.source());
  }

  @Test
  void refusesAnImageWithoutItsRois() throws IOException {
    image("a.tif");
    partner();
    assertRefused("a.roi beside a.tif; there is none for [a.tif]");
  }

  @Test
  void refusesRoisWithoutTheirImage() throws IOException {
    partner();
    single("b.roi", new OvalRoi(10, 10, 20, 20));
    assertRefused("there is none for [b.roi]");
  }

  @Test
  void refusesASetOfNothing() throws IOException {
    image("a.tif");
    partner();
    set("a.zip");
    assertRefused("a.zip must hold at least one ROI");
  }

  @Test
  void refusesRoisOutsideTheirImage() throws IOException {
    image("a.tif");
    partner();
    set("a.zip", new OvalRoi(2, 2, 9, 9), new OvalRoi(WIDTH + 5, 2, 9, 9));
    assertRefused("bead-1.roi", "a.zip lies outside its image of 80 x 60 px");
  }

  @Test
  void refusesLinesAndDamagedFiles() throws IOException {
    image("a.tif");
    partner();
    set("a.zip", new Line(3, 3, 20, 20));
    assertRefused("must outline areas, bead-0.roi is a straight line");
    for (byte[] bytes : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[200])) {
      Files.delete(folder.resolve("z.roi"));
      Files.write(folder.resolve("z.roi"), bytes);
      set("a.zip", new OvalRoi(2, 2, 9, 9));
      assertRefused("z.roi cannot be read as ROIs of ImageJ");
    }
  }
}
