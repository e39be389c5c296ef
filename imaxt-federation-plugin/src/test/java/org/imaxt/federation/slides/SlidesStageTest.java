package org.imaxt.federation.slides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.contract.PythonCheck;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.czi.CziWriter;
import org.imaxt.core.czi.CziWriter.Packing;
import org.imaxt.core.model.Location;
import org.imaxt.core.model.Modality;
import org.imaxt.core.pyramid.LevelBlock;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.SerialExecutor;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.tiff.TiffWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of importing slides, and what is refused. */
class SlidesStageTest {

  @TempDir Path folder;

  private Path input;
  private Path sample;

  @BeforeEach
  void makeFolder() throws IOException {
    input = Files.createDirectory(folder.resolve("in put"));
    sample = folder.resolve("s.zarr");
  }

  private Report run(Object... more) {
    return Runs.run(sample, "slides", parameters(more));
  }

  private Object[] parameters(Object... more) {
    Object[] all = Arrays.copyOf(new Object[] {"input", input}, 2 + more.length);
    System.arraycopy(more, 0, all, 2, more.length);
    return all;
  }

  private Report run(Selection selection, FailurePolicy failure, Object... more) {
    RunRequest request =
        new RunRequest(
            Optional.of(Location.of(sample)), selection, RunRequest.Reuse.RESUME, failure);
    try (UnitExecutor executor = new SerialExecutor()) {
      return Runs.run(executor, Monitor.silent(), request, "slides", parameters(more));
    }
  }

  private String refused(Object... more) {
    return assertThrows(InputException.class, () -> run(more)).getMessage();
  }

  private List<String> complete() {
    try (Sample open = Sample.open(sample)) {
      return new Receipts(open).complete("slides");
    }
  }

  private ScanDocument document(String slide) {
    try (Sample open = Sample.open(sample)) {
      return open.read(ScanLayout.scan(Modality.SLIDES, slide));
    }
  }

  private LevelBlock pixels(String slide, int channel) {
    try (Sample open = Sample.open(sample)) {
      return LevelBlock.read(SlideImages.open(slide, open).levels().get(0), channel, 1);
    }
  }

  private static short[] flat(int width, int height, int value) {
    short[] pixels = new short[width * height];
    Arrays.fill(pixels, (short) value);
    return pixels;
  }

  /** Every kind of TIFF, pixel by pixel as zarr and tifffile see them. */
  @Test
  @Tag("slow")
  void holdsThePixelsOfEveryKindOfTiff() throws Exception {
    PythonCheck.file("tifffile, zarr", "write_slides.py", input);
    run();
    List<Object> checks = new ArrayList<>();
    for (String two : List.of("tiled.ome.tif", "pyramid.ome.tif")) {
      add(checks, two, two, "DAPI,beads");
    }
    for (String one : List.of("eight.ome.tif", "float.ome.tif")) {
      add(checks, one, one, "one");
    }
    for (String colour : List.of("rgb.ome.tif", "strips.tif")) {
      add(checks, colour, colour, "R,G,B");
    }
    for (String same : List.of("planar.tif", "zstd.tif", "zstd2.tif", "lzw2.tif")) {
      if (Files.exists(input.resolve(same))) {
        add(checks, same, "strips.tif", "R,G,B"); // tifffile alone does not unpack all of them
      }
    }
    assertEquals(
        "ok", PythonCheck.file("tifffile, zarr", "slide_equals_tiff.py", checks.toArray()));
  }

  private void add(List<Object> checks, String slide, String file, String channels) {
    String name = SlideName.of(slide).orElseThrow();
    checks.add(sample.resolve(ScanLayout.scanImage(Modality.SLIDES, name)));
    checks.add(input.resolve(file));
    checks.add(channels);
  }

  @Test
  void writesWhatIsKnownOfASlide() throws IOException {
    TestSlides.tiff(input.resolve("A b.ome.tif"), 600, 400, 2, 0.325);
    Report report = run();
    ScanDocument scan = document("A b");
    assertEquals(List.of(600, 400), List.of(scan.widthPx(), scan.heightPx()));
    assertEquals(0.325, scan.pixelSizeUm());
    assertEquals("ome-tiff", scan.source());
    assertEquals("channel 1", scan.channels().get(1).name());
    assertTrue(report.text().contains("A b.ome.tif"), report.text());
  }

