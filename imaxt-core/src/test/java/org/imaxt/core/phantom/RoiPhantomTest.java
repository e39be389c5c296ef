package org.imaxt.core.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.contract.PythonCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions of imaging mass cytometry: what they show, where, and what the truth says of it. */
class RoiPhantomTest {
  private static final PhantomParams SMALL =
      PhantomParams.small()
          .withSections(2)
          .withSpecimen(SpecimenParams.defaults().withTissue(0.5, 0.6).withBeadsPerMm3(200))
          .withSlides(SlideParams.all(2).withRois(2, 260));

  /** Pixels of 1 µm, no counting noise; the centroid's own quadrature. */
  private static final double CENTROID_TOL_UM = 0.05;

  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32})
  void beadsLieWhereTheTruthSaysAndMapOntoTheBlock(long seed) {
    PhantomParams params =
        SMALL
            .withSeed(seed)
            .withSpecimen(SpecimenParams.defaults().withTissue(0, 0).withBeadsPerMm3(150))
            .withSlides(SlideParams.all(2).withRois(2, 450))
            .without(Effect.SHOT_NOISE);
    PhantomTruth truth = new Phantom(params).truth();
    int measured = 0;
    for (RoiTruth roi : truth.rois()) {
      RoiImage image = RoiImage.render(params, roi.name());
      SectionTruth section = truth.sections().get(roi.frame() - 1);
      for (SlideBead b : roi.beads()) {
        if (whole(roi, b)) {
          double[] at = centroid(image, b);
          double[] mosaic = roi.toMosaic().apply(at[0], at[1]);
          PhantomBead bead = truth.beads().get(b.bead());
          assertEquals(bead.xUm() + section.driftXUm(), mosaic[0], CENTROID_TOL_UM, "x of " + b);
          assertEquals(bead.yUm() + section.driftYUm(), mosaic[1], CENTROID_TOL_UM, "y of " + b);
          measured++;
        }
      }
    }
    assertTrue(measured >= 2, "only " + measured + " beads could be measured");
  }

  @Test
  void theWayOverTheSlideIsTheWayToTheMosaic() {
    PhantomTruth truth = new Phantom(SMALL.withSeed(6)).truth();
    for (RoiTruth roi : truth.rois()) {
      SlideTruth slide = truth.slide(roi.slide());
      assertEquals(slide.section(), roi.section());
      double[] on = roi.toSlide().apply(37, 205);
      assertArrayEquals(slide.toMosaic().apply(on[0], on[1]), roi.toMosaic().apply(37, 205), 1e-8);
    }
    assertThrows(
        IllegalStateException.class,
        () -> truth.slides().get(0).toMosaic().then(truth.rois().get(0).toSlide()));
  }

  @Test
  void theSlideShowsTheSameNucleiInTheSamePlaces() {
    PhantomParams params = SMALL.withSeed(7);
    PhantomTruth truth = new Phantom(params).truth();
    RoiTruth roi = truth.rois().get(0);
    RoiImage image = RoiImage.render(params, roi.name());
    SlideImage slide = SlideImage.render(params, roi.slide(), TaskExecutors.singleThreaded());
    double here = correlation(image, slide, 0);
    double beside = correlation(image, slide, 5);
    assertTrue(here > 0.5, "correlation of DNA and DAPI " + here);
    assertTrue(here > beside + 0.2, "5 µm beside " + beside + ", in place " + here);
  }

  @Test
  void labelsAreTheCellsOfTheList() {
    RoiImage image = RoiImage.render(SMALL.withSeed(8), "phantom_001");
    int n = image.objects().size();
    assertTrue(n > 100, "only " + n + " cells");
    int next = 1;
    int[] pixels = new int[n + 1];
    for (int i = 0; i < image.nuclei().length; i++) {
      int nucleus = image.nuclei()[i];
      if (nucleus > 0) {
        assertEquals(nucleus, image.cells()[i], "a nucleus and its cell share their number");
        assertTrue(nucleus <= next, "numbers follow the order of the first pixels");
        next = nucleus == next ? next + 1 : next;
        RoiImage.Cell cell = image.objects().get(nucleus - 1);
        double r = Math.hypot(i % 260 + 0.5 - cell.xUm(), i / 260 + 0.5 - cell.yUm());
        assertTrue(r < 5.2, "pixel " + r + " µm from the centre of " + cell);
      }
      pixels[nucleus]++;
    }
    assertEquals(n + 1, next, "every cell has pixels");
    for (int k = 1; k <= n; k++) {
      assertTrue(pixels[k] >= 8 && pixels[k] < 80, pixels[k] + " pixels of nucleus " + k);
    }
  }

  @Test
  void countsAreWhatTheTruthSays() {
    RoiImage image = RoiImage.render(SMALL.withSeed(8), "phantom_001");
    List<RoiChannel> channels = image.roi().channels();
    double dna = channels.get(RoiChannel.DNA2).counts();
    assertTrue(dna >= 3 && dna <= 8, "counts " + dna);
    double[] sum = new double[2];
    int[] n = new int[2];
    for (int i = 0; i < image.nuclei().length; i++) {
      int in = image.nuclei()[i] > 0 ? 1 : 0;
      sum[in] += Math.min(50, image.channels().get(RoiChannel.DNA2)[i]);
      n[in]++;
    }
    double inside = sum[1] / n[1];
    // domes and soft edges take away, neighbours above and below add
    assertTrue(inside > 0.7 * dna && inside < 1.4 * dna, inside + " in nuclei, asked for " + dna);
    assertTrue(sum[0] / n[0] < 0.3 * inside, sum[0] / n[0] + " beside nuclei");
    assertEquals(40 * channels.size(), image.roi().hotPixels().size());
    for (RoiTruth.HotPixel h : image.roi().hotPixels()) {
      float value = image.channels().get(h.channel() - 1)[h.y() * 260 + h.x()];
      assertTrue(value >= h.counts() && h.counts() >= 80, value + " at " + h);
    }
  }

  @Test
  void oneLineageInFourHasNoMembrane() {
    RoiImage image = RoiImage.render(SMALL.withSeed(9), "phantom_001");
    double[] sum = new double[RoiChannel.STAINED * 5];
    int[] n = new int[5];
    for (int i = 0; i < image.cells().length; i++) {
      if (image.cells()[i] > 0) {
        int lineage = image.objects().get(image.cells()[i] - 1).lineage();
        n[lineage]++;
        for (int c = 0; c < RoiChannel.STAINED; c++) {
          sum[c * 5 + lineage] += Math.min(30, image.channels().get(RoiChannel.MEMBRANES + c)[i]);
        }
      }
    }
    for (int c = 0; c < RoiChannel.STAINED; c++) {
      for (int lineage = 1; lineage <= 4; lineage++) {
        double mean = sum[c * 5 + lineage] / n[lineage];
        boolean stained = lineage == c + 1;
        assertEquals(stained, mean > 1, "lineage " + lineage + ", channel " + c + ": " + mean);
      }
    }
    int cells = n[1] + n[2] + n[3] + n[4];
    assertEquals(0.25, (double) n[4] / cells, 0.06, "share of the unstained lineage");
  }

  @Test
  void textHoldsTheColumnsAndALineAPixel() throws IOException {
    PhantomParams params = SMALL.withSlides(SlideParams.all(2).withRois(1, 60));
    PhantomTruth truth =
        RoiPhantom.write(params, folder, TaskExecutors.singleThreaded(), ProgressListener.none());
    List<String> lines = Files.readAllLines(folder.resolve("imc/phantom_ROI_001_1.txt"));
    assertEquals(60 * 60 + 1, lines.size());
    String head = "Start_push\tEnd_push\tPushes_duration\tX\tY\tZ\tBead(Y89Di)\tHistoneH3(In113Di)";
    assertTrue(lines.get(0).startsWith(head), lines.get(0));
    assertTrue(lines.get(0).endsWith("DNA1(Ir191Di)\tDNA2(Ir193Di)"), lines.get(0));
    RoiImage image = RoiImage.render(params, "phantom_001");
    String[] words = lines.get(1 + 60 * 7 + 13).split("\t");
    assertEquals("13", words[3]);
    assertEquals("7", words[4]);
    for (int c = 0; c < image.channels().size(); c++) {
      assertEquals(image.channels().get(c)[60 * 7 + 13], Float.parseFloat(words[6 + c]), 5e-4f);
      assertTrue(words[6 + c].matches("\\d+\\.\\d{3}"), words[6 + c]);
    }
    assertEquals(
        "roi,slide\nphantom_001," + truth.rois().get(0).slide() + "\n",
        Files.readString(folder.resolve("roi-slides.csv")));
  }

  @Test
  void equalSeedsGiveEqualBytesOnOneAndTwoThreads() throws IOException {
    PhantomParams params = SMALL.withSlides(SlideParams.all(2).withRois(3, 80));
    RoiPhantom.write(
        params, folder.resolve("a"), TaskExecutors.singleThreaded(), ProgressListener.none());
    try (TaskExecutor executor = TaskExecutors.fixedThreadPool(2)) {
      RoiPhantom.write(params, folder.resolve("b"), executor, ProgressListener.none());
    }
    for (String name :
        List.of(
            "imc/phantom_ROI_003_3.txt",
            "imc-truth/nuclei/phantom_003.tiff",
            "imc-truth/cells/phantom_003.tiff",
            "imc-truth/phantom_003.csv")) {
      assertEquals(
          -1,
          Files.mismatch(folder.resolve("a").resolve(name), folder.resolve("b").resolve(name)),
          name);
    }
  }

  @Test
  void otherToolsReadTheLabels() throws IOException, InterruptedException {
    PhantomParams params = SMALL.withSlides(SlideParams.all(2).withRois(1, 120));
    RoiPhantom.write(params, folder, TaskExecutors.singleThreaded(), ProgressListener.none());
    RoiImage image = RoiImage.render(params, "phantom_001");
    PythonCheck.run(
        "tifffile",
        """
        import sys, tifffile
        n = tifffile.imread(sys.argv[1] + '/nuclei/phantom_001.tiff')
        c = tifffile.imread(sys.argv[1] + '/cells/phantom_001.tiff')
        assert n.shape == c.shape == (120, 120) and str(n.dtype) == 'uint32'
        assert n.max() == c.max() == int(sys.argv[2]), (n.max(), c.max())
        assert (n[n > 0] == c[n > 0]).all()
        assert n.astype(int).sum() == int(sys.argv[3]) and c.astype(int).sum() == int(sys.argv[4])
        print('ok')
        """,
        folder.resolve("imc-truth"),
        image.objects().size(),
        sum(image.nuclei()),
        sum(image.cells()));
  }

  @Test
  void aboutHalfOfARegionIsTissue() {
    for (int seed = 1; seed <= 3; seed++) {
      for (RoiTruth roi : new Phantom(SMALL.withSeed(seed)).truth().rois()) {
        assertEquals(0.5, roi.tissueShare(), 0.3, roi.name() + " of seed " + seed);
      }
    }
  }

  @Test
  void truthComesBackFromItsDocument() throws IOException {
    PhantomTruth truth = new Phantom(SMALL).truth();
    truth.write(folder);
    assertEquals(truth, PhantomTruth.read(folder));
    assertEquals(2, truth.rois().size());
  }

  @Test
  void refusesRegionsWithoutSlides() {
    assertThrows(
        IllegalArgumentException.class, () -> SlideParams.none().withOrphans(1).withRois(1, 100));
  }

  private static long sum(int[] labels) {
    long sum = 0;
    for (int label : labels) {
      sum += label;
    }
    return sum;
  }

  private static boolean whole(RoiTruth roi, SlideBead b) {
    double r = 1.15 * b.radiusUm() + 3;
    boolean inside =
        b.xUm() > r && b.yUm() > r && b.xUm() < roi.widthPx() - r && b.yUm() < roi.heightPx() - r;
    return inside
        && !b.damaged()
        && b.radiusUm() > 15
        && roi.beads().stream()
            .allMatch(
                o ->
                    o == b
                        || Math.hypot(o.xUm() - b.xUm(), o.yUm() - b.yUm())
                            > r + 1.1 * o.radiusUm());
  }

  private static double[] centroid(RoiImage image, SlideBead b) {
    int w = image.roi().widthPx();
    float background = 0.05f;
    double reach = 1.15 * b.radiusUm();
    double[] sum = new double[3];
    for (int y = (int) (b.yUm() - reach); y <= b.yUm() + reach; y++) {
      for (int x = (int) (b.xUm() - reach); x <= b.xUm() + reach; x++) {
        double dx = x + 0.5 - b.xUm();
        double dy = y + 0.5 - b.yUm();
        float value = image.channels().get(RoiChannel.BEADS)[y * w + x];
        if (Math.hypot(dx, dy) < reach && value < 75) { // hot pixels have 80 and more
          sum[0] += value - background;
          sum[1] += (value - background) * dx;
          sum[2] += (value - background) * dy;
        }
      }
    }
    return new double[] {b.xUm() + sum[1] / sum[0], b.yUm() + sum[2] / sum[0]};
  }

  /** Correlation of DNA and DAPI at the slide's pixels inside the region, some µm beside. */
  private static double correlation(RoiImage image, SlideImage slide, double besideUm) {
    RoiTruth roi = image.roi();
    double p = slide.slide().pixelSizeUm();
    double[] s = new double[6];
    for (int v = 0; v < slide.slide().heightPx(); v++) {
      for (int u = 0; u < slide.slide().widthPx(); u++) {
        double[] at = roi.toSlide().inverse((u + 0.5) * p + besideUm, (v + 0.5) * p);
        if (at[0] < 4 || at[1] < 4 || at[0] > roi.widthPx() - 4 || at[1] > roi.heightPx() - 4) {
          continue;
        }
        int i = (int) at[1] * roi.widthPx() + (int) at[0];
        if (image.cells()[i] == 0) {
          continue;
        }
        double a = 0;
        for (int k = 0; k < 25; k++) {
          int j = i + k % 5 - 2 + (k / 5 - 2) * roi.widthPx();
          a += Math.min(40, image.channels().get(RoiChannel.DNA2)[j]);
        }
        double b = slide.at(1, u, v);
        double[] terms = {1, a, b, a * a, b * b, a * b};
        for (int t = 0; t < 6; t++) {
          s[t] += terms[t];
        }
      }
    }
    double cov = s[5] / s[0] - s[1] / s[0] * s[2] / s[0];
    double va = s[3] / s[0] - s[1] / s[0] * s[1] / s[0];
    double vb = s[4] / s[0] - s[2] / s[0] * s[2] / s[0];
    return cov / Math.sqrt(va * vb);
  }
}
