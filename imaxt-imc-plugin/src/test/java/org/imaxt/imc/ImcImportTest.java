package org.imaxt.imc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.imaxt.core.contract.McdWriter;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.PicturesDocument;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanDocument.ScanChannel;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.zarr.ZarrGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage on small files: what it writes, what it takes for what, and what it refuses. */
class ImcImportTest {

  private static final List<String> METALS = List.of("Ag107", "Ir191", "Yb172");
  private static final List<String> LABELS = List.of("107Ag", "DNA1", "H3");
  private static final int WIDTH = 20;
  private static final int HEIGHT = 14;
  private static final int PIXELS = WIDTH * HEIGHT;
  private static final int HOT_X = 5;
  private static final int HOT_Y = 6;

  @TempDir Path folder;

  private final McdWriter writer = new McdWriter(METALS, LABELS);
  private Path input;
  private Path sample;

  @BeforeEach
  void makeFolder() throws IOException {
    input = Files.createDirectory(folder.resolve("input"));
    sample = folder.resolve("sample.zarr");
  }

  private static float value(int channel, int x, int y) {
    return x == HOT_X && y == HOT_Y ? 500 : channel + 0.5f * x + 0.25f * y;
  }

  private McdWriter.Region region(int id) {
    return writer.region(id, WIDTH, HEIGHT, ImcImportTest::value);
  }

  private void writeMcd() throws IOException {
    writer.write(input.resolve("a.mcd"));
  }

  private void writeText(String name, long lines) throws IOException {
    writer.writeText(input.resolve(name), WIDTH, HEIGHT, lines, ImcImportTest::value);
  }

  private Report run(Object... more) {
    List<Object> parameters = new ArrayList<>(List.of("input", input));
    parameters.addAll(Arrays.asList(more));
    return Runs.run(sample, "imc-import", parameters.toArray());
  }

  private String refusal(Object... more) {
    return assertThrows(InputException.class, () -> run(more)).getMessage();
  }

  private List<String> regions() {
    try (Sample opened = Sample.open(sample)) {
      return new Receipts(opened).complete("imc-import");
    }
  }

  private ScanDocument scan(String name) {
    try (Sample opened = Sample.open(sample)) {
      return opened.read(ScanLayout.scan(Modality.IMC, name));
    }
  }

  private float[] plane(String name, int channel) {
    try (Sample opened = Sample.open(sample)) {
      OmeImage image =
          OmeImage.open(ZarrGroup.open(opened.store(), ScanLayout.scanImage(Modality.IMC, name)));
      return (float[]) image.levels().get(0).readChunk(0, channel, 0, 0, 0);
    }
  }

