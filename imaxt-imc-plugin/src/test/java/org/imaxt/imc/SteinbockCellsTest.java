package org.imaxt.imc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.imaxt.core.contract.PythonCheck;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.tiff.TiffPage;
import org.imaxt.core.tiff.TiffReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an instrument's files and steinbock's masks to the tables that steinbock published. */
class SteinbockCellsTest {

  private static final Path DATA = Path.of("../../shared/data/imc-bodenmiller");
  private static final int REGIONS = 6;
  private static final double RELATIVE = 1e-5;

  /** steinbock sums in single precision, and roots of rounded zeros are not zero. */
  private static final double ABSOLUTE = 1e-6;

  @TempDir Path folder;

  @BeforeEach
  void skipAloudWithoutTheFiles() {
    Assumptions.assumeTrue(Files.isDirectory(DATA), "SKIPPED: there is no " + DATA);
  }

  /** Imports, brings the masks in as cells, measures and exports. */
  private Path exported() throws IOException {
    Path sample = folder.resolve("s.zarr");
    Runs.run(
        sample, "imc-import", "input", DATA.resolve("raw"), "panel", DATA.resolve("panel.csv"));
    try (Stream<Path> masks = Files.list(DATA.resolve("steinbock/masks_ilastik"))) {
      for (Path mask : masks.toList()) {
        try (TiffReader tiff = TiffReader.open(mask)) {
          TiffPage page = tiff.pages().get(0);
          short[] stored = (short[]) tiff.readPlane(page);
          int[] labels = new int[stored.length];
          for (int i = 0; i < labels.length; i++) {
            labels[i] = stored[i] & 0xffff;
          }
          String region = mask.getFileName().toString().replace(".tiff", "");
          LabelImages.write(sample, region, "cells", labels, page.width());
        }
      }
    }
    Runs.run(sample, "imc-measure");
    Path out = folder.resolve("tree");
    Runs.run(sample, "export cells", "format", "steinbock", "out", out);
    return out;
  }

  @Test
  void theTablesAreThoseOfSteinbock() throws Exception {
    Path out = exported();
    for (String table : List.of("intensities", "regionprops", "neighbors")) {
      Path expected = DATA.resolve("steinbock/" + table + "_ilastik");
      try (Stream<Path> files = Files.list(expected)) {
        List<Path> all = files.sorted().toList();
        assertEquals(REGIONS, all.size());
        for (Path file : all) {
          agree(file, out.resolve(table).resolve(file.getFileName()));
        }
      }
    }
    PythonCheck.run(
        "tifffile, numpy, pandas",
        """
        import glob, os, sys, numpy, pandas, tifffile
        out, data = sys.argv[1:]
        for file in sorted(glob.glob(data + '/steinbock/img/*.tiff')):
            name = os.path.basename(file)
            assert numpy.array_equal(tifffile.imread(out + '/img/' + name), tifffile.imread(file))
            mask = tifffile.imread(out + '/masks/' + name)
            assert mask.dtype == numpy.uint32
            assert numpy.array_equal(mask, tifffile.imread(data + '/steinbock/masks_ilastik/' + name))
        panel = pandas.read_csv(out + '/panel.csv')
        assert list(panel.columns) == ['channel', 'name', 'keep'] and panel.keep.all()
        images = pandas.read_csv(out + '/images.csv')
        assert len(images) == 6 and (images.num_channels == 5).all()
        print('ok')
        """,
        out,
        DATA);
  }

  private static void agree(Path expected, Path written) throws IOException {
    List<String> theirs = Files.readAllLines(expected);
    List<String> ours = Files.readAllLines(written);
    assertEquals(theirs.get(0), ours.get(0), written.toString());
    assertEquals(theirs.size(), ours.size(), written.toString());
    for (int row = 1; row < theirs.size(); row++) {
      String[] a = theirs.get(row).split(",", -1);
      String[] b = ours.get(row).split(",", -1);
      assertEquals(a.length, b.length, written + " row " + row);
      for (int c = 0; c < a.length; c++) {
        String what = written + " row " + row + " column " + c + ": " + a[c] + " " + b[c];
        if (a[c].isEmpty()) {
          assertEquals("", b[c], what);
        } else {
          double value = Double.parseDouble(a[c]);
          double found = Double.parseDouble(b[c]);
          double tolerance = Math.max(ABSOLUTE, RELATIVE * Math.abs(value));
          assertTrue(Math.abs(found - value) <= tolerance, what);
        }
      }
    }
  }
}
