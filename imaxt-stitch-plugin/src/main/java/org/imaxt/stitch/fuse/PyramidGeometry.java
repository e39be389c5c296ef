package org.imaxt.stitch.fuse;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.ngff.Multiscale;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;

/**
 * Sizes of the levels of a mosaic, its chunks and its superblocks.
 *
 * <p>Chunks have {@value #CHUNK} px a side and superblocks {@value #SUPERBLOCK}, so that a
 * superblock owns whole chunks down to {@value #LEVELS_PER_BLOCK} halvings.
 */
final class PyramidGeometry {

  /** Side of a chunk, px. */
  static final int CHUNK = 512;

  /** Side of a superblock, px. */
  static final int SUPERBLOCK = 4096;

  /** Halvings after which a superblock is one chunk. */
  static final int LEVELS_PER_BLOCK = 3;

  private final AcquisitionDocument acquisition;
  private final int levels;

  PyramidGeometry(AcquisitionDocument acquisition) {
    this.acquisition = acquisition;
    int count = 1;
    int side = Math.max(acquisition.canvas().widthPx(), acquisition.canvas().heightPx());
    while (side > CHUNK) {
      side = (side + 1) / 2;
      count++;
    }
    this.levels = count;
  }

  int levels() {
    return levels;
  }

  /** Width of a level, px. */
  int width(int level) {
    return halved(acquisition.canvas().widthPx(), level);
  }

  /** Height of a level, px. */
  int height(int level) {
    return halved(acquisition.canvas().heightPx(), level);
  }

  /** The superblocks of one plane that start from a level. */
  List<Superblock> blocks(int section, int channel, int layer, int level) {
    List<Superblock> blocks = new ArrayList<>();
    for (int row = 0; row * (long) SUPERBLOCK < height(level); row++) {
      for (int column = 0; column * (long) SUPERBLOCK < width(level); column++) {
        blocks.add(new Superblock(section, channel, layer, level, column, row));
      }
    }
    return blocks;
  }

  /** The document of a section's image. */
  Multiscale multiscale(int section) {
    Canvas canvas = acquisition.canvas();
    double p = acquisition.pixelSizeUm();
    List<int[]> factors = new ArrayList<>();
    for (int level = 0; level < levels; level++) {
      factors.add(new int[] {1, 1 << level, 1 << level});
    }
    return Multiscale.averages(
        Layout.sectionName(section),
        new double[] {acquisition.planeStepUm() > 0 ? acquisition.planeStepUm() : 1, p, p},
        new double[] {0, canvas.yUm() + p / 2, canvas.xUm() + p / 2},
        factors);
  }

  /** The arrays of an image, one a level. */
  List<ArraySpec> arrays() {
    List<ArraySpec> specs = new ArrayList<>();
    for (int level = 0; level < levels; level++) {
      specs.add(
          ArraySpec.image(
              new long[] {
                1, acquisition.channels(), acquisition.layers(), height(level), width(level)
              },
              new int[] {1, 1, 1, CHUNK, CHUNK},
              DataType.UINT16));
    }
    return specs;
  }

  private static int halved(int size, int level) {
    int side = size;
    for (int i = 0; i < level; i++) {
      side = (side + 1) / 2;
    }
    return side;
  }
}
