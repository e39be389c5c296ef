package org.imaxt.imc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.io.FileInfo;
import ij.io.RoiEncoder;
import ij.io.TiffEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imaxt.core.contract.McdWriter;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.model.Location;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.SerialExecutor;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.SegmentationDocument;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage on regions of drawn nuclei: what it writes, and what it refuses. */
class ImcSegmentTest {

  private static final int SIDE = 90;
  private static final int PITCH = 18;
  private static final int NUCLEI = 25;
  private static final double RADIUS = 5;
  private static final String REGION = "a_001";

  @TempDir Path folder;

  private Path sample;

  @BeforeEach
  void importRegions() throws IOException {
    sample = folder.resolve("sample.zarr");
    McdWriter writer =
        new McdWriter(
            List.of("Ir191", "Ir193", "Sm152", "Y89"), List.of("DNA1", "DNA2", "CD45", "x"));
    writer.region(1, SIDE, SIDE, ImcSegmentTest::value);
    writer.region(2, 40, 30, (c, x, y) -> 0);
    Path input = Files.createDirectory(folder.resolve("input"));
    writer.write(input.resolve("a.mcd"));
    Runs.run(sample, "imc-import", "input", input, "hotPixel", "off");
  }

  private static double distance(int x, int y) {
    return Math.hypot(x % PITCH - PITCH / 2, y % PITCH - PITCH / 2);
  }

  /** Nuclei in both DNA channels; a ring of membrane about those of the upper half. */
  private static float value(int channel, int x, int y) {
    double r = distance(x, y);
    int speckle = (x * 7 + y * 13) % 3;
    if (channel < 2) {
      return r < RADIUS ? 8 + 4 * channel + speckle : speckle / 2;
    }
    return channel == 2 && y < SIDE / 2 && r >= RADIUS && r < 8 ? 6 + speckle : 0;
  }

  private Report run(String rois, Object... more) {
    RunRequest request =
        new RunRequest(
            Optional.of(Location.of(sample)),
            new Selection("all", "all", rois),
            RunRequest.Reuse.RESUME,
            FailurePolicy.STOP);
    try (SerialExecutor executor = new SerialExecutor()) {
      return Runs.run(
          executor, Monitor.silent(), request, "imc-segment", byIntensityUnlessTold(more));
    }
  }

  /** The rules are the same for a network, which takes longer. */
  static Object[] byIntensityUnlessTold(Object... parameters) {
    if (Arrays.asList(parameters).contains("probabilities")) {
      return parameters;
    }
    Object[] all = Arrays.copyOf(parameters, parameters.length + 2);
    all[parameters.length] = "probabilities";
    all[parameters.length + 1] = "intensity";
    return all;
  }

  private String refusal(String rois, Object... more) {
    return assertThrows(InputException.class, () -> run(rois, more)).getMessage();
  }

  private int[] labels(String name, int level) {
    try (Sample opened = Sample.open(sample)) {
      OmeImage image =
          OmeImage.open(ZarrGroup.open(opened.store(), ScanLayout.scanImage(Modality.IMC, REGION)));
      return pixels(image.label(name).levels().get(level));
    }
  }

  private static int[] pixels(ZarrArray array) {
    int width = (int) array.spec().shape()[4];
    int height = (int) array.spec().shape()[3];
    int columns = array.spec().chunk()[4];
    int rows = array.spec().chunk()[3];
    int[] all = new int[width * height];
    for (int top = 0; top < height; top += rows) {
      for (int left = 0; left < width; left += columns) {
        int[] chunk = (int[]) array.readChunk(0, 0, 0, top / rows, left / columns);
        for (int y = top; y < Math.min(height, top + rows); y++) {
          for (int x = left; x < Math.min(width, left + columns); x++) {
            all[y * width + x] = chunk[(y - top) * columns + x - left];
          }
        }
      }
    }
    return all;
  }

  private SegmentationDocument document() {
    try (Sample opened = Sample.open(sample)) {
      return opened.read(ScanLayout.segmentation(Modality.IMC, REGION));
    }
  }

  private static int most(int... labels) {
    return Arrays.stream(labels).max().orElse(0);
  }

