package org.imaxt.imc.segmentation;

import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.algo.segment.LabelBlocks;
import org.imaxt.core.zarr.ZarrArray;

/**
 * Labels in an array (t, c, z, y, x) of uint32 with one plane; chunks are read past any cache, as
 * they change.
 *
 * @param array the array; squares consist of whole chunks
 */
record StoredLabels(ZarrArray array) implements LabelBlocks {

  private int columns() {
    return array.spec().chunk()[4];
  }

  private int rows() {
    return array.spec().chunk()[3];
  }

  int width() {
    return (int) array.spec().shape()[4];
  }

  int height() {
    return (int) array.spec().shape()[3];
  }

  @Override
  public int[] read(Box box) {
    int[] labels = new int[box.pixels()];
    for (int y = box.y() / rows(); y * rows() < box.y() + box.height(); y++) {
      for (int x = box.x() / columns(); x * columns() < box.x() + box.width(); x++) {
        if (array.hasChunk(0, 0, 0, y, x)) {
          int[] chunk = (int[]) array.readChunk(0, 0, 0, y, x);
          copy(chunk, new Box(x * columns(), y * rows(), columns(), rows()), labels, box);
        }
      }
    }
    return labels;
  }

  /** Copies what two rectangles share. */
  private static void copy(int[] from, Box of, int[] to, Box box) {
    int x0 = Math.max(of.x(), box.x());
    int x1 = Math.min(of.x() + of.width(), box.x() + box.width());
    int y1 = Math.min(of.y() + of.height(), box.y() + box.height());
    for (int y = Math.max(of.y(), box.y()); y < y1; y++) {
      System.arraycopy(
          from,
          (y - of.y()) * of.width() + x0 - of.x(),
          to,
          (y - box.y()) * box.width() + x0 - box.x(),
          x1 - x0);
    }
  }

  @Override
  public void write(Box box, int[] labels) {
    for (int y = box.y() / rows(); y * rows() < box.y() + box.height(); y++) {
      for (int x = box.x() / columns(); x * columns() < box.x() + box.width(); x++) {
        int[] chunk = new int[rows() * columns()];
        copy(labels, box, chunk, new Box(x * columns(), y * rows(), columns(), rows()));
        if (any(chunk) || array.hasChunk(0, 0, 0, y, x)) {
          array.writeChunk(chunk, 0, 0, 0, y, x);
        }
      }
    }
  }

  private static boolean any(int... chunk) {
    for (int label : chunk) {
      if (label != 0) {
        return true;
      }
    }
    return false;
  }
}
