package org.imaxt.imc.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.contract.McdWriter;
import org.imaxt.core.contract.PythonCheck;
import org.imaxt.core.contract.Runs;
import org.imaxt.imc.LabelImages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More cells in an image than 16 bits can number, through to every file. */
@Tag("slow")
class ManyCellsTest {

  private static final int SIDE = 1100;
  private static final int PITCH = 4;
  private static final int CELLS = (SIDE / PITCH) * (SIDE / PITCH);

  @TempDir Path folder;

  @Test
  void everyFileHasAllOfThem() throws Exception {
    Path mcd = folder.resolve("m.mcd");
    McdWriter writer = new McdWriter(List.of("Ir191"), List.of("DNA"));
    writer.region(1, SIDE, SIDE, (c, x, y) -> (x * 31 + y * 17) % 101);
    writer.write(mcd);
    Path sample = folder.resolve("s.zarr");
    Runs.run(sample, "imc-import", "input", mcd, "hotPixel", "off");
    LabelImages.write(sample, "m_001", "cells", LabelImages.discs(SIDE, SIDE, PITCH, 1.5), SIDE);
    Runs.run(sample, "imc-measure");
    for (String format : List.of("csv", "mcquant", "steinbock", "anndata", "spatialdata", "fcs")) {
      Runs.run(sample, "export cells", "format", format, "out", folder.resolve(format));
    }
    Runs.run(sample, "export masks", "out", folder.resolve("m.tiff"));
    try (var lines = Files.lines(folder.resolve("csv"))) {
      assertEquals(CELLS + 1L, lines.count());
    }
    float[] numbers = FcsReader.read(folder.resolve("fcs")).events().get("object");
    assertEquals(CELLS, numbers.length);
    assertEquals(CELLS, numbers[CELLS - 1]);
    PythonCheck.run(
        "anndata, pandas, tifffile, zarr",
        """
        import sys, warnings
        warnings.simplefilter('ignore')
        import anndata, pandas, tifffile, zarr
        folder, n = sys.argv[1], int(sys.argv[2])
        assert n > 65535
        mcquant = pandas.read_csv(folder + '/mcquant')
        assert len(mcquant) == n and mcquant.CellID.iloc[-1] == n
        tree = folder + '/steinbock/'
        for table in ('intensities', 'regionprops'):
            t = pandas.read_csv(tree + table + '/m_001.csv')
            assert len(t) == n and t.Object.iloc[-1] == n
        assert pandas.read_csv(tree + 'neighbors/m_001.csv').Object.max() == n
        assert tifffile.imread(tree + 'masks/m_001.tiff').max() == n
        assert tifffile.imread(folder + '/m.tiff').max() == n
        for path in ('/anndata', '/spatialdata/tables/cells'):
            a = anndata.read_zarr(folder + path)
            assert a.shape == (n, 1) and a.obs['object'].iloc[-1] == n
            assert abs(a.X[-1, 0] - mcquant.DNA.iloc[-1]) < 1e-4
        labels = zarr.open(folder + '/spatialdata', mode='r')['labels/m_001_cells/0']
        assert labels[:].max() == n
        print('ok')
        """,
        folder,
        CELLS);
  }
}
