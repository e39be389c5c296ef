package org.imaxt.core.imc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.contract.McdWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The instrument's text files, whole and broken off. */
class ImcTextTest {

  private static final int WIDTH = 6;
  private static final int HEIGHT = 4;
  private static final double DECIMALS_TOL = 5e-4; // three decimals are written

  @TempDir Path folder;

  private final McdWriter writer =
      new McdWriter(List.of("Ag107", "Ir191"), List.of("107Ag", "DNA((1))x"));

  private static float value(int channel, int x, int y) {
    return (float) (Math.sqrt(2 + channel) * (1 + x) * (1 + 100 * y));
  }

  private Path written(long lines) throws IOException {
    Path file = folder.resolve("a_ROI_001_1.txt");
    writer.writeText(file, WIDTH, HEIGHT, lines, ImcTextTest::value);
    return file;
  }

  private static String refusal(Path file) {
    return assertThrows(ImcException.class, () -> ImcText.open(file).planes(0)).getMessage();
  }

  @Test
  void readsEveryPixelToThreeDecimals() throws IOException {
    ImcText text = ImcText.open(written(WIDTH * HEIGHT));
    assertEquals(
        List.of(new RegionChannel("Ag107", "107Ag"), new RegionChannel("Ir191", "DNA((1))x")),
        text.channels());
    RegionPlanes planes = text.planes(1, 0);
    assertFalse(text.size().truncated());
    assertEquals(0, planes.missing());
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      assertEquals(value(1, i % WIDTH, i / WIDTH), planes.values()[0][i], DECIMALS_TOL);
      assertEquals(value(0, i % WIDTH, i / WIDTH), planes.values()[1][i], DECIMALS_TOL);
    }
  }

  @Test
  void recoversTheLinesThatAreThere() throws IOException {
    ImcText text = ImcText.open(written(WIDTH * 2 + 4));
    RegionPlanes planes = text.planes(0);
    assertEquals(3, text.heightPx());
    assertTrue(text.size().truncated());
    assertEquals(2, planes.missing());
    assertEquals(value(0, 3, 2), planes.values()[0][2 * WIDTH + 3], DECIMALS_TOL);
    assertTrue(Float.isNaN(planes.values()[0][2 * WIDTH + 4]));
  }

  @Test
  void knowsOfMissingRowsFromTheAcquisition() throws IOException {
    ImcText text = ImcText.open(written(WIDTH * 2)).within(WIDTH, HEIGHT);
    assertEquals(HEIGHT, text.heightPx());
    assertEquals(2 * WIDTH, text.planes(0).missing());
    assertThrows(ImcException.class, () -> ImcText.open(written(24)).within(WIDTH, HEIGHT - 1));
  }

  @Test
  void missesLinesInTheMiddle() throws IOException {
    Path file = written(WIDTH * HEIGHT);
    List<String> lines = Files.readAllLines(file);
    lines.subList(3, 8).clear();
    Files.write(file, lines);
    assertEquals(5, ImcText.open(file).planes(0).missing());
  }

  @Test
  void leavesOutALastLineThatBreaksOff() throws IOException {
    Path file = written(WIDTH * HEIGHT);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.lastIndexOf('\t')));
    assertEquals(1, ImcText.open(file).size().brokenLines());
    assertEquals(1, ImcText.open(file).planes(0).missing());
  }

  @Test
  void readsNaNAndExponents() throws IOException {
    Path file = written(WIDTH * HEIGHT);
    List<String> lines = Files.readAllLines(file);
    lines.set(1, "1\t2\t1\t0\t0\t0\tnan\t1.25e2");
    Files.write(file, lines);
    RegionPlanes planes = ImcText.open(file).planes(0, 1);
    assertTrue(Float.isNaN(planes.values()[0][0]));
    assertEquals(125, planes.values()[1][0]);
  }

  @Test
  void refusesLinesThatDoNotFit() throws IOException {
    Path file = written(WIDTH * HEIGHT);
    List<String> lines = Files.readAllLines(file);
    lines.set(2, "1\t2\t1\t0\t0");
    Files.write(file, lines);
    assertTrue(refusal(file).contains("line 3 has 5 columns"), refusal(file));
    lines.set(2, "1\t2\t1\t0\tfive\t0\t1\t1");
    Files.write(file, lines);
    assertTrue(refusal(file).contains("line 3, column 5"), refusal(file));
    lines.set(2, "1\t2\t1\t0\t-5\t0\t1\t1");
    Files.write(file, lines);
    assertTrue(refusal(file).contains("-5.0"), refusal(file));
  }

  @Test
  void refusesOtherTextFiles() throws IOException {
    Path file = folder.resolve("notes.txt");
    Files.writeString(file, "dear diary\n");
    assertTrue(refusal(file).contains("no text file of imaging mass cytometry"), refusal(file));
    Files.writeString(file, "");
    assertTrue(refusal(file).contains("is empty"), refusal(file));
    Files.writeString(file, "X\tY\tZ\tDNA\n");
    assertTrue(refusal(file).contains("DNA1(Ir191Di)"), refusal(file));
  }
}