  private static float[] expected(int channel, double hotValue) {
    float[] expected = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      boolean hot = i == HOT_Y * WIDTH + HOT_X;
      expected[i] = hot ? (float) hotValue : value(channel, i % WIDTH, i / WIDTH);
    }
    return expected;
  }

  @Test
  void importsEveryAcquisitionWithItsPlaceOnTheStage() throws IOException {
    region(1);
    region(12)
        .say("ROIStartXPosUm", "3000500")
        .say("ROIStartYPosUm", "7000000")
        .say("ROIEndXPosUm", "3020.5")
        .say("ROIEndYPosUm", "6986");
    writeMcd();
    run();
    assertEquals(List.of("a_001", "a_012"), regions());
    ScanDocument scan = scan("a_012");
    assertEquals("mcd", scan.source());
    assertEquals("a.mcd", scan.file());
    assertEquals(List.of(1.0, 0.0, 3000.5, 0.0, 1.0, -7000.0), scan.stageAffine());
    assertEquals(
        List.of(
            new ScanChannel("Ag107", "107Ag"),
            new ScanChannel("Ir191", "DNA1"),
            new ScanChannel("Yb172", "H3")),
        scan.channels());
    assertEquals("ROI_012", scan.metadata().get("Description"));
    assertEquals("", scan.slide());
    float filtered = value(2, HOT_X + 1, HOT_Y + 1);
    assertArrayEquals(expected(2, filtered), plane("a_012", 2));
  }

  @Test
  void hotPixelsStayWhereTheFilterIsOff() throws IOException {
    region(1);
    writeMcd();
    run("hotPixel", "off");
    assertArrayEquals(expected(1, 500), plane("a_001", 1));
    run("hotPixel", "500");
    assertArrayEquals(expected(1, 500), plane("a_001", 1));
    assertThrows(ParamException.class, () -> run("hotPixel", "on"));
    assertThrows(ParamException.class, () -> run("hotPixel", "-3"));
  }

  @Test
  void reportNamesChannelsRegionsAndHotPixels() throws IOException {
    region(1);
    writeMcd();
    Report report = run("slide", "S7");
    String text = report.text();
    assertTrue(text.contains("Ir191") && text.contains("DNA1") && text.contains("a_001"), text);
    assertEquals(
        3,
        report
            .json()
            .getAsJsonObject("numbers")
            .getAsJsonObject("hot pixels")
            .get("value")
            .getAsInt());
    long pictures = report.items().stream().filter(Report.Item.Image.class::isInstance).count();
    assertEquals(2, pictures); // the stage and the region
  }

  @Test
  void passesOverEmptyAcquisitions() throws IOException {
    region(1);
    region(2).pixels(0);
    writeMcd();
    assertTrue(run().text().contains("acquisition 2 of a.mcd is left out"));
    assertEquals(List.of("a_001"), regions());
  }

  @Test
  void keepsWholeAcquisitionsAndNamesTheBrokenOne() throws IOException {
    region(1);
    region(2).pixels(100);
    region(3);
    writeMcd();
    String message = refusal();
    assertTrue(message.contains("acquisition 2 of a.mcd: it has 100 of 280 pixels"), message);
    assertEquals(List.of("a_001", "a_003"), regions());
    assertEquals(message, refusal()); // not forgotten when all others are up to date
    assertTrue(run("damaged", "skip").text().contains("acquisition 2"));
    assertEquals(List.of("a_001", "a_003"), regions());
    assertEquals(message, refusal());
    assertTrue(Files.readString(sample.resolve(".zmetadata")).contains("a_003/image/0"));
  }

  @Test
  void refusesAnInputOfBrokenAcquisitionsAlone() throws IOException {
    region(1).pixels(100);
    writeMcd();
    assertTrue(refusal().contains("it has 100 of 280 pixels"), refusal());
    assertFalse(Files.exists(sample));
  }

  @Test
  void recoversWhatABrokenAcquisitionHas() throws IOException {
    region(1).pixels(100);
    writeMcd();
    assertTrue(run("damaged", "recover").text().contains("180 pixels are not in the file"));
    float[] plane = plane("a_001", 0);
    assertEquals(value(0, 99 % WIDTH, 99 / WIDTH), plane[99]);
    assertTrue(Float.isNaN(plane[100]) && Float.isNaN(plane[PIXELS - 1]));
  }

  @Test
  void textReplacesWhatIsBrokenInTheMcdAlone() throws IOException {
    region(1);
    region(2).pixels(100);
    writeMcd();
    writeText("a_ROI_001_1.txt", 3); // would be far too short
    writeText("a_ROI_002_2.txt", PIXELS);
    String text = run("hotPixel", "off").text();
    assertTrue(text.contains("is read from a_ROI_002_2.txt"), text);
    assertFalse(text.contains("a_ROI_001_1.txt"), text);
    assertEquals(List.of("a_001", "a_002"), regions());
    assertEquals("mcd", scan("a_001").source());
    assertEquals("txt", scan("a_002").source());
    assertEquals(-2000.0, scan("a_002").stageAffine().get(5));
    assertArrayEquals(expected(1, 500), plane("a_002", 1), 5e-4f);
  }

  @Test
  void aTextOfAnotherAcquisitionReplacesNothing() throws IOException {
    region(1).pixels(100);
    writeMcd();
    writeText("a_ROI_002_2.txt", PIXELS);
    writeText("b_ROI_001_1.txt", PIXELS);
    assertTrue(refusal().contains("it has 100 of 280 pixels"), refusal());
    assertFalse(regions().contains("a_001"), regions().toString());
  }

  @Test
  void textReplacesAnMcdThatLostItsEnd() throws IOException {
    region(1);
    writeMcd();
    byte[] bytes = Files.readAllBytes(input.resolve("a.mcd"));
    Files.write(input.resolve("a.mcd"), Arrays.copyOf(bytes, 1000));
    assertTrue(refusal().contains("truncated"), refusal());
    assertFalse(Files.exists(sample));
    writeText("a_ROI_001_1.txt", PIXELS);
    run();
    assertEquals(List.of("a_001"), regions());
  }

  @Test
  void textAloneTakesTheNameOfItsAcquisition() throws IOException {
    writeText("a_ROI_003_7.txt", PIXELS);
    writeText("other.txt", PIXELS - 5);
    Files.writeString(input.resolve("LICENCE.txt"), "Do as you like.\n");
    String text = run().text();
    assertEquals(List.of("a_007", "other_001"), regions());
    assertTrue(text.contains("LICENCE.txt is left out"), text);
    assertTrue(text.contains("other_001: 5 pixels are not in the file"), text);
    assertEquals(List.of(), scan("a_007").stageAffine());
    assertEquals("txt", scan("a_007").source());
  }

  @Test
  void aSingleTextIsNamedByTheMcdBesideIt() throws IOException {
    region(4);
    writeMcd();
    writeText("a_my_tumour_4.txt", PIXELS);
    Runs.run(sample, "imc-import", "input", input.resolve("a_my_tumour_4.txt"));
    assertEquals(List.of("a_004"), regions());
    assertEquals("txt", scan("a_004").source());
  }

  @Test
  void namesPagesOfATiffByThePanelBesideThem() throws IOException {
    float[][] pages = {expected(0, 500), expected(1, 500), expected(2, 500)};
    TiffPages.write(input.resolve("b.tiff"), WIDTH, "no names here", pages);
    String message = refusal();
    assertTrue(message.contains("does not name its channels"), message);
    Files.writeString(
        input.resolve("panel.csv"), "channel,name,keep\nAg107,x,1\nIr191,DNA,1\nYb172,h,0\n");
    run("hotPixel", "off");
    assertEquals(List.of("b"), regions());
    assertEquals(
        List.of(new ScanChannel("Ag107", "x"), new ScanChannel("Ir191", "DNA")),
        scan("b").channels());
    assertArrayEquals(pages[1], plane("b", 1));
  }

  @Test
  void readsNamesAndPixelSizeOfAnOmeTiff() throws IOException {
    String ome =
        "<?xml version=\"1.0\"?><OME xmlns=\"x\"><Image><Pixels PhysicalSizeX=\"0.5\""
            + " PhysicalSizeXUnit=\"\u00b5m\"><Channel Name=\"DNA1\" Fluor=\"Ir191\"/>"
            + "<Channel Name=\"Ki67(Er168)\"/><Channel Name=\"141Pr\"/></Pixels></Image>"
            + "<Image><Pixels><Channel Name=\"label\"/></Pixels></Image></OME>";
    TiffPages.write(
        input.resolve("b.ome.tif"), WIDTH, ome, expected(0, 0), expected(1, 0), expected(2, 0));
    run();
    assertEquals(
        List.of(
            new ScanChannel("Ir191", "DNA1"),
            new ScanChannel("Er168", "Ki67"),
            new ScanChannel("Pr141", "141Pr")),
        scan("b").channels());
    assertEquals("ome-tiff", scan("b").source());
    assertEquals(0.5, scan("b").pixelSizeUm());
    assertArrayEquals(expected(2, 0), plane("b", 2));
  }

  @Test
  void panelRenamesAndSelects() throws IOException {
    region(1);
    writeMcd();
    Path panel = folder.resolve("panel.csv");
    Files.writeString(panel, "Metal Tag,Target\nYb172,H3K27Ac\nIr191,DNA\n");
    run("panel", panel);
    assertEquals(
        List.of(new ScanChannel("Ir191", "DNA"), new ScanChannel("Yb172", "H3K27Ac")),
        scan("a_001").channels());
    assertEquals(value(2, 0, 0), plane("a_001", 1)[0]);
    Files.writeString(panel, "channel,name\nYb172,H3\n");
    run("panel", panel);
    assertEquals(List.of(new ScanChannel("Yb172", "H3")), scan("a_001").channels());
    Files.writeString(panel, "channel,name\nEu153,H3\n");
    assertTrue(refusal("panel", panel).contains("names Eu153"), refusal("panel", panel));
    Files.writeString(panel, "channel,name\nYb172,a\nIr191,a\n");
    assertTrue(refusal("panel", panel).contains("two channels the name"));
  }

  @Test
  void refusesChannelsThatCannotBeToldApart() throws IOException {
    McdWriter same = new McdWriter(METALS, List.of("a", "b", "a"));
    same.region(1, WIDTH, HEIGHT, ImcImportTest::value);
    same.write(input.resolve("a.mcd"));
    assertTrue(refusal().contains("calls two channels 'a'; give --panel"), refusal());
    McdWriter twice = new McdWriter(List.of("Ir191", "Ir191"), List.of("a", "b"));
    twice.region(1, WIDTH, HEIGHT, ImcImportTest::value);
    twice.write(input.resolve("a.mcd"));
    assertTrue(refusal().contains("two channels Ir191"), refusal());
  }

  @Test
  void slidesAreGivenByNameOrByTable() throws IOException {
    region(1);
    region(2);
    writeMcd();
    Path table = folder.resolve("slides.csv");
    Files.writeString(table, "roi,slide\na_002,S5\nb_001,S6\n");
    assertTrue(run("slides", table).text().contains("b_001"));
    assertEquals("", scan("a_001").slide());
    assertEquals("S5", scan("a_002").slide());
    run("slide", "S9");
    assertEquals("S9", scan("a_001").slide());
    assertThrows(ParamException.class, () -> run("slide", "S9", "slides", table));
    Files.writeString(table, "region,slide\n");
    assertTrue(refusal("slides", table).contains("columns roi,slide"));
    Files.writeString(table, "roi,slide\na_002,S5\na_002,S6\n");
    assertTrue(refusal("slides", table).contains("on two slides"));
  }

  @Test
  void keepsPicturesAsFiles() throws IOException {
    region(3);
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 7, 8, 9};
    writer.picture("Panorama", 2, png).picture("After", 3, png);
    writeMcd();
    run();
    Path pictures = sample.resolve("imc/pictures/a");
    assertArrayEquals(png, Files.readAllBytes(pictures.resolve("panorama_002.png")));
    assertArrayEquals(png, Files.readAllBytes(pictures.resolve("after_003.png")));
    try (Sample opened = Sample.open(sample)) {
      PicturesDocument document = opened.read(ScanLayout.pictures("a"));
      assertEquals("a.mcd", document.file());
      assertEquals(-900.0, document.pictures().get(0).cornersUm().get(1));
    }
    assertFalse(Files.readString(sample.resolve(".zmetadata")).contains("pictures"));
  }

  @Test
  void regionsStayUntilTheyAreRemoved() throws IOException {
    region(1);
    writeMcd();
    run();
    Files.move(input.resolve("a.mcd"), input.resolve("b.mcd"));
    run();
    assertEquals(List.of("a_001", "b_001"), regions());
    run("remove", true);
    assertEquals(List.of("b_001"), regions());
    assertFalse(Files.exists(sample.resolve("imc/a_001")));
    assertFalse(Files.readString(sample.resolve(".zmetadata")).contains("a_001"));
  }

  @Test
  void aSecondRunMakesNothing() throws IOException {
    region(1);
    writeMcd();
    run();
    Path chunk = sample.resolve("imc/a_001/image/0/0/0/0/0/0");
    long before = Files.getLastModifiedTime(chunk).toMillis();
    Files.setLastModifiedTime(chunk, java.nio.file.attribute.FileTime.fromMillis(before - 5000));
    run("remove", true); // chooses what is removed, decides nothing of what is there
    Runs.run(sample, "imc-import", "input", input.resolve("a.mcd"));
    assertEquals(before - 5000, Files.getLastModifiedTime(chunk).toMillis());
    run("hotPixel", "off");
    assertTrue(Files.getLastModifiedTime(chunk).toMillis() > before - 5000);
  }

  @Test
  void pyramidsAverageKnownPixels() throws IOException {
    writer
        .region(1, 600, 3, (c, x, y) -> x < 2 && y < 2 && x + y > 0 ? Float.NaN : 4 * (x / 2))
        .say("Description", "wide");
    writeMcd();
    run();
    try (Sample opened = Sample.open(sample)) {
      OmeImage image =
          OmeImage.open(
              ZarrGroup.open(opened.store(), ScanLayout.scanImage(Modality.IMC, "a_001")));
      assertEquals(2, image.levels().size());
      float[] half = (float[]) image.levels().get(1).readChunk(0, 0, 0, 0, 0);
      assertEquals(600, half.length); // 300 x 2
      assertEquals(0, half[0]); // one of four pixels is known
      assertEquals(4 * 299, half[299]);
    }
  }

  @Test
  void refusesInputsWithoutRegions() throws IOException {
    assertTrue(refusal().contains("holds no region"), refusal());
    Files.writeString(input.resolve("readme.txt"), "hello\n");
    assertTrue(refusal().contains("readme.txt"), refusal());
    assertThrows(
        InputException.class,
        () -> Runs.run(sample, "imc-import", "input", folder.resolve("nowhere")));
    assertFalse(Files.exists(sample));
  }

  @Test
  void refusesTwoFilesOfOneName() throws IOException {
    region(1);
    writeMcd();
    Files.createDirectory(input.resolve("below"));
    Files.copy(input.resolve("a.mcd"), input.resolve("below/a.mcd"));
    assertTrue(refusal().contains("both hold a region a_001"), refusal());
  }
}
