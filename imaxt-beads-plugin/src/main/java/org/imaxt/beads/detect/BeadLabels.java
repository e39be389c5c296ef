package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.ngff.ImageLabel;
import org.imaxt.core.ngff.Level;
import org.imaxt.core.ngff.Multiscale;
import org.imaxt.core.ngff.OmeDocument;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;

/** The label image beside an image: the coarse labels at every level, by the nearest pixel. */
final class BeadLabels {

  private BeadLabels() {}

  /** Makes the empty image. */
  static void create(Sample sample, String path) {
    OmeImage image = OmeImage.open(ZarrGroup.open(sample.store(), path));
    List<ArraySpec> specs = new ArrayList<>();
    List<int[]> factors = new ArrayList<>();
    for (int level = 0; level < image.levels().size(); level++) {
      ArraySpec of = image.levels().get(level).spec();
      long[] shape = of.shape();
      shape[1] = 1;
      specs.add(ArraySpec.image(shape, of.chunk(), DataType.UINT32));
      factors.add(new int[] {1, 1 << level, 1 << level});
    }
    Level first = image.document().multiscale().levels().get(0);
    Multiscale multiscale =
        Multiscale.labels(
            Layout.BEAD_LABELS,
            space(first.scale()),
            space(first.translation()),
            factors,
            "nearest");
    image.createLabels(
        Layout.BEAD_LABELS, OmeDocument.labels(multiscale, new ImageLabel(List.of())), specs);
  }

  private static double[] space(List<Double> all) {
    int n = all.size();
    return new double[] {all.get(n - 3), all.get(n - 2), all.get(n - 1)};
  }

  /** Writes the chunks of a plane that show beads; the others stay empty. */
  static void write(Sample sample, String path, int layer, PlaneBeads beads, int firstLabel) {
    OmeImage labels = OmeImage.open(ZarrGroup.open(sample.store(), path)).label(Layout.BEAD_LABELS);
    int width = beads.image().width();
    int height = beads.image().height();
    for (int level = 0; level < labels.levels().size(); level++) {
      ZarrArray array = labels.levels().get(level);
      int side = array.spec().chunk()[4];
      double step = Math.scalb(1.0, level - beads.level());
      for (int top = 0; top < array.spec().shape()[3]; top += side) {
        for (int left = 0; left < array.spec().shape()[4]; left += side) {
          int[] chunk = new int[side * side];
          boolean any = false;
          for (int i = 0; i < chunk.length; i++) {
            int x = (int) ((left + i % side + 0.5) * step);
            int y = (int) ((top + i / side + 0.5) * step);
            if (x < width && y < height) {
              int label = beads.detection().labels()[y * width + x];
              chunk[i] = label == 0 ? 0 : label + firstLabel - 1;
              any |= label != 0;
            }
          }
          if (any) {
            array.writeChunk(chunk, 0, 0, layer - 1, top / side, left / side);
          }
        }
      }
    }
  }
}