  @Test
  void laysTilesWhereTheScannerSaysAndBlendsThem() throws IOException {
    new CziWriter()
        .metadata("1E-06", "EGFP")
        .gray16(0, 0, 0, -50, 10, 40, flat(40, 30, 1000), Packing.ZSTD0)
        .gray16(0, 0, 1, -20, 15, 40, flat(40, 30, 2000), Packing.PLAIN)
        .reduced(-50, 10, 70, 36)
        .write(input.resolve("m.czi"));
    run("flatfield", false);
    LevelBlock image = pixels("m", 1);
    assertEquals(List.of(70, 35), List.of(image.width(), image.height()));
    assertEquals(1000, image.shorts()[5 * 70]); // the first tile's left border
    assertEquals(1000, image.shorts()[29]); // above the second tile
    assertEquals(2000, image.shorts()[30 * 70 + 30]); // below the first
    assertEquals(0, image.shorts()[34 * 70]); // where no tile is
    int middle = image.shorts()[20 * 70 + 35];
    assertTrue(middle > 1200 && middle < 1800, "the overlap is blended, got " + middle);
  }

  @Test
  void makesASlideOfEveryScene() throws IOException {
    new CziWriter()
        .metadata("1E-06", "A", "B")
        .gray16(0, 0, 0, 0, 0, 10, flat(10, 20, 1), Packing.PLAIN)
        .gray16(0, 1, 0, 0, 0, 10, flat(10, 20, 2), Packing.ZSTD1)
        .gray16(3, 0, 0, 900, 5, 30, flat(30, 10, 3), Packing.PLAIN)
        .gray16(3, 1, 0, 900, 5, 30, flat(30, 10, 4), Packing.PLAIN)
        .write(input.resolve("block 7.czi"));
    run("flatfield", false);
    assertEquals(List.of("block 7_s1", "block 7_s2"), complete());
    assertEquals(2, pixels("block 7_s1", 2).shorts()[0]);
    assertEquals(30, pixels("block 7_s2", 1).width());
    assertEquals(4, pixels("block 7_s2", 2).shorts()[299]);
  }

  /** Root mean square of what is left of the vignetting, relative. */
  private static final double FLAT_TOL = 0.02; // 12 tiles of 10 ADU noise and smooth tissue

  @Test
  void takesTheIlluminationOutOfTilesBeforeTheyAreLaid() throws IOException {
    TestSlides.mosaic(input.resolve("m.czi"), 6, 5);
    run();
    double corrected = unevenness();
    run("flatfield", false);
    double raw = unevenness();
    assertTrue(corrected < FLAT_TOL, "corrected " + corrected + ", raw " + raw);
    assertTrue(raw > 3 * corrected, "corrected " + corrected + ", raw " + raw);
  }

  /** Relative deviation from the specimen over the whole mosaic, the scale left free. */
  private double unevenness() {
    LevelBlock image = pixels("m", 1);
    double sum = 0;
    double squares = 0;
    int n = image.shorts().length;
    for (int i = 0; i < n; i++) {
      double truth = TestSlides.specimen(i % image.width(), i / image.width());
      double ratio = ((image.shorts()[i] & 0xffff) - 100) / truth;
      sum += ratio;
      squares += ratio * ratio;
    }
    double mean = sum / n;
    return Math.sqrt(squares / n - mean * mean) / mean;
  }

  @Test
  void saysAloudThatTilesDoNotOverlap() throws IOException {
    TestSlides.mosaic(input.resolve("m.czi"), 6, 5, TestSlides.TILE);
    Report report = run();
    assertTrue(unevenness() < 2 * FLAT_TOL, "uneven by " + unevenness());
    assertTrue(
        document("m").metadata().get("flat field 1").contains("tiles do not overlap"),
        document("m").metadata().toString());
    assertTrue(report.text().contains("rests on tiles alone"), report.text());
  }

  @Test
  void saysWhyTilesStayAsTheyAre() throws IOException {
    TestSlides.mosaic(input.resolve("m.czi"), 2, 2);
    Report report = run();
    assertTrue(
        document("m").metadata().get("flat field 1").startsWith("EGFP: none: a flat field needs"),
        document("m").metadata().toString());
    assertTrue(report.text().contains("laid without flat field"), report.text());
  }

  @Test
  void asksForThePixelSizeOfPlainFiles() throws IOException {
    TiffWriter.write(input.resolve("p.tif"), new short[300], 20, 15);
    assertTrue(refused().contains("give --pixel-size"), refused());
    run("pixelSize", 0.7);
    assertEquals(0.7, document("p").pixelSizeUm());
    assertEquals("C01", document("p").channels().get(0).name());
  }

