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
import org.imaxt.core.imc.ImcTiff;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.zarr.ZarrGroup;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of an instrument, against the images that steinbock made of them. */
class BodenmillerTest {

  private static final Path DATA = Path.of("../../shared/data/imc-bodenmiller");
  private static final int REGIONS = 6;
  private static final int CHANNELS = 5;

  @TempDir Path folder;

  @BeforeEach
  void skipAloudWithoutTheFiles() {
    Assumptions.assumeTrue(Files.isDirectory(DATA), "SKIPPED: there is no " + DATA);
  }

  /** Three decimals are written, so that half a unit of the last one is lost. */
  private static final double DECIMALS_TOL = 5e-4;

  /**
   * Largest difference to steinbock's images over all regions, less what a float32 rounds off the
   * number that it is read from where that is said to have decimals.
   */
  private static double largestDifference(Path sample, boolean decimals) throws IOException {
    double largest = 0;
    try (Sample opened = Sample.open(sample)) {
      List<String> regions = new Receipts(opened).complete("imc-import");
      assertEquals(REGIONS, regions.size());
      for (String region : regions) {
        OmeImage image =
            OmeImage.open(
                ZarrGroup.open(opened.store(), ScanLayout.scanImage(Modality.IMC, region)));
        ImcTiff tiff = ImcTiff.open(DATA.resolve("steinbock/img/" + region + ".tiff"));
        for (int c = 0; c < CHANNELS; c++) {
          float[] expected = tiff.planes(c).values()[0];
          float[] actual = (float[]) image.levels().get(0).readChunk(0, c, 0, 0, 0);
          assertEquals(expected.length, actual.length, region);
          for (int i = 0; i < expected.length; i++) {
            double rounded = decimals ? Math.ulp(actual[i]) / 2 : 0;
            largest = Math.max(largest, Math.abs((double) expected[i] - actual[i]) - rounded);
          }
        }
      }
    }
    return largest;
  }

  @Test
  void mcdEqualsSteinbockBitForBit() throws IOException {
    Path sample = folder.resolve("s.zarr");
    Runs.run(sample, "imc-import", "input", DATA.resolve("raw"));
    assertEquals(0, largestDifference(sample, false));
    try (Sample opened = Sample.open(sample)) {
      ScanDocument scan = opened.read(ScanLayout.scan(Modality.IMC, "20210305_NE_mockData5_002"));
      assertEquals("Ag107", scan.channels().get(0).key());
      assertEquals("Laminin_681((851))Sm147", scan.channels().get(2).name());
      assertEquals(List.of(1.0, 0.0, 34215.0, 0.0, 1.0, -12309.0), scan.stageAffine());
      assertEquals(
          List.of("panorama_001.png", "pictures.json", "slide_000.png"),
          opened.store().list("imc/pictures/20210305_NE_mockData5"));
    }
  }

  @Test
  void textEqualsSteinbockToItsDecimals() throws IOException {
    Path input = Files.createDirectory(folder.resolve("texts"));
    try (Stream<Path> files = Files.walk(DATA.resolve("raw"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
        Files.copy(file, input.resolve(file.getFileName()));
      }
    }
    Path sample = folder.resolve("s.zarr");
    Runs.run(sample, "imc-import", "input", input);
    double difference = largestDifference(sample, true);
    assertTrue(difference > 0 && difference <= DECIMALS_TOL, "differs by " + difference);
  }

  @Test
  void panelNamesTheImagesOfSteinbock() {
    Path sample = folder.resolve("s.zarr");
    String said =
        Runs.run(
                sample,
                "imc-import",
                "input",
                DATA.resolve("steinbock/img"),
                "panel",
                DATA.resolve("panel.csv"))
            .text();
    assertTrue(said.contains("that of their masses is taken"), said);
    try (Sample opened = Sample.open(sample)) {
      ScanDocument scan = opened.read(ScanLayout.scan(Modality.IMC, "20210305_NE_mockData3_001"));
      // the columns of steinbock's own tables
      assertEquals(
          List.of("Ag107", "Cytokeratin 5", "Laminin", "YBX1", "H3K27Ac"),
          scan.channels().stream().map(ScanDocument.ScanChannel::name).toList());
    }
  }

  @Test
  void otherReadersSeeTheSamePixels() throws IOException, InterruptedException {
    Path sample = folder.resolve("s.zarr");
    Runs.run(sample, "imc-import", "input", DATA.resolve("raw"));
    PythonCheck.run(
        "zarr, tifffile, numpy",
        """
        import glob, os, sys, numpy, tifffile, zarr
        sample = zarr.open_consolidated(sys.argv[1], mode='r')
        for file in sorted(glob.glob(sys.argv[2] + '/*.tiff')):
            name = os.path.basename(file)[:-5]
            image = sample['imc/' + name + '/image']
            ours = image['0']
            expected = tifffile.imread(file)
            assert ours.shape == (1, 5, 1) + expected.shape[1:], ours.shape
            assert ours.chunks[:3] == (1, 1, 1) and ours.dtype == numpy.float32
            assert numpy.array_equal(ours[0, :, 0], expected), name
            assert len(image.attrs['omero']['channels']) == 5
        print('ok')
        """,
        sample,
        DATA.resolve("steinbock/img"));
  }
}
