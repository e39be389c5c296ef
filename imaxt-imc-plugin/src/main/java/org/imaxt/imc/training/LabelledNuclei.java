package org.imaxt.imc.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.algo.network.ScaledWindows;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.planes.LabelPlane;
import org.imaxt.core.planes.Plane;
import org.imaxt.core.stage.InputException;
import org.imaxt.imc.nuclei.NucleusModel;
import org.imaxt.imc.nuclei.Stain;
import org.imaxt.imc.nuclei.StainedImage;

/**
 * A fluorescence image whose nuclei people have outlined.
 *
 * @param name name of its files
 * @param image its intensities
 * @param labels number of the nucleus of each pixel, 0 for none
 */
record LabelledNuclei(String name, Plane image, int[] labels) {

  static LabelledNuclei read(String name, Path image, Path labels) {
    try {
      Plane plane = Plane.read(image);
      LabelPlane numbers = LabelPlane.read(labels);
      if (plane.width() != numbers.width() || plane.height() != numbers.height()) {
        throw new InputException(
            "image and labels of %s must be of one size, they have %s x %s and %s x %s px"
                .formatted(name, plane.width(), plane.height(), numbers.width(), numbers.height()));
      }
      return new LabelledNuclei(name, plane, numbers.labels());
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** Median diameter of its nuclei, px; 0 where it has none. */
  double diameterPx() {
    Map<Integer, Integer> areas = new HashMap<>();
    for (int label : labels) {
      areas.merge(label, 1, Integer::sum);
    }
    areas.remove(0);
    double[] sorted = areas.values().stream().mapToDouble(a -> a).sorted().toArray();
    return sorted.length == 0 ? 0 : 2 * Math.sqrt(sorted[sorted.length / 2] / Math.PI);
  }

  /** Its image as a stain. */
  Stain stain() {
    return new Stain(name, ArrayImgs.floats(image.values(), image.width(), image.height()));
  }

  /** The image as the network sees it, with nuclei of some diameter. */
  LabelledImage scaled(ModelInfo.ImageScale scale, double diameterPx) {
    StainedImage pixels =
        new StainedImage(NucleusModel.FLUORESCENCE, scale, List.of(stain()), List.of());
    ScaledWindows windows = new ScaledWindows(pixels, diameterPx / diameterPx());
    int width = Math.toIntExact(windows.width());
    int height = Math.toIntExact(windows.height());
    int[] numbers = new int[width * height];
    for (int y = 0; y < height; y++) {
      int row = (int) ((y + 0.5) * image.height() / height) * image.width();
      for (int x = 0; x < width; x++) {
        numbers[y * width + x] = labels[row + (int) ((x + 0.5) * image.width() / width)];
      }
    }
    return new LabelledImage(windows.read(0, 0, width, height), numbers, width, height);
  }
}
