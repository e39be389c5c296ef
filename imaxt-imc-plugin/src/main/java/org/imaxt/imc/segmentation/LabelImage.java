package org.imaxt.imc.segmentation;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.algo.segment.Division;
import org.imaxt.core.ngff.ImageLabel;
import org.imaxt.core.ngff.Level;
import org.imaxt.core.ngff.Multiscale;
import org.imaxt.core.ngff.OmeDocument;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.ZarrGroup;

/** A label image beside an image, uint32; coarser levels take the nearest value. */
final class LabelImage {

  private LabelImage() {}

  /** Makes the empty image. */
  static void create(OmeImage image, String name) {
    List<ArraySpec> specs = new ArrayList<>();
    List<int[]> factors = new ArrayList<>();
    for (int level = 0; level < image.levels().size(); level++) {
      ArraySpec of = image.levels().get(level).spec();
      long[] shape = of.shape();
      shape[1] = 1;
      specs.add(ArraySpec.image(shape, chunk(of), DataType.UINT32));
      factors.add(new int[] {1, 1 << level, 1 << level});
    }
    Level first = image.document().multiscale().levels().get(0);
    image.createLabels(
        name,
        OmeDocument.labels(
            Multiscale.labels(
                name, space(first.scale()), space(first.translation()), factors, "nearest"),
            new ImageLabel(List.of())),
        specs);
  }

  /** The image's chunks; those of an image that squares do not consist of are divided anew. */
  private static int[] chunk(ArraySpec of) {
    int[] chunk = of.chunk();
    int square = Division.STANDARD.squarePx();
    for (int axis = 3; axis <= 4; axis++) {
      boolean one = chunk[axis] >= of.shape()[axis] && of.shape()[axis] <= square;
      chunk[axis] = one || square % chunk[axis] == 0 ? chunk[axis] : square / 2;
    }
    return new int[] {1, 1, 1, chunk[3], chunk[4]};
  }

  private static double[] space(List<Double> all) {
    int n = all.size();
    return new double[] {all.get(n - 3), all.get(n - 2), all.get(n - 1)};
  }

  static OmeImage open(ZarrGroup image, String name) {
    return OmeImage.open(image).label(name);
  }

  /** Writes the coarser levels, when the finest is there. */
  static void writeCoarser(OmeImage labels, Runnable eachSquare) {
    for (int level = 1; level < labels.levels().size(); level++) {
      StoredLabels fine = new StoredLabels(labels.levels().get(level - 1));
      StoredLabels coarse = new StoredLabels(labels.levels().get(level));
      for (Box box : Box.squares(coarse.width(), coarse.height(), Division.STANDARD.squarePx())) {
        eachSquare.run();
        coarse.write(box, nearest(fine, box));
      }
    }
  }

  private static int[] nearest(StoredLabels fine, Box box) {
    int width = Math.min(2 * box.width(), fine.width() - 2 * box.x());
    int height = Math.min(2 * box.height(), fine.height() - 2 * box.y());
    int[] from = fine.read(new Box(2 * box.x(), 2 * box.y(), width, height));
    int[] to = new int[box.pixels()];
    for (int i = 0; i < to.length; i++) {
      int x = Math.min(width - 1, 2 * (i % box.width()) + 1);
      int y = Math.min(height - 1, 2 * (i / box.width()) + 1);
      to[i] = from[y * width + x];
    }
    return to;
  }
}
