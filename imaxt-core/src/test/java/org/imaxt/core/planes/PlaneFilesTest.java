package org.imaxt.core.planes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.imaxt.core.tiff.TiffWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaneFilesTest {

  @TempDir Path folder;

  private Path png(String name, int kind, int... samples) throws IOException {
    BufferedImage image = new BufferedImage(samples.length, 1, kind);
    for (int i = 0; i < samples.length; i++) {
      image.getRaster().setSample(i, 0, 0, samples[i]);
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void readsLabelsOfEightAndSixteenBits() throws IOException {
    Path small = png("a.png", BufferedImage.TYPE_BYTE_GRAY, 0, 200, 255);
    Path large = png("b.png", BufferedImage.TYPE_USHORT_GRAY, 0, 200, 65535);
    assertArrayEquals(new int[] {0, 200, 255}, LabelPlane.read(small).labels());
    assertArrayEquals(new int[] {0, 200, 65535}, LabelPlane.read(large).labels());
    Path tiff = folder.resolve("c.tif");
    TiffWriter.write(tiff, new short[] {0, (short) 65535}, 2, 1);
    assertArrayEquals(new int[] {0, 65535}, LabelPlane.read(tiff).labels());
  }

  @Test
  void takesNumbersOfAPaletteAsLabelsOnly() throws IOException {
    Path file = png("a.png", BufferedImage.TYPE_BYTE_INDEXED, 0, 3, 9);
    assertArrayEquals(new int[] {0, 3, 9}, LabelPlane.read(file).labels());
    IOException e = assertThrows(IOException.class, () -> Plane.read(file));
    assertTrue(e.getMessage().contains("palette"), e.getMessage());
  }

  @Test
  void refusesColours() throws IOException {
    Path file = png("a.png", BufferedImage.TYPE_INT_RGB, 1, 2);
    IOException e = assertThrows(IOException.class, () -> Plane.read(file));
    assertTrue(e.getMessage().contains("save it as grey"), e.getMessage());
  }

  @Test
  void namesWhatHasNoPartner() throws IOException {
    Path first = Files.createDirectories(folder.resolve("first"));
    Path second = Files.createDirectories(folder.resolve("second"));
    for (String name : List.of("first/a.png", "first/b.ome.tiff", "second/b.tif", "second/c.png")) {
      Files.createFile(folder.resolve(name));
    }
    Files.createFile(first.resolve("notes.txt"));
    assertEquals(
        List.of("first/a.png", "second/c.png"),
        PlaneFiles.unpaired(PlaneFiles.in(first), PlaneFiles.in(second)));
  }

  @Test
  void refusesFilesThatDifferInTheirEndingsOnly() throws IOException {
    Files.createFile(folder.resolve("a.png"));
    Files.createFile(folder.resolve("a.tif"));
    assertThrows(IOException.class, () -> PlaneFiles.in(folder));
  }
}
