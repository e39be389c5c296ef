package org.imaxt.imc.training;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.algo.imc.HotPixels;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.imc.nuclei.NucleusModel;
import org.imaxt.imc.nuclei.Stain;
import org.imaxt.imc.nuclei.StainedImage;

/** Counted channels and labels made what a network learns from, as its images will be. */
final class StainedCells {

  /** What the import does by default. */
  private static final double HOT_COUNTS = 50;

  private StainedCells() {}

  /**
   * Normalises as {@code StainedImage} does.
   *
   * @param scale percentiles that become 0 and 1
   * @param nuclear counts of nuclear channels, at least one not 0 throughout
   * @param cytoplasm counts of the others
   * @param labels number of the cell on its nucleus, its negative on its cytoplasm
   * @param width columns, px
   */
  static LabelledImage of(
      ModelInfo.ImageScale scale,
      List<float[]> nuclear,
      List<float[]> cytoplasm,
      int[] labels,
      int width) {
    int height = labels.length / width;
    StainedImage image =
        new StainedImage(NucleusModel.IMC, scale, stains(nuclear, width), stains(cytoplasm, width));
    return new LabelledImage(
        image.read(0, 0, width, height), image.channels(), labels, width, height);
  }

  private static List<Stain> stains(List<float[]> channels, int width) {
    List<Stain> stains = new ArrayList<>();
    for (float[] channel : channels) {
      float[] clean = HotPixels.filter(channel, width, HOT_COUNTS).image();
      stains.add(
          new Stain("of the phantom", ArrayImgs.floats(clean, width, channel.length / width)));
    }
    return stains;
  }
}
