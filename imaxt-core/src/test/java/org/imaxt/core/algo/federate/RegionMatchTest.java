package org.imaxt.core.algo.federate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.PlaneMap;
import org.imaxt.core.phantom.RoiImage;
import org.imaxt.core.phantom.SlideImage;
import org.imaxt.core.phantom.SlideParams;
import org.imaxt.core.phantom.SpecimenParams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class RegionMatchTest {

  private static final int EDGE_PX = 400;
  private static final int DNA = 8;

  /** What a refinement follows. */
  private static final double GUESS_TOL_UM = 25;

  /** The floor of regions with beads; a tenth of it is usual. */
  private static final double CORNER_TOL_UM = 4;

  private final PhantomParams params =
      PhantomParams.small()
          .withSpecimen(SpecimenParams.defaults().withTissue(0.5, 0.7).withBeadsPerMm3(100))
          .withSlides(SlideParams.all(2).withOrphans(0).withRois(2, EDGE_PX));

  @ParameterizedTest(name = "seed {0}, mirrored {1}, pixels stated {2} times too large")
  @CsvSource({"61, false, 1", "62, true, 1", "63, false, 1.015", "64, true, 0.985"})
  void findsAndRefinesThePlaceOfARegion(long seed, boolean mirrored, double stated) {
    PhantomParams own = params.withSeed(seed);
    RoiImage roi = RoiImage.render(own, "phantom_001");
    SlideImage slide = slide(own, roi.roi().slide());
    Affine truth = truth(roi, mirrored, stated);
    List<Hypothesis> all = RegionMatch.search(region(roi, mirrored, 5, stated), image(slide, 2), 3);
    assertTrue(all.get(0).score() > RegionMatch.SIGNIFICANT, "score " + all.get(0).score());
    assertEquals(mirrored, all.get(0).affine().mirrors());
    double guessed = cornersUm(all.get(0).affine(), truth, stated);
    assertTrue(guessed < GUESS_TOL_UM, "corners of the guess off by " + guessed + " µm");
    TransformOutcome outcome =
        RegionMatch.refine(region(roi, mirrored, 2, stated), image(slide, 1), all.get(0).affine());
    FittedTransform fit =
        assertInstanceOf(TransformOutcome.Fitted.class, outcome, outcome.toString()).transform();
    double refined = cornersUm(fit.affine(), truth, stated);
    assertTrue(refined < CORNER_TOL_UM, "corners off by " + refined + " µm");
    assertTrue(fit.leaveOneOutRmsUm() < CORNER_TOL_UM, "left out " + fit.leaveOneOutRmsUm());
  }

  @Test
  void followsAGuessThatIsOff() {
    PhantomParams own = params.withSeed(65);
    RoiImage roi = RoiImage.render(own, "phantom_001");
    Affine truth = truth(roi, false, 1);
    Affine off =
        Affine.translation(-200, -200)
            .then(Affine.similarity(Math.toRadians(1), 1.01))
            .then(Affine.translation(213, 189))
            .then(truth);
    TransformOutcome outcome =
        RegionMatch.refine(region(roi, false, 2, 1), image(slide(own, roi.roi().slide()), 1), off);
    FittedTransform fit =
        assertInstanceOf(TransformOutcome.Fitted.class, outcome, outcome.toString()).transform();
    double refined = cornersUm(fit.affine(), truth, 1);
    assertTrue(refined < CORNER_TOL_UM, "corners off by " + refined + " µm");
  }

  @ParameterizedTest(name = "seed {0}, mirrored {1}")
  @CsvSource({"66, false", "67, true"})
  void refusesTheSlideOfAnotherSection(long seed, boolean mirrored) {
    PhantomParams own = params.withSeed(seed);
    RoiImage roi = RoiImage.render(own, "phantom_001");
    RoiImage second = RoiImage.render(own, "phantom_002");
    SlideImage other = slide(own, second.roi().slide());
    CoarseImage fine = region(roi, mirrored, 2, 1);
    for (Hypothesis h : RegionMatch.search(region(roi, mirrored, 5, 1), image(other, 2), 5)) {
      assertTrue(h.score() < RegionMatch.SIGNIFICANT, "score " + h.score());
      TransformOutcome outcome = RegionMatch.refine(fine, image(other, 1), h.affine());
      assertInstanceOf(TransformOutcome.Refused.class, outcome, outcome.toString());
    }
  }

  @Test
  void refusesWhatShowsNothing() {
    CoarseImage slide = flat(300, 2.5);
    assertEquals(List.of(), RegionMatch.search(flat(80, 5), flat(150, 5), 3));
    TransformOutcome outcome = RegionMatch.refine(flat(200, 2), slide, Affine.IDENTITY);
    assertEquals(
        new TransformOutcome.Refused("0 patches of the region show nuclei, at least 4 are needed"),
        outcome);
    Affine beside = Affine.translation(1e5, -1e5);
    assertInstanceOf(
        TransformOutcome.Refused.class, RegionMatch.refine(flat(200, 2), slide, beside));
  }

  @Test
  void findsNoRoomForARegionLargerThanTheSlide() {
    assertEquals(List.of(), RegionMatch.search(flat(150, 5), flat(80, 5), 3));
  }

  @Test
  void refusesPixelsOfAnotherSize() {
    assertThrows(
        IllegalArgumentException.class, () -> RegionMatch.search(flat(80, 5), flat(150, 10), 3));
  }

  private static SlideImage slide(PhantomParams params, String name) {
    return SlideImage.render(params, name, TaskExecutors.singleThreaded());
  }

  private static CoarseImage flat(int edge, double pixelUm) {
    float[] known = new float[edge * edge];
    Arrays.fill(known, 1);
    return new CoarseImage(edge, edge, new float[edge * edge], known, pixelUm, 0, 0);
  }

  private static Affine truth(RoiImage roi, boolean mirrored, double stated) {
    PlaneMap m = roi.roi().toSlide();
    Affine map = new Affine(m.a(), m.b(), m.tx(), m.c(), m.d(), m.ty());
    Affine turned = mirrored ? new Affine(-1, 0, EDGE_PX, 0, 1, 0).then(map) : map;
    return Affine.similarity(0, 1 / stated).then(turned);
  }

  private static CoarseImage region(RoiImage roi, boolean mirrored, int bin, double stated) {
    float[] dna = roi.channels().get(DNA);
    float[] values = new float[dna.length];
    for (int i = 0; i < dna.length; i++) {
      int x = i % EDGE_PX;
      values[i] = dna[mirrored ? i - x + EDGE_PX - 1 - x : i];
    }
    return binned(values, EDGE_PX, EDGE_PX, bin, stated);
  }

  private static CoarseImage image(SlideImage slide, int bin) {
    short[] adu = slide.channels().get(0);
    float[] values = new float[adu.length];
    for (int i = 0; i < adu.length; i++) {
      values[i] = adu[i] & 0xffff;
    }
    return binned(values, slide.slide().widthPx(), slide.slide().heightPx(), bin, 2.5);
  }

  private static CoarseImage binned(float[] from, int w, int h, int bin, double pixelUm) {
    float[] values = new float[(w / bin) * (h / bin)];
    float[] known = new float[values.length];
    Arrays.fill(known, 1);
    for (int y = 0; y < h / bin * bin; y++) {
      for (int x = 0; x < w / bin * bin; x++) {
        values[y / bin * (w / bin) + x / bin] += from[y * w + x] / (bin * bin);
      }
    }
    return new CoarseImage(w / bin, h / bin, values, known, bin * pixelUm, 0, 0);
  }

  private static double cornersUm(Affine map, Affine truth, double stated) {
    double sum = 0;
    for (int k = 0; k < 4; k++) {
      double x = k % 2 * EDGE_PX * stated;
      double y = k / 2 * EDGE_PX * stated;
      double dx = map.x(x, y) - truth.x(x, y);
      double dy = map.y(x, y) - truth.y(x, y);
      sum += dx * dx + dy * dy;
    }
    return Math.sqrt(sum / 4);
  }
}
