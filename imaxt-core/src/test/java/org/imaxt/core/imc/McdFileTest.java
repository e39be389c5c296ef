package org.imaxt.core.imc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.contract.McdWriter;
import org.imaxt.core.imc.McdAcquisition.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The instrument's files, with what is odd about them in the field. */
class McdFileTest {

  private static final List<String> METALS = List.of("Ag107", "Ir191", "Ir193");
  private static final List<String> LABELS = List.of("107Ag", "DNA1", "DNA2");
  private static final int WIDTH = 7;
  private static final int HEIGHT = 5;
  private static final int PIXEL_BYTES = 4 * (3 + 3);
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 9, 9};

  @TempDir Path folder;

  private final McdWriter writer = new McdWriter(METALS, LABELS);

  private static float value(int channel, int x, int y) {
    return 100 * channel + 10 * y + x + 0.25f;
  }

  private McdWriter.Region region(int id) {
    return writer.region(id, WIDTH, HEIGHT, McdFileTest::value);
  }

  private McdFile written() throws IOException {
    Path file = folder.resolve("slide.mcd");
    writer.write(file);
    return McdFile.open(file);
  }

  private static void assertWhole(McdFile mcd, int id) throws IOException {
    McdAcquisition acquisition = mcd.acquisition(id).orElseThrow();
    assertInstanceOf(State.Whole.class, acquisition.state(), acquisition.state().toString());
    RegionPlanes planes = mcd.pixels(acquisition).planes(2, 0);
    assertEquals(0, planes.missing());
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        assertEquals(value(2, x, y), planes.values()[0][y * WIDTH + x]);
        assertEquals(value(0, x, y), planes.values()[1][y * WIDTH + x]);
      }
    }
  }

  private static String broken(McdFile mcd, int id) {
    return assertInstanceOf(State.Broken.class, mcd.acquisition(id).orElseThrow().state()).reason();
  }

  @Test
  void placesPixelsByTheirCoordinates() throws IOException {
    region(1);
    McdFile mcd = written();
    assertEquals(
        List.of(
            new RegionChannel("Ag107", "107Ag"),
            new RegionChannel("Ir191", "DNA1"),
            new RegionChannel("Ir193", "DNA2")),
        mcd.acquisitions().get(0).channels());
    assertWhole(mcd, 1);
    assertEquals(List.of(), mcd.notes());
  }

  @Test
  void takesTheLastOfSeveralSchemas() throws IOException {
    region(1);
    region(2);
    writer.earlierSchema();
    McdFile mcd = written();
    assertEquals(2, mcd.acquisitions().size());
    assertWhole(mcd, 2);
  }

  @Test
  void fallsBackToTheSchemaBeforeOneThatBreaksOff() throws IOException {
    region(1);
    region(2);
    writer.earlierSchema();
    Path file = folder.resolve("slide.mcd");
    writer.write(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 200));
    McdFile mcd = McdFile.open(file);
    assertEquals(1, mcd.acquisitions().size());
    assertTrue(mcd.notes().get(0).contains("breaks off"), mcd.notes().toString());
    assertWhole(mcd, 1);
  }

  @Test
  void keepsWhatStandsBeforeTheEndOfTheOnlySchema() throws IOException {
    region(1);
    region(2);
    Path file = folder.resolve("slide.mcd");
    writer.write(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 200));
    McdFile mcd = McdFile.open(file);
    assertEquals(List.of(1), mcd.acquisitions().stream().map(McdAcquisition::id).toList());
    assertWhole(mcd, 1);
  }

  @Test
  void readsTheSchemaBesideAFileThatLostItsEnd() throws IOException {
    region(1);
    region(2).say("DataEndOffset", "0"); // as it is while the instrument measures
    Path file = folder.resolve("slide.mcd");
    writer.write(file);
    writer.writeSchema(folder.resolve("slide.schema"), file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, 16 + PIXEL_BYTES * (WIDTH * HEIGHT + 9)));
    McdFile mcd = McdFile.open(file);
    assertWhole(mcd, 1);
    assertTrue(broken(mcd, 2).startsWith("it has 9 of 35 pixels; the file ends"), broken(mcd, 2));
  }

  @Test
  void refusesAFileWithoutSchema() throws IOException {
    Path file = folder.resolve("slide.mcd");
    Files.write(file, new byte[3_000_000]);
    String message = assertThrows(ImcException.class, () -> McdFile.open(file)).getMessage();
    assertTrue(message.contains("truncated") && message.contains("slide.mcd"), message);
  }

  @Test
  void findsASchemaAcrossTheSearchWindow() throws IOException {
    // the start tag lies on the border of the first window of 2^20 bytes from the end
    for (int shift = -30; shift <= 30; shift += 5) {
      McdWriter longer = new McdWriter(METALS, LABELS);
      McdWriter.Region region = longer.region(1, WIDTH, HEIGHT, McdFileTest::value);
      longer.write(folder.resolve("short.mcd"));
      long size = Files.size(folder.resolve("short.mcd")) - 16 - PIXEL_BYTES * WIDTH * HEIGHT;
      region.say("Note", "n".repeat((int) ((1 << 20) - size) / 2 - 13 + shift));
      longer.write(folder.resolve("long.mcd"));
      assertWhole(McdFile.open(folder.resolve("long.mcd")), 1);
    }
  }

  @Test
  void namesAnAcquisitionThatIsNotAllThere() throws IOException {
    region(1);
    region(2).pixels(WIDTH * 3 + 2);
    region(3);
    McdFile mcd = written();
    assertEquals("it has 23 of 35 pixels", broken(mcd, 2));
    assertWhole(mcd, 1);
    assertWhole(mcd, 3);
    RegionPlanes planes = mcd.pixels(mcd.acquisition(2).orElseThrow()).planes(1);
    assertEquals(12, planes.missing());
    assertEquals(value(1, 1, 3), planes.values()[0][3 * WIDTH + 1]);
    assertTrue(Float.isNaN(planes.values()[0][3 * WIDTH + 2]));
  }

  @Test
  void passesOverAcquisitionsWithoutPixels() throws IOException {
    region(1);
    region(2).pixels(0);
    writer.region(3, 0, 0, McdFileTest::value).pixels(0);
    McdFile mcd = written();
    assertWhole(mcd, 1);
    assertInstanceOf(State.Empty.class, mcd.acquisition(2).orElseThrow().state());
    assertInstanceOf(State.Empty.class, mcd.acquisition(3).orElseThrow().state());
  }

  @Test
  void readsDataThatAreNoWholeNumberOfPixels() throws IOException {
    region(1).extraBytes(5);
    region(2).say("DataEndOffset", "-1");
    McdFile mcd = written();
    assertWhole(mcd, 1);
    assertWhole(mcd, 2);
    assertEquals(1, mcd.notes().size(), mcd.notes().toString());
  }

  @Test
  void readsBlocksThatOverlapUpToTheNext() throws IOException {
    region(1).say("DataEndOffset", "+100");
    region(2);
    McdFile mcd = written();
    assertWhole(mcd, 1);
    assertWhole(mcd, 2);
    assertTrue(mcd.notes().get(0).contains("reach into"), mcd.notes().toString());
  }

  @Test
  void namesAnAcquisitionThatAnotherHasOverwritten() throws IOException {
    region(1);
    region(2).say("DataStartOffset", "-" + 2 * PIXEL_BYTES).say("DataEndOffset", "+0");
    McdFile mcd = written();
    assertEquals("it has 33 of 35 pixels; those of acquisition 2 begin there", broken(mcd, 1));
  }

  @Test
  void pixelsBehindTheLastOneChangeNothing() throws IOException {
    region(1).extraBytes(3 * PIXEL_BYTES); // zeros: X 0, Y 0
    McdFile mcd = written();
    assertWhole(mcd, 1);
    assertEquals(3, mcd.pixels(mcd.acquisitions().get(0)).planes(0).stray());
  }

  @Test
  void refusesDataThatEndBeforeTheyBegin() throws IOException {
    region(1).say("DataEndOffset", "3");
    assertTrue(broken(written(), 1).contains("before they begin"));
  }

  @Test
  void putsStartsRightThatAreAThousandTimesTooLarge() throws IOException {
    region(1).say("ROIStartXPosUm", "1000000").say("ROIStartYPosUm", "2000000");
    region(2);
    McdFile mcd = written();
    for (McdAcquisition acquisition : mcd.acquisitions()) {
      assertEquals(
          List.of(1.0, 0.0, 1000.0, 0.0, 1.0, -2000.0),
          acquisition.place().orElseThrow().affine(1));
    }
  }

  @Test
  void leavesStageCoordinatesThatPointDown() throws IOException {
    region(1).say("ROIEndYPosUm", "2005");
    assertEquals(
        List.of(1.0, 0.0, 1000.0, 0.0, 1.0, 2000.0),
        written().acquisitions().get(0).place().orElseThrow().affine(1));
  }

  @Test
  void knowsNoPlaceWhereTheFileSaysNone() throws IOException {
    region(1).say("ROIStartXPosUm", "");
    assertTrue(written().acquisitions().get(0).place().isEmpty());
  }

  @Test
  void readsPicturesByteForByte() throws IOException {
    region(4);
    writer.picture("Slide", 0, PNG).picture("Panorama", 1, JPEG).picture("Before", 4, PNG);
    writer.picture("After", 4, new byte[] {1, 2, 3, 4, 5});
    McdFile mcd = written();
    assertEquals(
        List.of(
            McdPicture.Kind.SLIDE,
            McdPicture.Kind.PANORAMA,
            McdPicture.Kind.BEFORE,
            McdPicture.Kind.AFTER),
        mcd.pictures().stream().map(McdPicture::kind).toList());
    assertArrayEquals(PNG, mcd.picture(mcd.pictures().get(0)).orElseThrow());
    assertArrayEquals(JPEG, mcd.picture(mcd.pictures().get(1)).orElseThrow());
    assertArrayEquals(PNG, mcd.picture(mcd.pictures().get(2)).orElseThrow());
    assertTrue(mcd.picture(mcd.pictures().get(3)).isEmpty());
    assertEquals(
        List.of(100.0, 900.0, 300.0, 900.0, 300.0, 700.0, 100.0, 700.0),
        mcd.pictures().get(1).cornersUm());
    assertWhole(mcd, 4);
  }

  @Test
  void readsNothingFromOutsideTheFile() throws IOException {
    region(1).say("Description", "&secret;");
    McdFile mcd = written(); // an entity that nobody declared ends the reading
    assertEquals(List.of(), mcd.acquisitions());
    assertTrue(mcd.notes().get(0).contains("damaged"), mcd.notes().toString());
  }
}
