package org.imaxt.imc.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.contract.McdWriter;
import org.imaxt.core.contract.PythonCheck;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.model.Location;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.SerialExecutor;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.Table;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Selection;
import org.imaxt.imc.LabelImages;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every file that leaves the sample, read by somebody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportCellsTest {

  private static final int WIDTH = 70;
  private static final int HEIGHT = 50;
  private static final List<String> METALS = List.of("Ag107", "Ir191", "Yb172");
  private static final List<String> NAMES = List.of("E-cadherin, all", "DNA", "Ki/67");

  private Path folder;
  private Path sample;
  private Table first;

  @BeforeAll
  void measureTwoRegions(@TempDir Path shared) throws Exception {
    folder = shared;
    Path mcd = folder.resolve("m.mcd");
    McdWriter writer = new McdWriter(METALS, NAMES);
    for (int region = 1; region <= 2; region++) {
      int r = region;
      writer.region(r, WIDTH, HEIGHT, (c, x, y) -> (x * 7 + y * 3 + 11 * c * r) % 23 / 4f);
    }
    writer.write(mcd);
    sample = folder.resolve("s.zarr");
    Runs.run(sample, "imc-import", "input", mcd, "hotPixel", "off");
    for (String region : List.of("m_001", "m_002")) {
      int[] cells = LabelImages.discs(WIDTH, HEIGHT, 10, 4.6);
      int[] nuclei = LabelImages.discs(WIDTH, HEIGHT, 10, 2.6);
      for (int i = 0; i < nuclei.length; i++) {
        nuclei[i] = nuclei[i] % 3 == 1 ? 0 : 5 * nuclei[i]; // numbers are skipped
        cells[i] = 5 * cells[i];
      }
      LabelImages.write(sample, region, "cells", cells, WIDTH);
      LabelImages.write(sample, region, "nuclei", nuclei, WIDTH);
    }
    Runs.run(sample, "imc-measure");
    try (Sample opened = Sample.open(sample)) {
      first = opened.read(ScanLayout.cells("m_001"));
    }
  }

  private Report export(String id, String rois, Object... parameters) {
    RunRequest request =
        new RunRequest(
            Optional.of(Location.of(sample)),
            new Selection("all", "all", rois),
            RunRequest.Reuse.RESUME,
            FailurePolicy.STOP);
    try (SerialExecutor executor = new SerialExecutor()) {
      return Runs.run(executor, Monitor.silent(), request, id, parameters);
    }
  }

  @Test
  void csvHoldsAllColumnsOfAllRegions() throws Exception {
    Path out = folder.resolve("cells.csv");
    export("export cells", "all", "out", out);
    List<String> header = Arrays.asList(Files.readAllLines(out).get(0).split(","));
    assertEquals(
        List.of("roi", "object", "x_um", "y_um", "stage_x_um", "stage_y_um", "cells_area"),
        header.subList(0, 7));
    PythonCheck.run(
        "pandas, anndata, zarr, numpy",
        """
        import sys, numpy, pandas, zarr
        table = pandas.read_csv(sys.argv[1], float_precision='round_trip')
        sample = zarr.open(sys.argv[2], mode='r')
        assert len(table) == 70 and list(table.roi.unique()) == ['m_001', 'm_002']
        for roi in ('m_001', 'm_002'):
            part = table[table.roi == roi]
            cells = sample['imc/' + roi + '/cells']
            assert numpy.array_equal(part.object, cells['object'][:])
            for ours, theirs in [('cells_mean_DNA', 'cells_mean_Ir191'),
                                 ('nuclei_median_E-cadherin, all', 'nuclei_median_Ag107'),
                                 ('ring_variance_Ki/67', 'ring_variance_Yb172'),
                                 ('cytoplasm_perimeter', 'cytoplasm_perimeter')]:
                assert numpy.array_equal(part[ours], cells[theirs][:], equal_nan=True), ours
            assert numpy.allclose(part.stage_x_um - part.x_um, part.stage_x_um.iloc[0] - part.x_um.iloc[0])
        assert table.nuclei_area.isna().sum() > 10 and table.cells_area.notna().all()
        print('ok')
        """,
        out,
        sample);
  }

  @Test
  void mcquantHasOneFileWithItsColumns() throws Exception {
    Path out = folder.resolve("m.csv");
    export("export cells", "m_001", "format", "mcquant", "out", out, "statistic", "median");
    PythonCheck.run(
        "pandas",
        """
        import sys, pandas
        t = pandas.read_csv(sys.argv[1])
        assert list(t.columns) == ['CellID', 'E-cadherin, all_intensity_median',
            'DNA_intensity_median', 'Ki/67_intensity_median', 'X_centroid', 'Y_centroid', 'Area',
            'MajorAxisLength', 'MinorAxisLength', 'Eccentricity', 'Solidity', 'Extent',
            'Orientation'], list(t.columns)
        assert list(t.CellID[:3]) == [5, 10, 15] and len(t) == 35
        assert t.X_centroid[0] == 5 and t.Y_centroid[0] == 5
        print('ok')
        """,
        out);
  }

  @Test
  void annDataIsReadByAnnData() throws Exception {
    Path out = folder.resolve("a.zarr");
    export("export cells", "all", "format", "anndata", "out", out, "kind", "nuclei");
    export("export cells", "all", "format", "anndata", "out", out, "kind", "nuclei"); // again
    Path csv = folder.resolve("for-anndata.csv");
    export("export cells", "all", "out", csv);
    PythonCheck.run(
        "anndata, pandas, numpy",
        """
        import sys, warnings
        warnings.simplefilter('ignore')
        import anndata, numpy, pandas
        a = anndata.read_zarr(sys.argv[1])
        t = pandas.read_csv(sys.argv[2])
        t = t[t.nuclei_area.notna()].reset_index(drop=True)
        assert a.shape == (len(t), 3), a.shape
        assert list(a.var_names) == ['E-cadherin, all', 'DNA', 'Ki/67']
        assert list(a.var['key']) == ['Ag107', 'Ir191', 'Yb172']
        for name in a.var_names:
            assert numpy.allclose(a[:, name].X.ravel(), t['nuclei_mean_' + name], rtol=1e-6)
        assert list(a.obs_names[:2]) == [r + '_' + str(o) for r, o in zip(t.roi[:2], t.object[:2])]
        assert a.obs['roi'].dtype.name == 'category' and list(a.obs['roi']) == list(t.roi)
        assert numpy.array_equal(a.obs['object'], t.object)
        assert numpy.allclose(a.obs['nuclei_eccentricity'], t.nuclei_eccentricity)
        assert numpy.allclose(a.obsm['spatial'], t[['x_um', 'y_um']])
        assert a.uns['statistic'] == 'mean' and a.uns['kind'] == 'nuclei', a.uns
        assert a.uns['spatialdata_attrs']['region_key'] == 'region'
        print('ok')
        """,
        out,
        csv);
  }

  @Test
  void spatialDataHasTableImagesAndLabels() throws Exception {
    Path out = folder.resolve("sd.zarr");
    export("export cells", "all", "format", "spatialdata", "out", out);
    PythonCheck.run(
        "anndata, zarr, numpy",
        """
        import sys, warnings
        warnings.simplefilter('ignore')
        import anndata, numpy, zarr
        sd = zarr.open_consolidated(sys.argv[1], mode='r')
        sample = zarr.open(sys.argv[2], mode='r')
        a = anndata.read_zarr(sys.argv[1] + '/tables/cells')
        attrs = a.uns['spatialdata_attrs']
        assert list(attrs['region']) == ['m_001_cells', 'm_002_cells']
        assert attrs['instance_key'] == 'object' and attrs['region_key'] == 'region'
        for roi in ('m_001', 'm_002'):
            image = sd['images/' + roi]
            assert numpy.array_equal(image['0'], sample['imc/' + roi + '/image/0'][0, :, 0])
            m = image.attrs['multiscales'][0]
            assert [x['name'] for x in m['axes']] == ['c', 'y', 'x'] and m['version'] == '0.4'
            assert [c['label'] for c in image.attrs['omero']['channels']] == list(a.var_names)
            for kind in ('cells', 'nuclei'):
                labels = sd['labels/' + roi + '_' + kind]
                stored = sample['imc/' + roi + '/image/labels/' + kind + '/0'][0, 0, 0]
                assert labels['0'].dtype == numpy.uint32
                assert numpy.array_equal(labels['0'], stored)
                assert 'image-label' in labels.attrs
                for t in labels.attrs['multiscales'][0]['coordinateTransformations']:
                    assert t['output']['name'] in ('global', 'stage')
            inside = a.obs[a.obs['region'] == roi + '_cells']
            ids = set(numpy.unique(sd['labels/' + roi + '_cells']['0'])) - {0}
            assert set(inside['object']) == ids
            # the affine to the stage says what the table says
            t = [t for t in m['coordinateTransformations'] if t['output']['name'] == 'stage'][0]
            at = numpy.array(t['affine']) @ [0, inside['y_um'][0], inside['x_um'][0], 1]
            assert numpy.allclose(at[1:3], [inside['stage_y_um'][0], inside['stage_x_um'][0]])
        assert set(sd['labels'].attrs['labels']) == set(sd['labels'].group_keys())
        print('ok')
        """,
        out,
        sample);
  }

  /** Each event of npm's {@code fcs} is that of our own reader. */
  @Test
  void anotherReaderSeesTheSameEvents() throws Exception {
    Path scripts = Path.of("../imaxt-core/src/test/js").toAbsolutePath();
    Assumptions.assumeTrue(
        Files.isDirectory(scripts.resolve("node_modules/fcs")),
        "SKIPPED: needs node, and npm ci run in imaxt-core/src/test/js");
    Path out = folder.resolve("npm.fcs");
    export("export cells", "all", "format", "fcs", "out", out);
    String read =
        PythonCheck.output("node", scripts.resolve("fcs_rows.cjs").toString(), out.toString());
    JsonObject seen = JsonParser.parseString(read).getAsJsonObject();
    JsonArray names = seen.getAsJsonArray("names");
    JsonArray events = seen.getAsJsonArray("events");
    Map<String, float[]> own = FcsReader.read(out).events();
    assertEquals(own.size(), names.size());
    assertEquals(70, events.size());
    assertEquals("E-cadherin, all", names.get(8).getAsJsonArray().get(1).getAsString());
    for (int p = 0; p < names.size(); p++) {
      String name = names.get(p).getAsJsonArray().get(0).getAsString();
      for (int e = 0; e < events.size(); e++) {
        JsonElement value = events.get(e).getAsJsonArray().get(p);
        float expected = own.get(name)[e];
        assertEquals(Float.isFinite(expected), !value.isJsonNull(), name);
        assertEquals(expected, value.isJsonNull() ? expected : value.getAsFloat(), name);
      }
    }
  }

  @Test
  void fcsKeepsToTheStandard() throws Exception {
    Path out = folder.resolve("c.fcs");
    export("export cells", "all", "format", "fcs", "out", out);
    FcsReader fcs = FcsReader.read(out);
    assertEquals("70", fcs.keyword("$TOT"));
    Map<String, float[]> events = fcs.events();
    assertEquals(
        List.of("object", "roi", "x_um", "y_um"), List.copyOf(events.keySet()).subList(0, 4));
    assertEquals("E-cadherin, all", fcs.keyword("$P9S"));
    assertEquals("Ag107", fcs.keyword("$P9N"));
    assertEquals("m_002", fcs.keyword("ROI_2"));
    double[] dna = first.doubles("cells_mean_Ir191");
    int[] object = first.ints("object");
    for (int i = 0; i < dna.length; i++) {
      assertEquals((float) dna[i], events.get("Ir191")[i]);
      assertEquals(object[i], events.get("object")[i]);
      assertEquals(1, events.get("roi")[i]);
    }
    assertEquals(2, events.get("roi")[69]);
  }

  @Test
  void masksAreUint32() throws Exception {
    Path out = folder.resolve("mask.tiff");
    export("export masks", "m_002", "kind", "nuclei", "out", out);
    PythonCheck.run(
        "tifffile, zarr, numpy",
        """
        import sys, numpy, tifffile, zarr
        mask = tifffile.imread(sys.argv[1])
        stored = zarr.open(sys.argv[2], mode='r')['imc/m_002/image/labels/nuclei/0'][0, 0, 0]
        assert mask.dtype == numpy.uint32 and numpy.array_equal(mask, stored)
        print('ok')
        """,
        out,
        sample);
    String message =
        assertThrows(InputException.class, () -> export("export masks", "all", "out", out))
            .getMessage();
    assertTrue(message.contains("m_001, m_002; choose one with --roi"), message);
  }

  @Test
  void parquetIsRefusedWhereThereIsNone() {
    Path out = folder.resolve("c.parquet");
    String message =
        assertThrows(
                InputException.class,
                () -> export("export cells", "all", "format", "parquet", "out", out))
            .getMessage();
    assertTrue(message.contains("by the command line only"), message);
    assertFalse(Files.exists(out));
  }

  @Test
  void refusesToReplaceWhatIsNoExport() throws Exception {
    Path out = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(out.resolve("thesis.tex"), "precious");
    for (String format : List.of("steinbock", "anndata", "spatialdata")) {
      String message =
          assertThrows(
                  InputException.class,
                  () -> export("export cells", "all", "format", format, "out", out))
              .getMessage();
      assertTrue(message.contains("is there and no export"), message);
    }
    assertThrows(InputException.class, () -> export("export cells", "all", "out", out));
    assertEquals("precious", Files.readString(out.resolve("thesis.tex")));
  }

  @Test
  void refusesRegionsThatAreNotMeasured() {
    String message =
        assertThrows(
                InputException.class,
                () -> export("export cells", "m_003", "out", folder.resolve("x.csv")))
            .getMessage();
    assertTrue(message.contains("there are m_001, m_002"), message);
    Path other = folder.resolve("empty.zarr");
    Sample.openOrCreate(other, org.imaxt.core.zarr.ZarrVersion.V3).close();
    message =
        assertThrows(
                SampleFormatException.class,
                () -> Runs.run(other, "export cells", "out", folder.resolve("x.csv")))
            .getMessage();
    assertTrue(message.contains("run imaxt imc-measure"), message);
  }
}