  /** What print software writes into every file is no measurement. */
  @ParameterizedTest
  @ValueSource(ints = {72, 96, 300})
  void doesNotTakeDotsPerInchForAPixelSize(int dpi) throws Exception {
    PythonCheck.run(
        "tifffile",
        "import numpy, sys, tifffile\n"
            + "tifffile.imwrite(sys.argv[1], numpy.ones((20, 30), 'u2'), metadata=None,"
            + " resolution=(int(sys.argv[2]),) * 2, resolutionunit='INCH')\n"
            + "print('ok')",
        input.resolve("p.tif"),
        dpi);
    assertTrue(refused().contains("give --pixel-size"), refused());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "NaN", "-1E-06", "Infinity"})
  void refusesPixelSizesThatAreNone(String metres) throws IOException {
    new CziWriter()
        .metadata(metres, "A")
        .gray16(0, 0, 0, 0, 0, 10, flat(10, 10, 1), Packing.PLAIN)
        .write(input.resolve("n.czi"));
    assertTrue(refused().contains("give --pixel-size"), refused());
  }

  /** The schema of OME-XML forbids them; files have them all the same. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "NaN", "-0.5", "2000"})
  void refusesPixelSizesOfOmeTiffThatAreNone(String um) throws IOException {
    Path file = TestSlides.tiff(input.resolve("n.ome.tif"), 60, 40, 1, 0.512345);
    TestSlides.replace(file, "PhysicalSizeX=\"0.512345\"", "PhysicalSizeX=\"" + um + "\"");
    assertTrue(refused().contains("give --pixel-size"), refused());
    run("pixelSize", 0.5);
    assertEquals(0.5, document("n").pixelSizeUm());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "-1", "Infinity"})
  void refusesPixelSizesThatAreGivenAndAreNone(String um) throws IOException {
    TestSlides.tiff(input.resolve("n.ome.tif"), 60, 40, 1, 0.5);
    assertThrows(ParamException.class, () -> run("pixelSize", um));
    assertFalse(Files.exists(sample));
  }

  /** Numbered, so that each can be asked for. */
  @Test
  void namesChannelsThatHaveNoName() throws IOException {
    Path file = TestSlides.tiff(input.resolve("n.ome.tif"), 60, 40, 2, 0.5);
    TestSlides.replace(file, "Name=\"channel 1\"", "");
    new CziWriter()
        .metadata("1E-06", "", "EGFP")
        .gray16(0, 0, 0, 0, 0, 10, flat(10, 10, 1), Packing.PLAIN)
        .gray16(0, 1, 0, 0, 0, 10, flat(10, 10, 2), Packing.PLAIN)
        .gray16(0, 2, 0, 0, 0, 10, flat(10, 10, 3), Packing.PLAIN)
        .write(input.resolve("o.czi"));
    run("flatfield", false);
    assertEquals("C02", document("n").channels().get(1).name());
    assertEquals(
        List.of("C01", "EGFP", "C03"),
        document("o").channels().stream().map(ScanDocument.ScanChannel::name).toList());
    assertTrue(refused("channels", "C07").contains("there are C01"), refused("channels", "C07"));
  }

  @Test
  void refusesPixelsThatAreNoSquares() throws IOException {
    new CziWriter()
        .xml(
            "<D><Metadata><Scaling><Items><Distance Id='X'><Value>5E-07</Value></Distance>"
                + "<Distance Id='Y'><Value>5.01E-07</Value></Distance></Items></Scaling>"
                + "</Metadata></D>")
        .gray16(0, 0, 0, 0, 0, 10, flat(10, 10, 1), Packing.PLAIN)
        .write(input.resolve("n.czi"));
    assertTrue(refused().contains("pixels must be square within 0.1 %"), refused());
  }

  @Test
  void tellsAllThatIsWrongAtOnceAndChangesNothing() throws IOException {
    TestSlides.tiff(input.resolve("a.ome.tif"), 50, 40, 1, 0.5);
    TestSlides.tiff(input.resolve("a.OME.TIFF"), 50, 40, 1, 0.5);
    new CziWriter()
        .metadata("1E-06", "A")
        .gray16(0, 0, 0, 0, 0, 10, flat(10, 10, 1), Packing.JPEG_XR)
        .write(input.resolve("x.czi"));
    TestSlides.tiff(input.resolve("beads.tif"), 50, 40, 1, 0.5);
    String message = refused();
    assertTrue(message.contains("JPEG-XR sub-blocks are not read; save it again"), message);
    assertTrue(message.contains("are both 'a'; rename one"), message);
    assertTrue(message.contains("a slide cannot be called 'beads'"), message);
    assertFalse(Files.exists(sample));
  }

  @Test
  void listsTheChannelsThereAre() throws IOException {
    TestSlides.tiff(input.resolve("a.ome.tif"), 50, 40, 3, 0.5);
    assertTrue(
        refused("channels", "channel 1,DAPI")
            .endsWith("channels DAPI were asked for, there are channel 0, channel 1, channel 2"),
        "refused");
    run("channels", "channel 2, channel 1");
    assertEquals("channel 1", document("a").channels().get(0).name());
    assertEquals(2, document("a").channels().size());
  }

  @Test
  void refusesAFolderWithoutSlides() throws IOException {
    Files.writeString(input.resolve("a.txt"), "no slide");
    Files.writeString(input.resolve("._a.tif"), "left by macOS");
    assertTrue(refused().contains("holds no slides"), refused());
  }

  @ParameterizedTest
  @EnumSource(FailurePolicy.class)
  void importsTheOthersWhenFilesAreDamaged(FailurePolicy policy) throws IOException {
    TestSlides.tiff(input.resolve("a.ome.tif"), 300, 200, 1, 0.5);
    byte[] whole = Files.readAllBytes(input.resolve("a.ome.tif"));
    Files.write(input.resolve("b.ome.tif"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(input.resolve("b2.czi"), "ZISRAWFILE", StandardCharsets.US_ASCII);
    TestSlides.mosaic(input.resolve("c.czi"), 2, 1);
    InputException refused = assertThrows(InputException.class, () -> run(Selection.ALL, policy));
    assertTrue(refused.getMessage().contains("b.ome.tif: truncated"), refused.getMessage());
    assertTrue(refused.getMessage().contains("b2.czi"), refused.getMessage());
    assertEquals(3, ExitCode.of(refused).code());
    assertEquals(List.of("a", "c"), complete());
  }

  @Test
  void doesNotMindDamagedFilesThatAreNotAskedFor() throws IOException {
    TestSlides.tiff(input.resolve("a.ome.tif"), 300, 200, 1, 0.5);
    Files.writeString(input.resolve("z.czi"), "ZISRAWFILE", StandardCharsets.US_ASCII);
    run(new Selection("all", "a", "all"), FailurePolicy.STOP);
    assertEquals(List.of("a"), complete());
  }

  @Test
  void makesNothingOfDamagedFilesAlone() throws IOException {
    Files.writeString(input.resolve("z.czi"), "ZISRAWFILE", StandardCharsets.US_ASCII);
    assertTrue(refused().contains("z.czi"), refused());
    assertFalse(Files.exists(sample));
  }

  @Test
  void keepsOtherSlidesUntilTheyAreToGo() throws IOException {
    TestSlides.tiff(input.resolve("a.ome.tif"), 300, 200, 1, 0.5);
    TestSlides.tiff(input.resolve("b.ome.tif"), 300, 200, 1, 0.5);
    run();
    Files.delete(input.resolve("a.ome.tif"));
    run();
    assertEquals(List.of("a", "b"), complete());
    run("remove", true);
    assertEquals(List.of("b"), complete());
    assertFalse(Files.exists(sample.resolve("slides/a")));
    assertTrue(Files.exists(sample.resolve("slides/b/image/0")));
  }

  @Test
  void importsTheSlidesAskedFor() throws IOException {
    TestSlides.tiff(input.resolve("a.ome.tif"), 300, 200, 1, 0.5);
    TestSlides.tiff(input.resolve("b.ome.tif"), 300, 200, 1, 0.5);
    run(new Selection("all", "b", "all"), FailurePolicy.STOP);
    assertEquals(List.of("b"), complete());
    InputException refused =
        assertThrows(
            InputException.class, () -> run(new Selection("all", "c", "all"), FailurePolicy.STOP));
    assertEquals("slides c were asked for, there are a, b", refused.getMessage());
  }

  /** Real files: outside overlaps every pixel is one of the tile's own. */
  @ParameterizedTest
  @ValueSource(strings = {"mosaic_test", "1_tileregion"})
  void laysRealMosaics(String name) throws Exception {
    Path file = Path.of("../../shared/data/czi/" + name + ".czi");
    assumeTrue(Files.exists(file), "SKIPPED: there is no " + file);
    input = file;
    run();
    Path image = sample.resolve(ScanLayout.scanImage(Modality.SLIDES, name));
    assertEquals("ok", PythonCheck.file("zarr", "slide_equals_czi.py", image, file));
  }
}
