package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.contract.PythonCheck;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.PositionsDocument;
import org.imaxt.core.sample.Sample;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other tools find in a sample and in its exports. */
@Tag("slow")
class InteropTest {

  private static final double UM_TOL = 1e-9; // rounding of sums of doubles

  @TempDir static Path shared;
  private static Path sample;
  private static AcquisitionDocument acquisition;

  @BeforeAll
  static void make() throws IOException {
    WholeWay way = WholeWay.of(PhantomParams.small().withLayers(2), shared);
    sample = way.sample();
    WholeWay.mosaics(sample, way.acquisition(), "canvasMargin", 1000);
    try (Sample opened = Sample.open(sample)) {
      acquisition = opened.read(Layout.acquisition());
    }
  }

  private static JsonObject json(String path) throws IOException {
    return JsonParser.parseString(Files.readString(sample.resolve(path))).getAsJsonObject();
  }

  private static JsonArray transform(JsonObject level, String type) {
    for (var one : level.getAsJsonArray("coordinateTransformations")) {
      if (one.getAsJsonObject().get("type").getAsString().equals(type)) {
        return one.getAsJsonObject().getAsJsonArray(type);
      }
    }
    throw new AssertionError("no " + type + " in " + level);
  }

  @Test
  void mosaicsStateScaleAndOriginOfEveryLevel() throws IOException {
    for (String image : List.of("stpt/mosaic/S001", "stpt/confidence/S002")) {
      JsonArray levels =
          json(image + "/.zattrs")
              .getAsJsonArray("multiscales")
              .get(0)
              .getAsJsonObject()
              .getAsJsonArray("datasets");
      assertEquals(3, levels.size());
      double p = acquisition.pixelSizeUm();
      for (int i = 0; i < levels.size(); i++) {
        JsonObject level = levels.get(i).getAsJsonObject();
        int f = 1 << i;
        assertEquals(Integer.toString(i), level.get("path").getAsString());
        JsonArray scale = transform(level, "scale");
        JsonArray origin = transform(level, "translation");
        assertEquals(f * p, scale.get(4).getAsDouble(), UM_TOL);
        assertEquals(f * p, scale.get(3).getAsDouble(), UM_TOL);
        assertEquals(acquisition.layerStepUm(), scale.get(2).getAsDouble(), UM_TOL);
        assertEquals(acquisition.canvas().xUm() + f * p / 2, origin.get(4).getAsDouble(), UM_TOL);
        assertEquals(acquisition.canvas().yUm() + f * p / 2, origin.get(3).getAsDouble(), UM_TOL);
      }
    }
  }

  @Test
  void channelsHaveNamesColoursAndWindowsThatShowThem() throws IOException {
    JsonArray channels =
        json("stpt/mosaic/S001/.zattrs").getAsJsonObject("omero").getAsJsonArray("channels");
    assertEquals(2, channels.size());
    for (int c = 0; c < 2; c++) {
      JsonObject channel = channels.get(c).getAsJsonObject();
      assertEquals(Layout.channelName(c + 1), channel.get("label").getAsString());
      assertTrue(channel.get("color").getAsString().matches("[0-9A-F]{6}"));
      JsonObject window = channel.getAsJsonObject("window");
      double start = window.get("start").getAsDouble();
      double end = window.get("end").getAsDouble();
      assertTrue(start > 0 && end > start + 10 && end < 65535, window.toString());
    }
  }

