package org.imaxt.beads.cube;

import java.util.Arrays;
import java.util.List;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.report.Picture;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.zarr.LazyZarrImg;
import org.imaxt.core.zarr.ZarrGroup;

/** The cube from three sides. */
final class CubeReport {

  private static final int LARGEST_PICTURE_PX = 600;

  /** Voxels of the level that is drawn, held as floats. */
  private static final long LARGEST_VOLUME = 16L << 20;

  /** Between the views of a picture. */
  private static final int GAP_PX = 6;

  private static final double BLACK = 1;
  private static final double WHITE = 99.8;

  private CubeReport() {}

  static Report of(CubeGrid grid, Sample sample) {
    OmeImage cube = OmeImage.open(ZarrGroup.open(sample.store(), Layout.CUBE));
    Report report =
        Report.titled(
            "Cube of %s x %s x %s voxels of %s x %s x %s µm"
                .formatted(
                    grid.size(0, 0),
                    grid.size(0, 1),
                    grid.size(0, 2),
                    grid.voxelUm(),
                    grid.voxelUm(),
                    grid.voxelZUm()));
    report
        .number(
            "sections", grid.planes().stream().map(CubeGrid.Plane::section).distinct().count(), "")
        .number("planes", grid.planes().size(), "")
        .number("levels", grid.levels(), "")
        .paragraph("It opens as the OME image %s of the sample.", Layout.CUBE);
    int level = 0;
    while (level < grid.levels() - 1
        && (Math.max(grid.size(level, 0), grid.size(level, 1)) > LARGEST_PICTURE_PX
            || (long) grid.size(level, 0) * grid.size(level, 1) * grid.size(level, 2)
                > LARGEST_VOLUME)) {
      level++;
    }
    List<Channel> channels = cube.document().channels();
    for (int c = 0; c < grid.channels(); c++) {
      String name = c < channels.size() ? channels.get(c).label() : Layout.channelName(c + 1);
      pictures(report, Volume.read(cube, grid, level, c, sample), name);
    }
    return report;
  }

  private static void pictures(Report report, Volume volume, String channel) {
    for (Shown shown : Shown.values()) {
      String how = shown == Shown.MIDDLE ? "through the middle" : "the brightest voxels";
      report.image(
          "%s, %s: from above, beside and below it along x and y; unknown is blue."
              .formatted(channel, how),
          Picture.grey(volume.threeSides(shown), volume.pictureWidth(), BLACK, WHITE));
    }
  }

  /** What is drawn of a volume. */
  private enum Shown {
    MIDDLE,
    BRIGHTEST
  }

  /** A channel of a coarse level in physical units, NaN where unknown; z slowest, x fastest. */
  private record Volume(int width, int height, int depth, int rowsPerPlane, float[] values) {

    static Volume read(OmeImage cube, CubeGrid grid, int level, int channel, Sample sample) {
      int w = grid.size(level, 0);
      int h = grid.size(level, 1);
      int d = grid.size(level, 2);
      Img<UnsignedShortType> image = LazyZarrImg.open(cube.levels().get(level), sample.cache());
      ImageScale scale = ImageScale.read(cube);
      float[] values = new float[w * h * d];
      short[] plane = new short[w * h];
      for (int z = 0; z < d; z++) {
        PrimitiveBlocks.of(image)
            .copy(new long[] {0, 0, z, channel, 0}, plane, new int[] {w, h, 1, 1, 1});
        for (int i = 0; i < plane.length; i++) {
          int stored = plane[i] & 0xffff;
          values[z * w * h + i] =
              stored == 0 ? Float.NaN : (float) (scale.bscale() * stored + scale.bzero());
        }
      }
      int[] factor = grid.factors().get(level);
      double ratio = grid.voxelZUm() * factor[1] / (grid.voxelUm() * factor[0]);
      return new Volume(w, h, d, Math.max(1, (int) Math.round(ratio)), values);
    }

    /** A slice or a projection along x, y or z (0, 1, 2). */
    float[] along(int axis, Shown shown) {
      int[] size = {width, height, depth};
      int columns = axis == 0 ? height : width;
      int rows = axis == 2 ? height : depth;
      int from = shown == Shown.MIDDLE ? size[axis] / 2 : 0;
      int to = shown == Shown.MIDDLE ? from + 1 : size[axis];
      float[] view = new float[columns * rows];
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          float most = Float.NaN;
          for (int k = from; k < to; k++) {
            float value = value(axis, c, r, k);
            most = Float.isNaN(most) || value > most ? value : most;
          }
          view[r * columns + c] = most;
        }
      }
      return view;
    }

    private float value(int axis, int column, int row, int k) {
      int x = axis == 0 ? k : column;
      int y = axis == 0 ? column : axis == 1 ? k : row;
      int z = axis == 2 ? k : row;
      return values[(z * height + y) * width + x];
    }

    /** Width of a picture of three sides, px. */
    int pictureWidth() {
      return width + GAP_PX + depth * rowsPerPlane;
    }

    /**
     * The view from above, at its right that along x, below that along y, planes repeated so that
     * depth is drawn as long as width.
     */
    float[] threeSides(Shown shown) {
      int columns = pictureWidth();
      float[] all = new float[columns * (height + GAP_PX + depth * rowsPerPlane)];
      Arrays.fill(all, Float.NaN);
      float[] above = along(2, shown);
      float[] alongX = along(0, shown);
      float[] alongY = along(1, shown);
      for (int y = 0; y < height; y++) {
        System.arraycopy(above, y * width, all, y * columns, width);
        for (int z = 0; z < depth * rowsPerPlane; z++) {
          all[y * columns + width + GAP_PX + z] = alongX[z / rowsPerPlane * height + y];
        }
      }
      for (int z = 0; z < depth * rowsPerPlane; z++) {
        int row = height + GAP_PX + z;
        System.arraycopy(alongY, z / rowsPerPlane * width, all, row * columns, width);
      }
      return all;
    }
  }
}
