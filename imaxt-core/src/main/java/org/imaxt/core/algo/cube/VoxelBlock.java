package org.imaxt.core.algo.cube;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.algo.fuse.IntensityScale;

/**
 * A rectangle of voxels of one plane of a cube, gathered from one or several source planes.
 *
 * <p>Reads of a source plane what lies under the rectangle and no more. Not thread-safe.
 */
public final class VoxelBlock {

  /** Of a voxel at least so much must be known. */
  private static final double LEAST_KNOWN = 0.5;

  private final int x;
  private final int y;
  private final int width;
  private final int height;
  private final double[] sum;
  private final double[] weight;

  /**
   * An empty rectangle.
   *
   * @param x column of its first voxel in the cube
   * @param y row of its first voxel in the cube
   * @param width columns
   * @param height rows
   */
  public VoxelBlock(int x, int y, int width, int height) {
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
    this.sum = new double[width * height];
    this.weight = new double[width * height];
  }

  /** Pixels around the rectangle, clipped to the image. */
  private record Patch(int left, int top, int width, int height, short[] pixels) {

    /** Stored number of a pixel of the image; 0 outside. */
    int at(int px, int py) {
      int i = px - left;
      int j = py - top;
      return i < 0 || j < 0 || i >= width || j >= height ? 0 : pixels[j * width + i] & 0xffff;
    }
  }

  /**
   * Adds what a source plane shows.
   *
   * @param plane the plane
   * @param map from voxels of the cube to its pixels
   * @param share weight of the plane, positive
   */
  public void add(PixelPlane plane, VoxelToPixel map, double share) {
    double reach = Math.max(1, map.size());
    Patch patch = patch(plane.pixels(), map, reach);
    if (patch.pixels().length == 0) {
      return;
    }
    int taps = 2 * (int) Math.ceil(reach) + 1;
    double[] columns = new double[taps];
    for (int j = 0; j < height; j++) {
      for (int i = 0; i < width; i++) {
        double px = map.x(x + i, y + j);
        double py = map.y(x + i, y + j);
        addVoxel(j * width + i, px, py, reach, patch, plane.scale(), share, columns);
      }
    }
  }

  private void addVoxel(
      int voxel,
      double px,
      double py,
      double reach,
      Patch patch,
      IntensityScale scale,
      double share,
      double[] columns) {
    int left = (int) Math.floor(px - reach) + 1;
    int right = (int) Math.ceil(px + reach) - 1;
    int top = (int) Math.floor(py - reach) + 1;
    int bottom = (int) Math.ceil(py + reach) - 1;
    double acrossAll = 0;
    for (int c = left; c <= right; c++) {
      columns[c - left] = 1 - Math.abs(c - px) / reach;
      acrossAll += columns[c - left];
    }
    double all = 0;
    double known = 0;
    double value = 0;
    for (int r = top; r <= bottom; r++) {
      double row = 1 - Math.abs(r - py) / reach;
      all += row * acrossAll;
      for (int c = left; c <= right; c++) {
        int stored = patch.at(c, r);
        if (stored != 0) {
          double w = row * columns[c - left];
          known += w;
          value += w * stored;
        }
      }
    }
    if (known > 0 && known >= LEAST_KNOWN * all) {
      sum[voxel] += share * (scale.bscale() * value / known + scale.bzero());
      weight[voxel] += share;
    }
  }

  private Patch patch(
      RandomAccessibleInterval<UnsignedShortType> pixels, VoxelToPixel map, double reach) {
    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (int corner = 0; corner < 4; corner++) {
      double i = x + (corner & 1) * (width - 1);
      double j = y + (corner >> 1) * (height - 1);
      minX = Math.min(minX, map.x(i, j));
      maxX = Math.max(maxX, map.x(i, j));
      minY = Math.min(minY, map.y(i, j));
      maxY = Math.max(maxY, map.y(i, j));
    }
    int left = (int) Math.max(0, Math.floor(minX - reach));
    int top = (int) Math.max(0, Math.floor(minY - reach));
    int right = (int) Math.min(pixels.dimension(0) - 1, Math.ceil(maxX + reach));
    int bottom = (int) Math.min(pixels.dimension(1) - 1, Math.ceil(maxY + reach));
    if (right < left || bottom < top) {
      return new Patch(0, 0, 0, 0, new short[0]);
    }
    short[] copy = new short[(right - left + 1) * (bottom - top + 1)];
    PrimitiveBlocks.of(pixels)
        .copy(new long[] {left, top}, copy, new int[] {right - left + 1, bottom - top + 1});
    return new Patch(left, top, right - left + 1, bottom - top + 1, copy);
  }

  /**
   * The voxels as they are stored.
   *
   * @param scale what the numbers are to mean
   * @return row by row, uint16; 0 where nothing is known, clipped to the storable range elsewhere
   */
  public short[] stored(IntensityScale scale) {
    short[] stored = new short[sum.length];
    for (int i = 0; i < stored.length; i++) {
      if (weight[i] > 0) {
        double number = Math.rint((sum[i] / weight[i] - scale.bzero()) / scale.bscale());
        stored[i] = (short) (int) Math.max(1, Math.min(IntensityScale.MAX_STORED, number));
      }
    }
    return stored;
  }
}
