package org.imaxt.core.algo.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.imaxt.core.tiff.TiffPage;
import org.imaxt.core.tiff.TiffReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables that steinbock published of real images come out again. */
class SteinbockTablesTest {

  private static final Path DATA = Path.of("../../shared/data/imc-bodenmiller/steinbock");
  private static final double RELATIVE = 1e-5;

  /** steinbock sums in single precision, and roots of rounded zeros are not zero. */
  private static final double ABSOLUTE = 1e-6;

  @BeforeEach
  void needsData() {
    Assumptions.assumeTrue(Files.isDirectory(DATA), "SKIPPED: no real data at " + DATA);
  }

  @Test
  void intensitiesAreSteinbocks() throws IOException {
    for (String name : names()) {
      Mask mask = Mask.read(name);
      List<String[]> rows = csv("intensities_ilastik", name);
      String[] header = rows.remove(0);
      Regions regions = Regions.of(mask.labels, mask.width);
      assertEquals(rows.size(), regions.size(), name);
      List<float[]> channels = channels(name);
      assertEquals(header.length - 1, channels.size(), name);
      for (int c = 0; c < channels.size(); c++) {
        float[] values = channels.get(c);
        Map<Statistic, double[]> found =
            new IntensityMeasure(regions, mask.width)
                .of((y, n) -> Arrays.copyOfRange(values, y * mask.width, (y + n) * mask.width));
        for (int i = 0; i < rows.size(); i++) {
          agrees(rows.get(i)[c + 1], found.get(Statistic.MEAN)[i], name + " " + header[c + 1]);
        }
      }
    }
  }

  @Test
  void shapesAreSteinbocks() throws IOException {
    for (String name : names()) {
      Mask mask = Mask.read(name);
      List<String[]> rows = csv("regionprops_ilastik", name);
      rows.remove(0);
      Regions regions = Regions.of(mask.labels, mask.width);
      assertEquals(rows.size(), regions.size(), name);
      for (int i = 0; i < rows.size(); i++) {
        String[] row = rows.get(i);
        RegionShape shape = ShapeMeasure.shape(regions, i);
        assertEquals(Integer.parseInt(row[0]), regions.label(i));
        agrees(row[1], shape.area(), name);
        agrees(row[2], shape.centroidY(), name);
        agrees(row[3], shape.centroidX(), name);
        agrees(row[4], shape.majorAxis(), name);
        agrees(row[5], shape.minorAxis(), name);
        agrees(row[6], shape.eccentricity(), name);
      }
    }
  }

  @Test
  void neighboursAreSteinbocks() throws IOException {
    for (String name : names()) {
      Mask mask = Mask.read(name);
      List<String[]> rows = csv("neighbors_ilastik", name);
      rows.remove(0);
      List<String> expected = rows.stream().map(r -> r[0] + "-" + r[1]).sorted().toList();
      NeighbourPairs pairs = Neighbours.byExpansion(LabelRows.of(mask.labels, mask.width), 4);
      List<String> found =
          IntStream.range(0, pairs.size())
              .mapToObj(i -> pairs.label(i) + "-" + pairs.neighbour(i))
              .sorted()
              .toList();
      assertEquals(expected, found, name);
    }
  }

  private static void agrees(String expected, double found, String what) {
    double value = Double.parseDouble(expected);
    assertTrue(
        Math.abs(found - value) <= Math.max(ABSOLUTE, RELATIVE * Math.abs(value)),
        what + ": " + expected + " " + found);
  }

  private static List<String> names() throws IOException {
    try (var files = Files.list(DATA.resolve("img"))) {
      return files.map(f -> f.getFileName().toString().replace(".tiff", "")).sorted().toList();
    }
  }

  private static List<String[]> csv(String folder, String name) throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(DATA.resolve(folder).resolve(name + ".csv"))) {
      rows.add(line.split(","));
    }
    return rows;
  }

  private static List<float[]> channels(String name) throws IOException {
    try (TiffReader tiff = TiffReader.open(DATA.resolve("img").resolve(name + ".tiff"))) {
      List<float[]> channels = new ArrayList<>();
      for (TiffPage page : tiff.pages()) {
        channels.add((float[]) tiff.readPlane(page));
      }
      return channels;
    }
  }

  private record Mask(int[] labels, int width) {
    static Mask read(String name) throws IOException {
      try (TiffReader tiff =
          TiffReader.open(DATA.resolve("masks_ilastik").resolve(name + ".tiff"))) {
        TiffPage page = tiff.pages().get(0);
        short[] stored = (short[]) tiff.readPlane(page);
        int[] labels = new int[stored.length];
        for (int i = 0; i < labels.length; i++) {
          labels[i] = stored[i] & 0xffff;
        }
        return new Mask(labels, page.width());
      }
    }
  }
}
