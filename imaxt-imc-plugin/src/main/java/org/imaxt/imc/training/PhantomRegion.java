package org.imaxt.imc.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.algo.augment.Warp;
import org.imaxt.core.algo.imc.HotPixels;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.RoiImage;
import org.imaxt.core.phantom.SlideParams;
import org.imaxt.core.phantom.SpecimenParams;

/**
 * A phantom's region before its ions are counted, from which many images can be counted: nuclei of
 * other sizes, more ions or fewer, more background, other choices of channels.
 */
final class PhantomRegion {

  /** Nuclear channels of a phantom's region: histone and both of DNA. */
  static final List<Integer> NUCLEAR = List.of(1, 8, 9);

  /** Its stained membranes. */
  static final List<Integer> MEMBRANES = List.of(4, 5, 6);

  private static final int HISTONE = 1;
  private static final int MATRIX = 3;

  /** Columns and rows of a region that is learnt from, px of 1 µm. */
  private static final int EDGE_PX = 448;

  /** Half of all images are as the phantom's defaults have them. */
  private static final double AS_IT_IS = 0.5;

  /** Hot pixels must not be bent along. */
  private static final double HOT_COUNTS = 50;

  private static final double ZOOM = 1.4;
  private static final double IONS = 3;
  private static final double BACKGROUND = 0.5;
  private static final double BEND_PX = 1;
  private static final int SPACING_PX = 40;

  private final LabelledImage ions;

  private PhantomRegion(LabelledImage ions) {
    this.ions = ions;
  }

  /** Draws a region with any share of tissue and any number of beads. */
  static PhantomRegion draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SpecimenParams specimen =
        SpecimenParams.defaults()
            .withTissue(0.3 + 0.7 * random.nextDouble(), 0.5 + 0.6 * random.nextDouble())
            .withBeadsPerMm3(40 * random.nextDouble());
    PhantomParams params =
        PhantomParams.defaults()
            .withSeed(seed)
            .withSections(1)
            .withSpecimen(specimen)
            .withSlides(SlideParams.none().withSections(List.of(1)).withRois(1, EDGE_PX))
            .without(Effect.SHOT_NOISE);
    RoiImage roi = RoiImage.render(params, params.acquisition().sampleId() + "_001");
    int channels = roi.channels().size();
    float[] ions = new float[channels * EDGE_PX * EDGE_PX];
    for (int c = 0; c < channels; c++) {
      float[] clean = HotPixels.filter(roi.channels().get(c), EDGE_PX, HOT_COUNTS).image();
      for (int i = 0; i < clean.length; i++) {
        ions[i * channels + c] = clean[i];
      }
    }
    return new PhantomRegion(new LabelledImage(ions, channels, labels(roi), EDGE_PX, EDGE_PX));
  }

  /** Numbers of the cells: positive on the nucleus, negative on the cytoplasm. */
  static int[] labels(RoiImage roi) {
    int[] labels = new int[roi.nuclei().length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = roi.nuclei()[i] != 0 ? roi.nuclei()[i] : -roi.cells()[i];
    }
    return labels;
  }

  /** Counts one image of it. */
  LabelledImage image(ModelInfo.ImageScale scale, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean isPlain = random.nextDouble() < AS_IT_IS;
    LabelledImage bent = ions;
    if (!isPlain) {
      Warp warp = new Warp(factor(ZOOM, random), BEND_PX * random.nextDouble(), SPACING_PX);
      bent = warp.apply(ions, random.nextLong());
    }
    List<float[]> nuclear = new ArrayList<>();
    double ofNuclei = isPlain ? 1 : factor(IONS, random);
    int choice = isPlain ? 0 : random.nextInt(4);
    for (int c : NUCLEAR) {
      // All three as often as not, DNA alone, histone alone.
      if (choice < 2 || (c == HISTONE) == (choice == 3)) {
        nuclear.add(counted(bent, c, ofNuclei, isPlain, random));
      }
    }
    List<float[]> cytoplasm = new ArrayList<>();
    double ofMembranes = isPlain ? 1 : factor(IONS, random);
    boolean isBare = !isPlain && random.nextDouble() < 0.1;
    for (int c : MEMBRANES) {
      if (isPlain || !isBare && random.nextDouble() < 0.75) {
        cytoplasm.add(counted(bent, c, ofMembranes, isPlain, random));
      }
    }
    if (!isPlain && !isBare && random.nextDouble() < 0.2) {
      cytoplasm.add(counted(bent, MATRIX, ofMembranes, false, random));
    }
    return StainedCells.of(scale, nuclear, cytoplasm, bent.labels(), bent.width());
  }

  private static float[] counted(
      LabelledImage ions, int channel, double factor, boolean isPlain, SplittableRandom random) {
    double more = isPlain ? 0 : BACKGROUND * random.nextDouble() * random.nextDouble();
    return Ions.count(ions.channel(channel), factor, more, random);
  }

  /** Between 1/most and most, evenly by logarithm. */
  static double factor(double most, SplittableRandom random) {
    return Math.pow(most, 2 * random.nextDouble() - 1);
  }
}
