package org.imaxt.imc.training;

import java.util.List;
import java.util.SplittableRandom;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.algo.measure.LabelGrowth;
import org.imaxt.core.network.ModelInfo;

/**
 * A fluorescence image as mass cytometry might show it: nuclei of some 8 px, few ions, and, as
 * nobody outlined them, cytoplasm and membranes drawn about the nuclei.
 */
final class DegradedNuclei {

  /** Nuclei of regions are 6 to 10 µm across; others are rarer. */
  private static final double ZOOM = 1.4;

  /** Ions where a nucleus is bright. */
  private static final double LEAST_IONS = 3;

  private static final double MOST_IONS = 20;

  /** Widths of the cytoplasm, µm. */
  private static final double THIN_UM = 1.2;

  private static final double THICK_UM = 3;

  /** Share of cells whose membrane is stained, and of the stain in cytoplasm and nucleus. */
  private static final double STAINED = 0.75;

  private static final float IN_CYTOPLASM = 0.4f;
  private static final float IN_NUCLEUS = 0.1f;

  /** Smaller ones have nothing to learn from. */
  private static final int LEAST_EDGE_PX = 32;

  private DegradedNuclei() {}

  /**
   * Degrades an image.
   *
   * @param nuclei the image, with at least one nucleus
   * @param of how the network of fluorescence images would see it
   * @param scale percentiles of the network of mass cytometry
   * @param seed seed of all that is drawn
   * @return the image, mirrored to 32 px a side where it is smaller
   */
  static LabelledImage of(
      LabelledNuclei nuclei, ModelInfo.ImageScale of, ModelInfo.ImageScale scale, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double diameter = 2 * scale.objectRadiusPx() * PhantomRegion.factor(ZOOM, random);
    LabelledImage small = nuclei.scaled(of, diameter);
    if (Math.min(small.width(), small.height()) < LEAST_EDGE_PX) {
      small = small.cut(0, 0, LEAST_EDGE_PX);
    }
    int width = small.width();
    double ions = LEAST_IONS * Math.pow(MOST_IONS / LEAST_IONS, random.nextDouble());
    float[] means = small.image().clone();
    for (int i = 0; i < means.length; i++) {
      means[i] = Math.max(0, means[i]);
    }
    float[] nuclear = Ions.count(means, ions, 0.3 * random.nextDouble(), random);
    nuclear[random.nextInt(nuclear.length)]++; // a channel of zeros alone is refused
    double reach = THIN_UM + (THICK_UM - THIN_UM) * random.nextDouble();
    int[] cells = LabelGrowth.grow(small.labels(), width, reach);
    float[] membranes = membranes(small.labels(), cells, width, random.nextLong());
    double stain = LEAST_IONS * Math.pow(MOST_IONS / LEAST_IONS, random.nextDouble());
    float[] counted = Ions.count(membranes, stain / 2, 0.3 * random.nextDouble(), random);
    int[] labels = small.labels().clone();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] != 0 ? labels[i] : -cells[i];
    }
    List<float[]> cytoplasm = random.nextDouble() < 0.2 ? List.of() : List.of(counted);
    return StainedCells.of(scale, List.of(nuclear), cytoplasm, labels, width);
  }

  private static float[] membranes(int[] nuclei, int[] cells, int width, long key) {
    float[] stain = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int cell = cells[i];
      double own = new SplittableRandom(key + cell).nextDouble();
      if (cell != 0 && own < STAINED) {
        boolean isRim =
            i % width > 0 && cells[i - 1] != cell
                || i % width + 1 < width && cells[i + 1] != cell
                || i >= width && cells[i - width] != cell
                || i + width < cells.length && cells[i + width] != cell;
        float share = isRim ? 1 : nuclei[i] != 0 ? IN_NUCLEUS : IN_CYTOPLASM;
        stain[i] = (float) (share * (0.5 + own / STAINED));
      }
    }
    return stain;
  }
}