  /** Every nucleus is where it was drawn, by the share of pixels that agree. */
  private static void assertDrawn(int... nuclei) {
    int wrong = 0;
    for (int i = 0; i < nuclei.length; i++) {
      boolean inside = distance(i % SIDE, i / SIDE) < RADIUS;
      int row = i / SIDE / PITCH;
      int number = row * (SIDE / PITCH) + i % SIDE / PITCH + 1;
      wrong += nuclei[i] != (inside ? number : 0) ? 1 : 0;
    }
    // the rim of a disc of 5 px radius is a third of its area; smoothing may take or add half of it
    assertTrue(wrong < nuclei.length / 12, wrong + " of " + nuclei.length + " pixels are wrong");
  }

  @Test
  void findsNucleiAndTheirCells() {
    Report report = run(REGION);
    int[] nuclei = labels(ScanLayout.NUCLEI, 0);
    int[] cells = labels(ScanLayout.CELLS, 0);
    assertEquals(NUCLEI, most(nuclei));
    assertDrawn(nuclei);
    int[] sizes = new int[NUCLEI + 1];
    for (int i = 0; i < cells.length; i++) {
      assertTrue(nuclei[i] == 0 || nuclei[i] == cells[i], "a nucleus lies in its cell");
      sizes[cells[i]]++;
    }
    assertTrue(sizes[3] > 150, "with its ring a cell has 200 px, got " + sizes[3]);
    SegmentationDocument document = document();
    assertEquals(NUCLEI, document.nuclei());
    assertEquals(List.of("Ir191", "Ir193"), document.nuclear());
    assertEquals(List.of("Sm152"), document.cytoplasm());
    assertEquals(NUCLEI, document.nucleusDiameters().stream().mapToInt(i -> i).sum());
    assertTrue(report.text().contains("25"), report.text());
    assertTrue(report.items().stream().filter(i -> i instanceof Report.Item.Image).count() >= 3);
  }

  @Test
  void keepsTheProbabilitiesAsAnImage() {
    run(REGION);
    try (Sample opened = Sample.open(sample)) {
      OmeImage map =
          OmeImage.open(
              ZarrGroup.open(opened.store(), ScanLayout.scanProbabilities(Modality.IMC, REGION)));
      assertEquals(3, map.levels().get(0).spec().shape()[1]);
      assertEquals("nucleus", map.document().channels().get(1).label());
      short[][] all = new short[3][];
      for (int c = 0; c < 3; c++) {
        all[c] = (short[]) map.levels().get(0).readChunk(0, c, 0, 0, 0);
      }
      for (int i = 0; i < SIDE; i++) {
        int sum = (all[0][i] & 0xffff) + (all[1][i] & 0xffff) + (all[2][i] & 0xffff) - 3;
        assertEquals(65534, sum, 2, "probabilities add up to 1");
      }
    }
  }

