package org.imaxt.core.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.contract.PythonCheck;
import org.imaxt.core.model.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slide scans: what they show, where, and what the truth says of it. */
class SlidePhantomTest {
  private static final PhantomParams SMALL =
      PhantomParams.small()
          .withSections(3)
          .withSpecimen(SpecimenParams.defaults().withTissue(0.4, 0.5).withBeadsPerMm3(150))
          .withSlides(SlideParams.all(3));

  /** As large, of one tile: what is drawn of slides without what is drawn of tiles. */
  private static final PhantomParams ONE_TILE =
      SMALL.withGrid(1, 1).withTile(128, 128, 8).only(Effect.SHOT_NOISE);

  /**
   * Centroid of a bead of some 700 pixels of 2.5 µm, agarose subtracted; the noise gives hundredths
   * of a µm, the agarose's haze under the disc the rest.
   */
  private static final double CENTROID_TOL_UM = 0.15;

  /** The warp's inverse is iterated to rounding. */
  private static final double MAP_TOL_UM = 1e-6;

  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23})
  void beadsLieWhereTheTruthSaysAndMapOntoTheBlock(long seed) {
    PhantomParams params =
        SMALL
            .withSeed(seed)
            .withSpecimen(SpecimenParams.defaults().withTissue(0, 0).withBeadsPerMm3(120));
    PhantomTruth truth = new Phantom(params).truth();
    SlideTruth slide = ofSlab(truth, 2);
    SlideImage image = render(params, slide);
    SectionTruth section = truth.sections().get(1);
    int measured = 0;
    for (SlideBead b : slide.beads()) {
      if (alone(slide, b) && insideBlock(params, slide, truth.beads().get(b.bead()))) {
        double[] at = centroid(image, b);
        double[] mosaic = slide.toMosaic().apply(at[0], at[1]);
        PhantomBead bead = truth.beads().get(b.bead());
        assertEquals(bead.xUm() + section.driftXUm(), mosaic[0], CENTROID_TOL_UM, "x of " + b);
        assertEquals(bead.yUm() + section.driftYUm(), mosaic[1], CENTROID_TOL_UM, "y of " + b);
        measured++;
      }
    }
    assertTrue(measured >= 3, "only " + measured + " beads could be measured");
  }

  @Test
  void slidesCarryTheWarpTheyWereAskedFor() {
    PhantomTruth truth = new Phantom(SMALL.withSeed(5)).truth();
    for (SlideTruth s : truth.slides()) {
      PlaneMap m = s.toMosaic();
      double sum = 0;
      for (int i = 0; i < 400; i++) {
        double[] w = m.warpAt(i % 20 * 700, i / 20 * 700);
        sum += w[0] * w[0] + w[1] * w[1];
      }
      double rms = Math.sqrt(sum / 400);
      assertEquals(1.5, rms, 0.5, "rms of the warp over 14 mm of " + s.name());
      double[] there = m.apply(1234, 567);
      double[] back = m.inverse(there[0], there[1]);
      assertEquals(1234, back[0], MAP_TOL_UM);
      assertEquals(567, back[1], MAP_TOL_UM);
    }
  }

  @Test
  void slidesAreMirroredAndTurnedInEveryWay() {
    Set<Orientation> seen = new HashSet<>();
    for (int seed = 1; seed <= 20; seed++) {
      for (SlideTruth s : new Phantom(ONE_TILE.withSeed(seed)).truth().slides()) {
        seen.add(s.orientation());
        PlaneMap m = s.toMosaic();
        // laid by its orientation, the image is turned by no more than 12° and a little shear
        Orientation o = s.orientation();
        double xx = m.a();
        double xy = m.c();
        if (o.swapsAxes()) {
          xx = m.b();
          xy = m.d();
        }
        double along = Math.abs(xx);
        assertTrue(along > Math.cos(Math.toRadians(13)) * 0.98, o + " of " + m);
        assertTrue(Math.abs(xy) < 0.24, o + " of " + m);
        boolean mirrors = o.swapsAxes() ^ o.mirrorsX() ^ o.mirrorsY();
        assertEquals(mirrors, m.mirrors(), o + " of " + m);
      }
    }
    assertEquals(8, seen.size());
  }

  @Test
  void namesSayNothingOfTheSections() {
    boolean shuffled = false;
    for (int seed = 1; seed <= 5; seed++) {
      List<SlideTruth> slides = new Phantom(ONE_TILE.withSeed(seed)).truth().slides();
      assertEquals(
          List.of("slide_01", "slide_02", "slide_03", "slide_04"),
          slides.stream().map(SlideTruth::name).toList());
      assertEquals(
          Set.of(0, 1, 2, 3), slides.stream().map(SlideTruth::slab).collect(Collectors.toSet()));
      shuffled |= slides.get(0).slab() > slides.get(1).slab();
    }
    assertTrue(shuffled, "slides are in the order of the sections");
  }

  @Test
  void slicesFillTheBlockAndCentreOnTheImagedLayers() {
    PhantomTruth truth = new Phantom(SMALL.withSlides(SlideParams.all(3).withOrphans(2))).truth();
    for (int slab = 0; slab <= 4; slab++) {
      SlideTruth s = ofSlab(truth, slab);
      assertEquals(30 + 6 - 7.5 + 15 * (slab - 1), s.topUm(), 1e-9, "top of slice " + slab);
      assertEquals(15, s.thicknessUm());
      assertEquals(slab == 4 ? 0 : slab, s.section(), "section of slice " + slab);
      assertEquals(Math.max(1, Math.min(3, slab)), s.frame());
    }
  }

  @Test
  void sectionsWithoutAFolderHaveOrphans() {
    PhantomTruth truth = new Phantom(SMALL.withMissingSections(List.of(2))).truth();
    assertEquals(0, ofSlab(truth, 2).section());
    assertEquals(3, ofSlab(truth, 3).section());
  }

  @Test
  void apparentRadiiAreThoseOfASphereCutByTwoPlanes() {
    PhantomTruth truth = new Phantom(SMALL).truth();
    SlideTruth s = ofSlab(truth, 1);
    for (SlideBead b : s.beads()) {
      PhantomBead bead = truth.beads().get(b.bead());
      double above = Math.max(0, s.topUm() - bead.zUm());
      double below = Math.max(0, bead.zUm() - s.topUm() - s.thicknessUm());
      double off = Math.max(above, below);
      assertEquals(
          bead.radiusUm() * bead.radiusUm(), off * off + b.radiusUm() * b.radiusUm(), 1e-6);
    }
  }

  @Test
  void faultsShow() {
    PhantomParams params =
        SMALL
            .withSections(5)
            .withSlides(
                SlideParams.all(5)
                    .withOrphans(0)
                    .withFaults(
                        List.of(
                            new SlideFault(1, SlideFault.Kind.NO_BEADS),
                            new SlideFault(2, SlideFault.Kind.FEW_BEADS),
                            new SlideFault(3, SlideFault.Kind.TORN),
                            new SlideFault(4, SlideFault.Kind.OTHER_BLOCK),
                            new SlideFault(5, SlideFault.Kind.TWICE))));
    PhantomTruth truth = new Phantom(params).truth();
    assertEquals(6, truth.slides().size());
    assertEquals(0, ofSlab(truth, 1).beads().size());
    assertEquals(0, ofSlab(truth, 4).section());
    assertFalse(ofSlab(truth, 4).blockSeed() == params.seed());
    List<SlideTruth> twice = truth.slides().stream().filter(s -> s.section() == 5).toList();
    assertEquals(2, twice.size());
    assertEquals(
        twice.get(0).beads().stream().map(SlideBead::bead).toList(),
        twice.get(1).beads().stream().map(SlideBead::bead).toList());
    assertTrue(twice.get(0).toMosaic().a() != twice.get(1).toMosaic().a(), "laid otherwise");
  }

  @Test
  void aTenthOfTheBeadsStaysAndATearTakesHalf() {
    int[] beads = new int[4];
    for (int seed = 1; seed <= 12; seed++) {
      SlideParams faulty =
          SlideParams.all(3)
              .withOrphans(0)
              .withFaults(
                  List.of(
                      new SlideFault(2, SlideFault.Kind.FEW_BEADS),
                      new SlideFault(3, SlideFault.Kind.TORN)));
      PhantomTruth good = new Phantom(ONE_TILE.withSeed(seed)).truth();
      PhantomTruth bad = new Phantom(ONE_TILE.withSeed(seed).withSlides(faulty)).truth();
      for (int slab = 2; slab <= 3; slab++) {
        beads[2 * slab - 4] += ofSlab(good, slab).beads().size();
        beads[2 * slab - 3] += ofSlab(bad, slab).beads().size();
      }
    }
    // of some 150 beads: three standard deviations
    assertEquals(0.1, (double) beads[1] / beads[0], 0.075, beads[1] + " of " + beads[0]);
    assertEquals(0.5, (double) beads[3] / beads[2], 0.13, beads[3] + " of " + beads[2]);
  }

  @Test
  void tissueIsGoneBeyondATear() {
    PhantomParams params =
        SMALL.withSlides(
            SlideParams.all(3)
                .withOrphans(0)
                .withFaults(List.of(new SlideFault(2, SlideFault.Kind.TORN))));
    SlideTruth slide = ofSlab(new Phantom(params).truth(), 2);
    SlideImage image = render(params, slide);
    double left = meanBeyond(image, 30, 200);
    double kept = meanBeyond(image, -200, -30);
    assertTrue(kept > 2 * left, "kept " + kept + " ADU, torn off " + left + " ADU");
  }

  @Test
  void equalSeedsGiveEqualBytesOnOneAndTwoThreads() throws IOException {
    PhantomParams one =
        SMALL.withSlides(SlideParams.none().withSections(List.of(1, 3)).withPixelSizeUm(4));
    SlidePhantom.write(
        one, folder.resolve("a"), TaskExecutors.singleThreaded(), ProgressListener.none());
    try (TaskExecutor executor = TaskExecutors.fixedThreadPool(2)) {
      SlidePhantom.write(one, folder.resolve("b"), executor, ProgressListener.none());
    }
    for (String name : List.of("slides/slide_01.ome.tif", "slides/slide_02.ome.tif")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("a").resolve(name)),
          Files.readAllBytes(folder.resolve("b").resolve(name)),
          name);
    }
  }

  @Test
  void otherToolsReadPixelsNamesAndSizes() throws IOException, InterruptedException {
    PhantomParams params =
        SMALL.withSlides(SlideParams.none().withSections(List.of(2)).withPixelSizeUm(4));
    PhantomTruth truth =
        SlidePhantom.write(params, folder, TaskExecutors.singleThreaded(), ProgressListener.none());
    SlideTruth slide = truth.slides().get(0);
    SlideImage image = render(params, slide);
    PythonCheck.run(
        "tifffile",
        """
        import sys, tifffile
        import xml.etree.ElementTree as ET
        name, w, h, x, y, dapi, glow = sys.argv[1:2] + [int(a) for a in sys.argv[2:]]
        with tifffile.TiffFile(name) as t:
            a = t.series[0].asarray()
            assert a.shape == (2, h, w), a.shape
            assert str(a.dtype) == 'uint16' and t.series[0].axes == 'CYX'
            assert t.pages[0].is_tiled
            assert (a[0, y, x], a[1, y, x]) == (dapi, glow)
            pixels = next(e for e in ET.fromstring(t.ome_metadata).iter() if e.tag.endswith('Pixels'))
            assert float(pixels.get('PhysicalSizeX')) == 4 and pixels.get('PhysicalSizeXUnit') == 'µm'
            names = [e.get('Name') for e in pixels if e.tag.endswith('Channel')]
            assert names == ['DAPI', 'AF488'], names
        print('ok')
        """,
        folder.resolve("slides/slide_01.ome.tif"),
        slide.widthPx(),
        slide.heightPx(),
        100,
        130,
        image.at(1, 100, 130),
        image.at(2, 100, 130));
  }

  @Test
  void truthComesBackFromItsDocumentAlsoWithoutSlides() throws IOException {
    PhantomTruth truth = new Phantom(SMALL).truth();
    truth.write(folder);
    assertEquals(truth, PhantomTruth.read(folder));
    Path file = folder.resolve(PhantomTruth.FILE_NAME);
    String text = Files.readString(file);
    int end = text.indexOf(",\n  \"slides\": [");
    Files.writeString(file, text.substring(0, end) + "\n}\n");
    assertEquals(List.of(), PhantomTruth.read(folder).slides());
    assertNull(ofSlab(truth, 1).fault());
  }

  @Test
  void slidesLeaveTheTilesAsTheyWere() {
    TilePhantom with = TilePhantom.of(SMALL).build();
    TilePhantom without = TilePhantom.of(SMALL.withSlides(SlideParams.none())).build();
    assertEquals(without.section(), with.section());
    assertEquals(without.truth().beads(), with.truth().beads());
  }

  @Test
  void refusesSlidesOfSectionsThatAreNotThere() {
    assertThrows(IllegalArgumentException.class, () -> SMALL.withSlides(SlideParams.all(4)));
  }

  private static SlideTruth ofSlab(PhantomTruth truth, int slab) {
    return truth.slides().stream().filter(s -> s.slab() == slab).findFirst().orElseThrow();
  }

  private static SlideImage render(PhantomParams params, SlideTruth slide) {
    return SlideImage.render(params, slide.name(), TaskExecutors.singleThreaded());
  }

  /** Whether a whole bead has nothing beside it that would shift a centroid. */
  private static boolean alone(SlideTruth slide, SlideBead b) {
    double edge = 2 * b.radiusUm();
    boolean inside =
        b.xUm() > edge
            && b.yUm() > edge
            && b.xUm() < slide.widthPx() * slide.pixelSizeUm() - edge
            && b.yUm() < slide.heightPx() * slide.pixelSizeUm() - edge;
    return inside
        && !b.damaged()
        && b.radiusUm() > 20
        && slide.beads().stream()
            .allMatch(
                o ->
                    o == b
                        || Math.hypot(o.xUm() - b.xUm(), o.yUm() - b.yUm())
                            > 1.4 * b.radiusUm() + 1.1 * o.radiusUm() + 10);
  }

  private static boolean insideBlock(PhantomParams params, SlideTruth slide, PhantomBead b) {
    BlockOutline outline =
        new BlockOutline(new Draw(params.seed()), MosaicExtent.of(params.grid()));
    LayerWeights layer = SlicedBlock.layer(params, slide.slab());
    double reach = 1.4 * b.radiusUm() + 12;
    for (double y = -reach; y <= reach; y += 6) {
      for (double x = -reach; x <= reach; x += 6) {
        if (!outline.contains(b.xUm() + x, b.yUm() + y, layer)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Centroid in the slide frame, µm, of what rises above the ring about the bead. */
  private static double[] centroid(SlideImage image, SlideBead b) {
    double p = image.slide().pixelSizeUm();
    double ring = 1.4 * b.radiusUm();
    double ground = 0;
    int n = 0;
    double[] sum = new double[3];
    for (int pass = 0; pass < 2; pass++) {
      for (int y = (int) ((b.yUm() - ring) / p); y <= (b.yUm() + ring) / p; y++) {
        for (int x = (int) ((b.xUm() - ring) / p); x <= (b.xUm() + ring) / p; x++) {
          double dx = (x + 0.5) * p - b.xUm();
          double dy = (y + 0.5) * p - b.yUm();
          double r = Math.hypot(dx, dy);
          int value = image.at(2, x, y);
          if (pass == 0 && r < ring && r > 1.15 * b.radiusUm()) {
            ground += value;
            n++;
          } else if (pass == 1 && r < 1.15 * b.radiusUm()) {
            double v = value - ground / n;
            sum[0] += v;
            sum[1] += v * dx;
            sum[2] += v * dy;
          }
        }
      }
    }
    return new double[] {b.xUm() + sum[1] / sum[0], b.yUm() + sum[2] / sum[0]};
  }

  /** Mean over offset of channel 2 in a strip along a tear. */
  private static double meanBeyond(SlideImage image, double fromUm, double toUm) {
    SlideTruth s = image.slide();
    double sum = 0;
    int n = 0;
    for (int y = 0; y < s.heightPx(); y++) {
      for (int x = 0; x < s.widthPx(); x++) {
        double[] m = s.toMosaic().apply((x + 0.5) * s.pixelSizeUm(), (y + 0.5) * s.pixelSizeUm());
        double beyond = s.tear().beyondUm(m[0], m[1]);
        double along =
            -(m[0] - s.tear().xUm()) * Math.sin(s.tear().angleRad())
                + (m[1] - s.tear().yUm()) * Math.cos(s.tear().angleRad());
        if (beyond > fromUm && beyond < toUm && Math.abs(along) < 200) {
          sum += image.at(2, x, y) - s.channels().get(1).offsetAdu();
          n++;
        }
      }
    }
    return sum / n;
  }
}