  @Test
  void pythonReadsTheMosaicsAndTheirPyramids() throws Exception {
    PythonCheck.run(
        "zarr, numpy",
        """
        import sys, zarr, numpy as np
        root = zarr.open_consolidated(sys.argv[1], mode='r')
        plain = zarr.open_group(sys.argv[1], mode='r')
        assert root.attrs['imaxt']['format'] == 1
        for section in ('S001', 'S002'):
          for kind in ('mosaic', 'confidence'):
            image = root['stpt/%s/%s' % (kind, section)]
            paths = [d['path'] for d in image.attrs['multiscales'][0]['datasets']]
            levels = [image[p][...] for p in paths]
            assert levels[0].dtype == np.uint16 and levels[0].shape[:3] == (1, 2, 2)
            assert (plain['stpt/%s/%s/0' % (kind, section)][...] == levels[0]).all()
            for fine, coarse in zip(levels, levels[1:]):
              t, c, z, h, w = fine.shape
              assert coarse.shape == (t, c, z, (h + 1) // 2, (w + 1) // 2)
              pad = np.zeros((t, c, z, h + h % 2, w + w % 2))
              pad[..., :h, :w] = fine
              blocks = pad.reshape(t, c, z, (h + h % 2) // 2, 2, (w + w % 2) // 2, 2)
              known = (blocks > 0).sum((4, 6))
              mean = blocks.sum((4, 6)) / np.maximum(known, 1)
              assert ((coarse > 0) == (known > 0)).all()
              assert np.abs(coarse - mean)[known > 0].max() <= 0.5
          mosaic = root['stpt/mosaic/' + section + '/0'][...]
          confidence = root['stpt/confidence/' + section + '/0'][...]
          assert ((mosaic > 0) == (confidence > 0)).all()
          assert (mosaic > 0).mean() > 0.05
        print('ok')
        """,
        sample);
  }

  @Test
  void pythonReadsTheRawTilesAsTheyWere() throws Exception {
    PythonCheck.run(
        "zarr, tifffile",
        """
        import sys, glob, re, zarr, tifffile
        root = zarr.open_group(sys.argv[1], mode='r')
        n = 0
        for section in (1, 2):
          raw = root['stpt/raw/S%03d' % section]
          assert raw.shape == (9, 2, 2, 128, 128), raw.shape
          for name in glob.glob(sys.argv[2] + '/*-%04d/*.tif' % section):
            index, channel = map(int, re.search(r'-(\\d+)_(\\d+)\\.tif$', name).groups())
            index -= (section - 1) * 18
            tile = raw[index % 9, channel - 1, index // 9]
            assert (tile == tifffile.imread(name)).all(), name
            n += 1
        assert n == 72, n
        print('ok')
        """,
        sample,
        shared.resolve("acquisition"));
  }

  @Test
  void exportedMosaicsHoldPhysicalValues() throws Exception {
    Path out = shared.resolve("m.ome.tif");
    Runs.run(sample, "export mosaic", "out", out, "section", 2);
    PythonCheck.run(
        "zarr, tifffile",
        """
        import sys, zarr, tifffile, numpy as np
        group = zarr.open_group(sys.argv[1], mode='r')['stpt/mosaic/S002']
        scale = group.attrs['imaxt']
        with tifffile.TiffFile(sys.argv[2]) as tif:
          assert tif.is_bigtiff and tif.is_ome
          series = tif.series[0]
          assert len(series.levels) == 3, len(series.levels)
          assert series.pages[0].is_tiled
          for i, level in enumerate(series.levels):
            image = level.asarray()
            stored = group[str(i)][0]
            order = level.axes
            assert order == 'CZYX', order
            assert image.dtype == np.float32
            assert (np.isnan(image) == (stored == 0)).all()
            physical = (scale['bscale'] * stored + scale['bzero']).astype(np.float32)
            assert (image[stored > 0] == physical[stored > 0]).all()
          xml = tif.ome_metadata
          assert 'PhysicalSizeX="2.8"' in xml and 'Name="C02"' in xml, xml
        print('ok')
        """,
        sample,
        out);
    assertNoTiffWarnings(out);
  }

