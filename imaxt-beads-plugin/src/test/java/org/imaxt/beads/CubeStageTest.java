package org.imaxt.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.imglib2.RandomAccess;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.contract.PythonCheck;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.ngff.Level;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.zarr.LazyZarrImg;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cube of registered sections, held against the beads that were drawn. */
class CubeStageTest {

  /** Steps of the stored numbers. */
  private static final double VALUE_TOL = 1;

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("sample.zarr");
  }

  private static OmeImage cube(Sample sample) {
    return OmeImage.open(ZarrGroup.open(sample.store(), Layout.CUBE));
  }

  /** Reads voxels at places of the cube frame. */
  private static final class Voxels {
    private final RandomAccess<UnsignedShortType> at;
    private final Level level;
    private final ImageScale scale;
    private final long[] size = new long[5];

    Voxels(Sample sample, int number) {
      OmeImage cube = cube(sample);
      var image = LazyZarrImg.<UnsignedShortType>open(cube.levels().get(number), sample.cache());
      image.dimensions(size);
      at = image.randomAccess();
      level = cube.document().multiscale().levels().get(number);
      scale = ImageScale.read(cube);
    }

    /** NaN where unknown or outside. */
    double physical(double x, double y, double z, int channel) {
      double[] place = {x, y, z};
      for (int d = 0; d < 3; d++) {
        double index = (place[d] - level.translation().get(4 - d)) / level.scale().get(4 - d);
        long i = Math.round(index);
        if (i < 0 || i >= size[d]) {
          return Double.NaN;
        }
        at.setPosition(i, d);
      }
      at.setPosition(channel - 1, 3);
      at.setPosition(0, 4);
      int stored = at.get().get();
      return stored == 0 ? Double.NaN : scale.bscale() * stored + scale.bzero();
    }
  }

  private BeadSample made(BeadSample.Settings settings, Object... cube) {
    BeadSample made = BeadSample.write(path(), settings);
    Runs.run(path(), "register");
    Runs.run(path(), "cube", cube);
    return made;
  }

  /** Every bead is bright in the planes that cut it, at the same place in all of them. */
  private static void assertBeadsStand(BeadSample made, Voxels voxels, int channel) {
    int looked = 0;
    for (double[] bead : made.beads) {
      for (int section = 1; section <= made.drift.length; section++) {
        double z = made.planeZ(section, 1);
        boolean inside = Math.abs(z - bead[2]) < 20;
        double value = voxels.physical(bead[0], bead[1], z, channel);
        if (inside && !Double.isNaN(value)) {
          assertEquals(BeadSample.BRIGHT * channel, value, VALUE_TOL, "section " + section);
          looked++;
        }
      }
    }
    assertTrue(looked > 50, "looked at " + looked);
  }

  @Test
  void laysBeadsOnEachOther() {
    BeadSample made = made(BeadSample.Settings.defaults(1).withChannels(2));
    try (Sample sample = Sample.open(path())) {
      assertEquals(5.0, cube(sample).document().multiscale().levels().get(0).scale().get(4));
      assertEquals(15.0, cube(sample).document().multiscale().levels().get(0).scale().get(2));
      Voxels voxels = new Voxels(sample, 0);
      assertBeadsStand(made, voxels, 1);
      assertBeadsStand(made, voxels, 2);
    }
  }

  @Test
  void findsBeadsWhereTheyAreToATenthOfAVoxel() {
    BeadSample made = made(BeadSample.Settings.defaults(2));
    try (Sample sample = Sample.open(path())) {
      Voxels voxels = new Voxels(sample, 0);
      double sum = 0;
      int count = 0;
      for (double[] bead : made.beads) {
        for (int section = 1; section <= made.drift.length; section++) {
          double edge = edge(voxels, bead, made.planeZ(section, 1));
          if (!Double.isNaN(edge)) {
            sum += edge;
            count++;
          }
        }
      }
      assertTrue(count > 20, "saw " + count);
      double offTol = 0.5; // a tenth of a voxel; 100 edges of 5 µm voxels leave 0.15 µm
      assertEquals(0, sum / count, offTol);
    }
  }

  /** Centroid along x of a bead that stands alone, less its true place, µm. */
  private static double edge(Voxels voxels, double[] bead, double z) {
    double sum = 0;
    double weight = 0;
    double background = BeadSample.BACKGROUND;
    for (double dx = -70; dx <= 70; dx += 5) {
      for (double dy = -70; dy <= 70; dy += 5) {
        double value = voxels.physical(bead[0] + dx, bead[1] + dy, z, 1) - background;
        if (Double.isNaN(value) || Math.hypot(dx, dy) > 62 && value > 1) {
          return Double.NaN;
        }
        // the voxel's own centre, not the place asked for
        double x = voxels.level.translation().get(4);
        double centre = x + 5 * Math.round((bead[0] + dx - x) / 5);
        sum += value * (centre - bead[0]);
        weight += value;
      }
    }
    return weight > 1e4 ? sum / weight : Double.NaN;
  }

  @Test
  void leavesTheUnknownUnknown() {
    made(BeadSample.Settings.defaults(3));
    try (Sample sample = Sample.open(path())) {
      Voxels voxels = new Voxels(sample, 0);
      double border = 0.5 * BeadSample.UNKNOWN_PX * BeadSample.PIXEL_UM;
      double middle = BeadSample.CANVAS_Y_UM + 0.5 * BeadSample.HEIGHT * BeadSample.PIXEL_UM;
      assertTrue(Double.isNaN(voxels.physical(BeadSample.CANVAS_X_UM + border, middle, 0, 1)));
      assertFalse(Double.isNaN(voxels.physical(BeadSample.CANVAS_X_UM + 4 * border, middle, 0, 1)));
    }
  }

  @Test
  void interpolatesBetweenPlanesWhenVoxelsAreFiner() {
    BeadSample made = made(BeadSample.Settings.defaults(4), "voxel", 5, "voxelZ", 5);
    try (Sample sample = Sample.open(path())) {
      assertEquals(1 + 15, cube(sample).levels().get(0).spec().shape()[2]);
      assertBeadsStand(made, new Voxels(sample, 0), 1);
    }
  }

  @Test
  void readsCoarserLevelsForCoarserVoxels() {
    BeadSample made = made(BeadSample.Settings.defaults(5), "voxel", 11);
    try (Sample sample = Sample.open(path())) {
      assertBeadsStand(made, new Voxels(sample, 0), 1);
    }
  }

  @Test
  void joinsPlanesInDeeperVoxels() {
    made(BeadSample.Settings.defaults(5), "voxel", 11, "voxelZ", 30);
    try (Sample sample = Sample.open(path())) {
      assertEquals(3, cube(sample).levels().get(0).spec().shape()[2]);
    }
  }

  @Test
  void averagesLevelsOverKnownVoxels() {
    BeadSample made = made(BeadSample.Settings.defaults(6), "voxel", 2.8);
    try (Sample sample = Sample.open(path())) {
      assertEquals(3, cube(sample).levels().size());
      for (int level = 1; level < 3; level++) {
        assertBeadsStand(made, new Voxels(sample, level), 1);
      }
    }
  }

  @Test
  void takesLayersAndVersionThree() {
    BeadSample made =
        made(
            BeadSample.Settings.defaults(7)
                .withSections(3)
                .withLayers(5)
                .withVersion(ZarrVersion.V3),
            "voxelZ",
            3);
    try (Sample sample = Sample.open(path())) {
      assertEquals(15, cube(sample).levels().get(0).spec().shape()[2]);
      assertBeadsStand(made, new Voxels(sample, 0), 1);
    }
  }

  @Test
  void drawsTheCubeFromThreeSides() {
    BeadSample.write(path(), BeadSample.Settings.defaults(8));
    Runs.run(path(), "register");
    Report report = Runs.run(path(), "cube");
    long pictures = report.items().stream().filter(i -> i instanceof Report.Item.Image).count();
    assertEquals(2, pictures, "the middle and the brightest voxels of one channel");
  }

  @Test
  void needsARegistration() {
    BeadSample.write(path(), BeadSample.Settings.defaults(9));
    SampleFormatException e =
        assertThrows(SampleFormatException.class, () -> Runs.run(path(), "cube"));
    assertTrue(e.getMessage().contains("run imaxt register"), e.getMessage());
  }

  @Test
  @Tag("slow") // starts Python
  void isCopiedToN5VoxelByVoxel() throws Exception {
    made(BeadSample.Settings.defaults(10).withChannels(2), "voxel", 3);
    Path xml = folder.resolve("out").resolve("cube.xml");
    Runs.run(path(), "export bdv-n5", "out", xml);
    Runs.run(path(), "export bdv-n5", "out", xml); // replaces its own
    String[] said =
        PythonCheck.file("zarr", "n5_reader.py", xml.toString(), path().toString(), "cube")
            .split(" ");
    assertEquals("2", said[0]);
    try (Sample sample = Sample.open(path())) {
      Level finest = cube(sample).document().multiscale().levels().get(0);
      for (int d = 0; d < 3; d++) {
        assertEquals(finest.translation().get(4 - d), Double.parseDouble(said[2 + d]), 1e-9);
        assertEquals(finest.scale().get(4 - d), Double.parseDouble(said[5 + d]), 1e-9);
      }
    }
    assertFalse(Files.exists(folder.resolve("out").resolve(".cube.n5.part")));
  }

  @Test
  void doesNotOverwriteFoldersOfOthers() throws IOException {
    made(BeadSample.Settings.defaults(11));
    Path other = Files.createDirectories(folder.resolve("cube.n5"));
    Files.writeString(other.resolve("attributes.json"), "{\"n5\":\"2.0.0\"}");
    SampleFormatException e =
        assertThrows(
            SampleFormatException.class,
            () -> Runs.run(path(), "export bdv-n5", "out", folder.resolve("cube.xml")));
    assertTrue(e.getMessage().contains("name another file"), e.getMessage());
  }

  @Test
  void placesMosaicsByTheRegistration() throws IOException {
    BeadSample made = BeadSample.write(path(), BeadSample.Settings.defaults(12));
    Runs.run(path(), "register");
    String xml = Files.readString(folder.resolve("dataset.xml"));
    int count = 0;
    for (String affine : xml.split("<Name>Section in the block</Name>")) {
      if (count > 0) {
        String[] numbers = affine.replaceAll("(?s).*?<affine>(.*?)</affine>.*", "$1").split(" ");
        double shiftTol = 0.2; // ten standard errors
        assertEquals(-made.drift[count - 1][0], Double.parseDouble(numbers[3]), shiftTol);
        assertEquals(-made.drift[count - 1][1], Double.parseDouble(numbers[7]), shiftTol);
        assertEquals(15.0 * (count - 1), Double.parseDouble(numbers[11]), 1e-9);
      }
      count++;
    }
    assertEquals(7, count);
  }
}
