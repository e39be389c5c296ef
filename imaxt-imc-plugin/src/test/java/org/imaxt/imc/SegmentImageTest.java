package org.imaxt.imc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffReader;
import org.imaxt.core.tiff.TiffWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on plain image files. */
class SegmentImageTest {

  private static final int SIDE = 60;
  private static final int PITCH = 20;
  private static final int NUCLEI = 9;

  @TempDir Path folder;

  private static boolean inside(int i, int width, int pitch, double radius) {
    return Math.hypot(i % width % pitch - pitch / 2, i / width % pitch - pitch / 2) < radius;
  }

  private static float[] discs() {
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = inside(i, SIDE, PITCH, 6) ? 200 : 10;
    }
    return values;
  }

  private static void run(Object... parameters) {
    RunRequest request =
        new RunRequest(
            Optional.empty(), Selection.ALL, RunRequest.Reuse.RESUME, FailurePolicy.STOP);
    try (ThreadsExecutor executor = new ThreadsExecutor(2)) {
      Runs.run(
          executor,
          Monitor.silent(),
          request,
          "segment",
          ImcSegmentTest.byIntensityUnlessTold(parameters));
    }
  }

  private static int[] labels(Path file) throws IOException {
    try (TiffReader reader = TiffReader.open(file)) {
      assertEquals(PixelType.UINT32, reader.pages().get(0).pixelType());
      return (int[]) reader.readPlane(reader.pages().get(0));
    }
  }

  private Path png(String name, int type) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, type);
    float[] values = discs();
    int bands = image.getRaster().getNumBands();
    for (int i = 0; i < values.length; i++) {
      for (int band = 0; band < bands; band++) {
        float full = band == 3 ? 255 : values[i];
        image.getRaster().setSample(i % SIDE, i / SIDE, band, full);
      }
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void readsEveryKindOfFile() throws IOException {
    float[] values = discs();
    byte[] bytes = new byte[values.length];
    short[] shorts = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
      shorts[i] = (short) (100 * values[i]);
    }
    Path images = Files.createDirectory(folder.resolve("images"));
    TiffWriter.write(images.resolve("b.tif"), bytes, SIDE, SIDE);
    TiffWriter.write(images.resolve("c.tif"), shorts, SIDE, SIDE);
    TiffWriter.write(images.resolve("d.tiff"), values, SIDE, SIDE);
    Files.move(png("x.png", BufferedImage.TYPE_BYTE_GRAY), images.resolve("e.png"));
    Files.move(png("x.png", BufferedImage.TYPE_USHORT_GRAY), images.resolve("f.png"));
    Files.move(png("x.png", BufferedImage.TYPE_INT_ARGB), images.resolve("g.png"));
    Path out = folder.resolve("labels");
    run("image", images, "out", out);
    int[] first = labels(out.resolve("b.tiff"));
    assertEquals(NUCLEI, Arrays.stream(first).max().orElse(0));
    for (String name : new String[] {"c", "d", "e", "f", "g"}) {
      assertArrayEquals(first, labels(out.resolve(name + ".tiff")), name);
    }
    assertFalse(Files.exists(out.resolve("b_cells.tiff")), "nothing shows cells");
  }

  @Test
  void pixelSizeScalesWhatIsAskedForInMicrometres() throws IOException {
    Path image = png("a.png", BufferedImage.TYPE_BYTE_GRAY);
    Path out = folder.resolve("a_labels.tiff");
    run("image", image, "out", out, "pixelSize", 0.2, "smallest", 4.6, "sigma", 0.1);
    assertEquals(0, Arrays.stream(labels(out)).max().orElse(-1)); // 113 px are 4.5 µm²
    run("image", image, "out", out, "pixelSize", 0.2, "smallest", 4, "sigma", 0.1);
    assertEquals(NUCLEI, Arrays.stream(labels(out)).max().orElse(-1));
  }

  @Test
  void refusesBlackImagesAndOthersThatAreNone() throws IOException {
    Path black = folder.resolve("black.tif");
    TiffWriter.write(black, new byte[SIDE * SIDE], SIDE, SIDE);
    Path out = folder.resolve("labels.tiff");
    InputException refused =
        assertThrows(InputException.class, () -> run("image", black, "out", out));
    assertTrue(refused.getMessage().contains("0 throughout"), refused.getMessage());
    assertFalse(Files.exists(out));
    Path empty = Files.createDirectory(folder.resolve("none"));
    assertThrows(InputException.class, () -> run("image", empty, "out", out));
    Files.writeString(folder.resolve("text.png"), "no picture");
    assertThrows(InputException.class, () -> run("image", folder.resolve("text.png"), "out", out));
  }

  @Test
  @Tag("slow") // four million pixels
  void numbersMoreNucleiThanSixteenBitsHold() throws IOException {
    int side = 2120;
    byte[] dots = new byte[side * side];
    for (int i = 0; i < dots.length; i++) {
      dots[i] = (byte) (inside(i, side, 8, 2.9) ? 200 : 0);
    }
    Path image = folder.resolve("dots.tif");
    TiffWriter.write(image, dots, side, side);
    Path out = folder.resolve("labels.tiff");
    run("image", image, "out", out, "sigma", 0, "smallest", 5);
    int[] labels = labels(out);
    int most = Arrays.stream(labels).max().orElse(0);
    assertEquals(265 * 265, most);
    assertEquals(most, labels[(side - 4) * side + side - 4]);
  }
}