  @Test
  void runsAgainOnlyForWhatChanged() throws IOException {
    run(REGION);
    Path file = sample.resolve("imc/a_001/segmentation.json");
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, old);
    run(REGION);
    assertEquals(old, Files.getLastModifiedTime(file));
    run(REGION, "grow", 4);
    assertNotEquals(old, Files.getLastModifiedTime(file));
    try (Sample opened = Sample.open(sample)) {
      assertEquals(List.of(REGION), new Receipts(opened).complete("imc-segment"));
    }
  }

  @Test
  void refusesAnEmptyNuclearChannelAndNoneAtAll() {
    String message = refusal("all");
    assertTrue(message.contains("a_002 must show something"), message);
    assertTrue(message.contains("--roi"), message);
    assertTrue(refusal(REGION, "nuclear", "Gd155").contains("--nuclear names Gd155"));
    assertFalse(Files.exists(sample.resolve("imc/a_001/segmentation.json")));
  }

  @Test
  void refusesRegionsWithoutANuclearStain() throws IOException {
    McdWriter writer = new McdWriter(List.of("Y89"), List.of("x"));
    writer.region(1, 20, 20, (c, x, y) -> 1);
    Path input = Files.createDirectory(folder.resolve("other"));
    writer.write(input.resolve("b.mcd"));
    Runs.run(sample, "imc-import", "input", input);
    String message = refusal("b_001");
    assertTrue(message.contains("no channel of b_001 is named for a nuclear stain"), message);
    run("b_001", "nuclear", "x");
  }

  private static float[][] map() {
    float[][] map = new float[3][SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      double r = distance(i % SIDE, i / SIDE);
      map[0][i] = r < RADIUS ? 0.9f : 0.05f;
      map[1][i] = r >= RADIUS && r < 8 ? 0.8f : 0.05f;
      map[2][i] = 1 - map[0][i] - map[1][i];
    }
    return map;
  }

  private Path write(String name, int width, float[]... pages) throws IOException {
    Path file = folder.resolve(name);
    TiffPages.write(file, width, "", pages);
    return file;
  }

  @Test
  void takesAMapOfItsSizeAndOrder() throws IOException {
    float[][] map = map();
    Path good = write(REGION + ".tiff", SIDE, map);
    run(REGION, "probabilities", "map", "map", good);
    assertEquals(NUCLEI, most(labels(ScanLayout.NUCLEI, 0)));
    assertEquals(0, document().bare());
    Path maps = Files.createDirectory(folder.resolve("maps"));
    Files.copy(good, maps.resolve(REGION + ".tiff"));
    run(REGION, "probabilities", "map", "map", maps);
    Path turned = write("turned.tiff", SIDE, map[2], map[0], map[1]);
    String message = refusal(REGION, "probabilities", "map", "map", turned);
    assertTrue(message.contains("--map-order"), message);
    run(
        REGION,
        "probabilities",
        "map",
        "map",
        turned,
        "mapOrder",
        "background, nucleus, cytoplasm");
    assertEquals(NUCLEI, most(labels(ScanLayout.NUCLEI, 0)));
  }

  /** As ilastik exports them: the classes of a pixel side by side, 8 or 16 bits. */
  @Test
  void takesAMapOfThreeSamplesAPixel() throws IOException {
    float[][] map = map();
    int[] colours = new int[SIDE * SIDE];
    short[][] deep = new short[3][SIDE * SIDE];
    for (int i = 0; i < colours.length; i++) {
      int nucleus = Math.round(255 * map[0][i]);
      int cytoplasm = Math.round(255 * map[1][i]);
      colours[i] = nucleus << 16 | cytoplasm << 8 | 255 - nucleus - cytoplasm;
      for (int c = 0; c < 3; c++) {
        deep[c][i] = (short) Math.round(65535 * map[c][i]);
      }
    }
    run(REGION, "probabilities", "map", "map", write("m.tiff", SIDE, map));
    int[] expected = labels(ScanLayout.NUCLEI, 0);
    int[] cells = labels(ScanLayout.CELLS, 0);
    assertEquals(NUCLEI, most(expected));
    for (Object pixels : new Object[] {colours, deep}) {
      FileInfo info = new FileInfo();
      info.width = SIDE;
      info.height = SIDE;
      info.fileType = pixels instanceof int[] ? FileInfo.RGB : FileInfo.RGB48;
      info.pixels = pixels;
      Path file = folder.resolve("map%s.tif".formatted(info.fileType));
      try (OutputStream out = Files.newOutputStream(file)) {
        new TiffEncoder(info).write(out);
      }
      run(REGION, "probabilities", "map", "map", file);
      assertArrayEquals(expected, labels(ScanLayout.NUCLEI, 0));
      assertArrayEquals(cells, labels(ScanLayout.CELLS, 0));
    }
  }

  @Test
  void refusesMapsOfAnotherShapeOrContent() throws IOException {
    float[][] map = map();
    Path two = write("two.tiff", SIDE, map[0], map[1]);
    String message = refusal(REGION, "probabilities", "map", "map", two);
    assertTrue(message.contains("got 2 channels"), message);
    float[] half = new float[SIDE * SIDE / 2];
    Path small = write("small.tiff", SIDE / 2, half, half, half);
    message = refusal(REGION, "probabilities", "map", "map", small);
    assertTrue(message.contains("90 x 90 px, got 45 x 90"), message);
    Path odd = write("odd.tiff", SIDE, map[0], map[0], map[0]);
    message = refusal(REGION, "probabilities", "map", "map", odd);
    assertTrue(message.contains("add up to 1"), message);
    assertThrows(ParamException.class, () -> run(REGION, "probabilities", "map"));
    assertThrows(ParamException.class, () -> run(REGION, "mapOrder", "nucleus,background"));
  }

  @Test
  void missingPixelsAndEmptyMapsAreNoTrouble() throws IOException {
    float[][] map = map();
    for (float[] page : map) {
      Arrays.fill(page, 0, SIDE * PITCH, Float.NaN);
    }
    run(REGION, "probabilities", "map", "map", write("gap.tiff", SIDE, map));
    int[] nuclei = labels(ScanLayout.NUCLEI, 0);
    assertEquals(NUCLEI - SIDE / PITCH, most(nuclei));
    assertArrayEquals(new int[SIDE * PITCH], Arrays.copyOf(nuclei, SIDE * PITCH));
    float[] none = new float[SIDE * SIDE];
    float[] all = new float[SIDE * SIDE];
    Arrays.fill(all, 0.9f);
    Arrays.fill(none, 0.05f);
    float[] first = none.clone();
    Arrays.fill(first, 0, 4, 0.06f); // an order must be seen
    float[] last = all.clone();
    Arrays.fill(last, 0, 4, 0.89f);
    for (int i = 0; i < 4; i++) {
      // brighter pixels are ever so slightly more nucleus
      int at = (PITCH / 2) * SIDE + PITCH / 2 + i;
      first[at] = 0.06f;
      last[at] = 0.89f;
    }
    Path empty = write("empty.tiff", SIDE, first, none, last);
    Report report = run(REGION, "probabilities", "map", "map", empty, "threshold", "0.5");
    assertEquals(0, document().nuclei());
    assertTrue(report.text().contains("no nuclei were found"), report.text());
  }

  @Test
  void learnsFromAFewRois() throws IOException {
    Path training = Files.createDirectory(folder.resolve("training"));
    String message = refusal(REGION, "probabilities", "classifier", "training", training);
    assertTrue(message.contains("must hold ROIs"), message);
    List<Roi> rois = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int left = i * PITCH;
      rois.add(new OvalRoi(left + 5, 5, 8, 8));
      names.add("nucleus-" + i);
      rois.add(new Roi(left, 3 * PITCH, 3, 15));
      names.add("background-" + i);
      rois.add(new Roi(left + 8, 1, 3, 2));
      names.add("cytoplasm-" + i);
    }
    zip(training.resolve(REGION + ".zip"), rois, names);
    run(REGION, "probabilities", "classifier", "training", training);
    int[] nuclei = labels(ScanLayout.NUCLEI, 0);
    assertEquals(NUCLEI, most(nuclei));
    assertDrawn(nuclei);
    names.set(0, "thing");
    zip(training.resolve(REGION + ".zip"), rois, names);
    message = refusal(REGION, "probabilities", "classifier", "training", training);
    assertTrue(message.contains("got 'thing"), message);
  }

  private static void zip(Path file, List<Roi> rois, List<String> names) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < rois.size(); i++) {
        zip.putNextEntry(new ZipEntry(names.get(i) + ".roi"));
        zip.write(RoiEncoder.saveAsByteArray(rois.get(i)));
      }
    }
  }

  @Test
  void coarseLabelsAreOnesThatAreThere() throws IOException {
    McdWriter writer = new McdWriter(List.of("Ir191"), List.of("DNA1"));
    Random random = new Random(2);
    float[] noise = new float[1 << 12];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat();
    }
    writer.region(
        1, 1100, 60, (c, x, y) -> (distance(x, y) < RADIUS ? 9 : 0) + noise[x * 31 + y & 4095]);
    Path input = Files.createDirectory(folder.resolve("wide"));
    writer.write(input.resolve("w.mcd"));
    Runs.run(sample, "imc-import", "input", input);
    run("w_001");
    try (Sample opened = Sample.open(sample)) {
      OmeImage image =
          OmeImage.open(
              ZarrGroup.open(opened.store(), ScanLayout.scanImage(Modality.IMC, "w_001")));
      int[] fine = pixels(image.label(ScanLayout.NUCLEI).levels().get(0));
      int[] coarse = pixels(image.label(ScanLayout.NUCLEI).levels().get(1));
      assertEquals(3, image.label(ScanLayout.NUCLEI).levels().size());
      assertTrue(most(fine) > 150, most(fine) + " nuclei");
      for (int y = 0; y < 30; y++) {
        for (int x = 0; x < 550; x++) {
          assertEquals(fine[(2 * y + 1) * 1100 + 2 * x + 1], coarse[y * 550 + x]);
        }
      }
    }
  }
}