  @Test
  void exportedStoredNumbersCarryTheirScale() throws Exception {
    Path out = shared.resolve("stored.ome.tif");
    Runs.run(sample, "export mosaic", "out", out, "level", 1, "values", "stored");
    PythonCheck.run(
        "zarr, tifffile",
        """
        import sys, zarr, tifffile, numpy as np
        group = zarr.open_group(sys.argv[1], mode='r')['stpt/mosaic/S001']
        with tifffile.TiffFile(sys.argv[2]) as tif:
          series = tif.series[0]
          assert len(series.levels) == 2
          assert series.dtype == np.uint16
          assert (series.asarray() == group['1'][0]).all()
          xml = tif.ome_metadata
          for key in ('bscale', 'bzero'):
            assert key in xml and str(group.attrs['imaxt'][key]) in xml, xml
        print('ok')
        """,
        sample,
        out);
    assertNoTiffWarnings(out);
  }

  @Test
  void anyImageIsExported() throws Exception {
    Path out = shared.resolve("gain.ome.tif");
    Runs.run(sample, "export image", "out", out, "path", "stpt/calibration/flatfield/gain");
    PythonCheck.run(
        "zarr, tifffile",
        """
        import sys, zarr, tifffile, numpy as np
        gain = zarr.open_group(sys.argv[1], mode='r')['stpt/calibration/flatfield/gain'][...]
        image = tifffile.imread(sys.argv[2])
        assert image.dtype == np.float32 and image.shape == gain.shape == (2, 128, 128)
        assert (image == gain).all()
        assert 0.5 < gain.min() < gain.max() < 2, (gain.min(), gain.max())
        print('ok')
        """,
        sample,
        out);
    assertNoTiffWarnings(out);
  }

  private static void assertNoTiffWarnings(Path file) throws Exception {
    Assumptions.assumeTrue(
        Files.exists(Path.of("/usr/bin/tiffinfo")), "SKIPPED: there is no tiffinfo");
    String text = PythonCheck.output("/usr/bin/tiffinfo", file.toString());
    assertFalse(text.contains("Warning") || text.contains("rror"), text);
    assertTrue(text.contains("Tile Width: 512"), text);
  }

  @Test
  void positionsAreATableWithTheAgreedColumns() throws IOException {
    Path out = shared.resolve("positions.csv");
    Runs.run(sample, "export positions", "out", out);
    List<String> lines = Files.readAllLines(out);
    assertEquals("section,tile,row,column,x_um,y_um,sigma_um,source", lines.get(0));
    assertEquals(1 + 2 * 9, lines.size());
    try (Sample opened = Sample.open(sample)) {
      PositionsDocument second = opened.read(Layout.positions(2));
      String[] cells = lines.get(10).split(",");
      assertEquals("2", cells[0]);
      assertEquals("0", cells[1]);
      assertEquals(second.tiles().get(0).xUm(), Double.parseDouble(cells[4]), 1e-4);
      assertEquals(second.tiles().get(0).yUm(), Double.parseDouble(cells[5]), 1e-4);
      assertTrue(lines.stream().skip(1).allMatch(l -> l.matches(".*,(measured|stage)")));
    }
  }

  @Test
  void positionsAreATileConfigurationASection() throws IOException {
    Runs.run(
        sample,
        "export positions",
        "out",
        shared.resolve("TileConfiguration.txt"),
        "format",
        "tileconfiguration");
    for (int section = 1; section <= 2; section++) {
      List<String> lines =
          Files.readAllLines(shared.resolve("TileConfiguration_S00%d.txt".formatted(section)));
      assertTrue(lines.contains("dim = 2"));
      List<String> tiles =
          lines.stream()
              .filter(l -> l.matches("\\S+_01\\.tif; ; \\(-?[\\d.]+, -?[\\d.]+\\)"))
              .toList();
      assertEquals(9, tiles.size(), lines.toString());
    }
    Path again = shared.resolve("again.zarr");
    Path folder = shared.resolve("acquisition/phantom-0001");
    Runs.run(
        again,
        "ingest",
        "input",
        folder,
        "tileconfiguration",
        shared.resolve("TileConfiguration_S001.txt"),
        "pixelSize",
        2.8,
        "orientation",
        "identity");
    try (Sample opened = Sample.open(again)) {
      assertEquals(9, opened.read(Layout.section(1)).tiles().size());
    }
  }
}
