package org.imaxt.beads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.image.Gaussian;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.Table;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stage beads on mosaics whose beads are discs without noise. */
class BeadsStageTest {

  /** Discs are drawn pixel by pixel, which leaves a tenth of a pixel. */
  private static final double PLACE_TOL_UM = 0.5;

  private static final double BLUR_PX = 0.7;

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("sample.zarr");
  }

  private BeadSample write(BeadSample.Settings settings) {
    return write(path(), settings);
  }

  /** A sample whose mosaics wait for the stage. */
  static BeadSample write(Path path, BeadSample.Settings settings) {
    BeadSample made = BeadSample.write(path, settings);
    try (Sample sample = Sample.openForWriting(path)) {
      sample.store().deleteTree(Layout.beads().path());
      for (int section = 1; section <= settings.sections(); section++) {
        new Receipts(sample).remove("beads", Layout.sectionName(section));
        writeConfidence(sample, section);
        soften(sample, section);
      }
    }
    return made;
  }

  /** Blurs the edges of level 0 as optics do: a disc of sharp pixels is no bead. */
  private static void soften(Sample sample, int section) {
    ZarrArray finest =
        OmeImage.open(ZarrGroup.open(sample.store(), Layout.mosaic(section))).levels().get(0);
    long[] n = finest.spec().chunkCounts();
    int side = finest.spec().chunk()[4];
    for (int k = 0; k < n[1] * n[2] * n[3] * n[4]; k++) {
      long[] at = {
        0, k / (n[2] * n[3] * n[4]), k / (n[3] * n[4]) % n[2], k / n[4] % n[3], k % n[4]
      };
      short[] chunk = (short[]) finest.readChunk(at);
      float[] values = new float[chunk.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = chunk[i] == 0 ? 1000 : chunk[i] & 0xffff;
      }
      float[] blurred = Gaussian.blur(values, side, side, BLUR_PX);
      for (int i = 0; i < values.length; i++) {
        chunk[i] = chunk[i] == 0 ? 0 : (short) Math.round(blurred[i]);
      }
      finest.writeChunk(chunk, at);
    }
  }

  /** Confidence 1 everywhere. */
  private static void writeConfidence(Sample sample, int section) {
    OmeImage mosaic = OmeImage.open(ZarrGroup.open(sample.store(), Layout.mosaic(section)));
    List<ArraySpec> specs = mosaic.levels().stream().map(ZarrArray::spec).toList();
    OmeImage image =
        OmeImage.create(
            ZarrGroup.create(sample.store(), Layout.confidence(section), sample.version()),
            mosaic.document(),
            specs);
    new ImageScale(1.0 / 4096, 0).write(image, "confidence");
    ZarrArray finest = image.levels().get(0);
    long[] counts = finest.spec().chunkCounts();
    short[] ones = new short[finest.spec().chunkElements()];
    Arrays.fill(ones, (short) 4096);
    for (int c = 0; c < counts[1]; c++) {
      for (int z = 0; z < counts[2]; z++) {
        for (int y = 0; y < counts[3]; y++) {
          for (int x = 0; x < counts[4]; x++) {
            finest.writeChunk(ones, 0, c, z, y, x);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void writesWhereBeadsLie(ZarrVersion version) {
    BeadSample made = write(BeadSample.Settings.defaults(11).withSections(2).withVersion(version));
    Runs.run(path(), "beads", "layerThickness", 12.0);
    try (Sample sample = Sample.open(path())) {
      Table table = sample.read(Layout.beads());
      int good = 0;
      for (int i = 0; i < table.rows(); i++) {
        if (table.booleans("accepted")[i]) {
          double off = nearest(made, table, i);
          good += off < PLACE_TOL_UM ? 1 : 0;
          double tileSigma = table.doubles("tile_sigma_um")[i];
          // That of the tile, and what interpolation moves edges by at these pixels and any blur.
          assertTrue(tileSigma > 0.05 && tileSigma < 0.12, "tile_sigma_um " + tileSigma);
          assertEquals((table.ints("section")[i] - 1) * 15.0, table.doubles("z_um")[i]);
        }
      }
      long accepted = count(table);
      // Caps are drawn as full discs, which no cap is: only beads cut near their middle fit.
      assertTrue(accepted >= 5, "accepted " + accepted + " of " + table.rows());
      assertTrue(good >= 0.9 * accepted, good + " of " + accepted + " where they were drawn");
      OmeImage mosaic = OmeImage.open(ZarrGroup.open(sample.store(), Layout.mosaic(1)));
      assertEquals(List.of("beads"), mosaic.labels());
      int[] labels = (int[]) mosaic.label("beads").levels().get(0).readChunk(0, 0, 0, 0, 0);
      assertTrue(Arrays.stream(labels).max().orElseThrow() > 0);
    }
  }

  private static long count(Table table) {
    long n = 0;
    for (boolean accepted : table.booleans("accepted")) {
      n += accepted ? 1 : 0;
    }
    return n;
  }

  private static double nearest(BeadSample made, Table table, int row) {
    double[] drift = made.drift[table.ints("section")[row] - 1];
    double least = Double.POSITIVE_INFINITY;
    for (double[] b : made.beads) {
      double dx = b[0] + drift[0] - table.doubles("x_um")[row];
      double dy = b[1] + drift[1] - table.doubles("y_um")[row];
      least = Math.min(least, Math.hypot(dx, dy));
    }
    return least;
  }

  @Test
  void takesOpticalLayersAndTheBrighterChannel() {
    write(BeadSample.Settings.defaults(12).withSections(1).withLayers(5).withChannels(2));
    Runs.run(path(), "beads");
    try (Sample sample = Sample.open(path())) {
      Table table = sample.read(Layout.beads());
      assertEquals(2, sample.read(Layout.detections(1)).channel(), "the brighter channel");
      assertEquals(5, Arrays.stream(table.ints("layer")).distinct().count(), "layers with beads");
      int[] labels = table.ints("label");
      assertEquals(labels.length, Arrays.stream(labels).distinct().count(), "labels are unique");
    }
  }

  /** The second look sees all sections, whichever ran last. */
  @Test
  void theTableIsTheSameWhateverSectionsRanTogether() {
    BeadSample.Settings settings = BeadSample.Settings.defaults(15).withSections(3);
    write(settings);
    Runs.run(path(), "beads");
    Path other = folder.resolve("other.zarr");
    write(other, settings);
    Runs.runOn(other, "2-3", "beads");
    Runs.runOn(other, "1", "beads");
    try (Sample one = Sample.open(path());
        Sample two = Sample.open(other)) {
      Table a = one.read(Layout.beads());
      Table b = two.read(Layout.beads());
      assertTrue(count(a) >= 5, count(a) + " beads");
      for (String column : List.of("x_um", "y_um", "x_sigma_um", "radius_um", "tile_sigma_um")) {
        assertArrayEquals(a.doubles(column), b.doubles(column), column);
      }
      assertArrayEquals(a.ints("label"), b.ints("label"));
      assertArrayEquals(a.texts("reason"), b.texts("reason"));
    }
  }

  @Test
  void refusesAChannelThatIsNotThere() {
    write(BeadSample.Settings.defaults(13).withSections(1));
    InputException e =
        assertThrows(InputException.class, () -> Runs.run(path(), "beads", "channel", 3));
    assertTrue(e.getMessage().contains("has 1"), e.getMessage());
  }

  @Test
  void reportsSectionsWithoutBeads() {
    write(BeadSample.Settings.defaults(14).withSections(1));
    Report report = Runs.run(path(), "beads", "radius", 4.0);
    assertTrue(report.text().contains("no beads were found in sections"), report.text());
  }
}
