package org.imaxt.federation.reproject;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.algo.image.AffineSampling;
import org.imaxt.core.algo.image.PixelMap;
import org.imaxt.core.export.ImagePixels;
import org.imaxt.core.export.SampleImage;
import org.imaxt.core.frames.FrameMap;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.tiff.OmeChannel;
import org.imaxt.core.tiff.OmeMetadata;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffRegion;

/**
 * An image of one frame as pixels of another, made rectangle by rectangle when they are asked for;
 * every level from that of the source which is as fine. Holds no pixels.
 */
final class ReprojectedImage implements ImagePixels {

  /** Pixels of the source read at once; larger rectangles are divided. */
  private static final long MOST_PIXELS = 1L << 22;

  /** Where a way bends, it is straight over rectangles of this edge, px. */
  private static final int STRAIGHT_PX = 32;

  /** Source pixels seen along the edge of a pixel, at most; images without levels need it. */
  private static final int MOST_TIMES = 16;

  private final FrameImage source;
  private final FrameMap sourceToTarget;
  private final TargetGrid grid;
  private final PixelType type;
  private final IntUnaryOperator planes;
  private final double scale;

  /**
   * An image to be made.
   *
   * @param source the image
   * @param sourceToTarget the way of its frame to the grid's
   * @param grid the pixels asked for
   * @param type float32 for images, uint32 for labels
   * @param planes plane of each level of the source, from 0
   */
  ReprojectedImage(
      FrameImage source,
      FrameMap sourceToTarget,
      TargetGrid grid,
      PixelType type,
      IntUnaryOperator planes) {
    this.source = source;
    this.sourceToTarget = sourceToTarget;
    this.grid = grid;
    this.type = type;
    this.planes = planes;
    this.scale = scale(sourceToTarget.affine());
  }

  /** Length of the target that a length of the source becomes. */
  static double scale(Affine affine) {
    return Math.sqrt(Math.abs(affine.determinant()));
  }

  @Override
  public int levels() {
    return grid.levels();
  }

  @Override
  public int width(int level) {
    return grid.width(level);
  }

  @Override
  public int height(int level) {
    return grid.height(level);
  }

  @Override
  public int planes() {
    return 1;
  }

  @Override
  public int times() {
    return 1;
  }

  @Override
  public OmeMetadata.Voxel voxel() {
    return new OmeMetadata.Voxel(grid.pixelUm(), grid.pixelUm(), 0);
  }

  @Override
  public ImageScale scale() {
    return new ImageScale(1, 0);
  }

  @Override
  public List<OmeChannel> channels() {
    return source.pixels().channels();
  }

  @Override
  public PixelType storedType() {
    return type;
  }

  @Override
  public Object stored(int level, int time, int channel, int plane, TiffRegion region) {
    if (type != PixelType.UINT32) {
      return physical(level, time, channel, plane, region);
    }
    int[] out = new int[region.width() * region.height()];
    new Piece(level, channel, region).labels(out, region);
    return out;
  }

  @Override
  public float[] physical(int level, int time, int channel, int plane, TiffRegion region) {
    float[] out = new float[region.width() * region.height()];
    new Piece(level, channel, region).values(out, region);
    return out;
  }

  /** The coarsest level of the source whose pixels are not larger than those of a level written. */
  private int sourceLevel(double pixelUm) {
    int level = 0;
    while (level + 1 < source.levels().size()
        && source.pixelUm(level + 1) * scale <= pixelUm * (1 + 1e-6)) {
      level++;
    }
    return level;
  }

  /** A rectangle of a level, divided until it is straight and reads little. */
  private final class Piece {
    private final int level;
    private final int channel;
    private final TiffRegion region;
    private final int from;

    Piece(int level, int channel, TiffRegion region) {
      this.level = level;
      this.channel = channel;
      this.region = region;
      this.from = sourceLevel(grid.pixelUm(level));
    }

    void values(float[] out, TiffRegion whole) {
      PixelMap map = map();
      TiffRegion read = read(map);
      if (isDivided(read)) {
        for (TiffRegion half : halves()) {
          new Piece(level, channel, half).values(out, whole);
        }
        return;
      }
      float[] values = new float[region.width() * region.height()];
      if (read == null) {
        Arrays.fill(values, Float.NaN);
      } else {
        float[] pixels = source.pixels().physical(from, 0, channel, planes.applyAsInt(from), read);
        values = sampled(pixels, read, map.within(read.x(), read.y()));
      }
      copy(values, out, whole);
    }

    private float[] sampled(float[] pixels, TiffRegion read, PixelMap map) {
      int times = times();
      if (times == 1) {
        return AffineSampling.bilinear(pixels, read.width(), map, region.width(), region.height());
      }
      float[] fine =
          AffineSampling.bilinear(
              pixels,
              read.width(),
              map.finer(times),
              times * region.width(),
              times * region.height());
      return AffineSampling.blockMean(fine, region.width(), times);
    }

    /** Source pixels along the edge of a pixel. */
    private int times() {
      double ratio = grid.pixelUm(level) / (source.pixelUm(from) * scale);
      return (int) Math.max(1, Math.min(MOST_TIMES, Math.round(ratio)));
    }

    void labels(int[] out, TiffRegion whole) {
      PixelMap map = map();
      TiffRegion read = read(map);
      if (isDivided(read)) {
        for (TiffRegion half : halves()) {
          new Piece(level, channel, half).labels(out, whole);
        }
      } else if (read != null) {
        int[] pixels = labels(read);
        copy(
            AffineSampling.nearest(
                pixels,
                read.width(),
                map.within(read.x(), read.y()),
                region.width(),
                region.height()),
            out,
            whole);
      }
    }

    private int[] labels(TiffRegion read) {
      SampleImage image = source.pixels();
      Object stored = image.stored(from, 0, channel, planes.applyAsInt(from), read);
      if (stored instanceof int[] ints) {
        return ints;
      }
      int[] out = new int[read.width() * read.height()];
      for (int i = 0; i < out.length; i++) {
        out[i] =
            stored instanceof short[] shorts ? shorts[i] & 0xffff : ((byte[]) stored)[i] & 0xff;
      }
      return out;
    }

    private boolean isDivided(TiffRegion read) {
      int edge = Math.max(region.width(), region.height());
      boolean bent = !sourceToTarget.isAffine() && edge > STRAIGHT_PX;
      long fine = (long) region.width() * region.height() * times() * times();
      boolean large =
          read != null && Math.max(fine, (long) read.width() * read.height()) > MOST_PIXELS;
      return edge > 1 && (bent || large);
    }

    private List<TiffRegion> halves() {
      int w = region.width();
      int h = region.height();
      return w >= h
          ? List.of(
              new TiffRegion(region.x(), region.y(), w / 2, h),
              new TiffRegion(region.x() + w / 2, region.y(), w - w / 2, h))
          : List.of(
              new TiffRegion(region.x(), region.y(), w, h / 2),
              new TiffRegion(region.x(), region.y() + h / 2, w, h - h / 2));
    }

    /** Pixels of this rectangle to pixels of the source; where the way bends, a secant of it. */
    private PixelMap map() {
      double p = grid.pixelUm(level);
      int w = region.width();
      int h = region.height();
      double x = grid.xUm() + (region.x() + 0.5) * p;
      double y = grid.yUm() + (region.y() + 0.5) * p;
      double[] middle = sourcePixel(x + p * (w - 1) / 2, y + p * (h - 1) / 2);
      double[] left = sourcePixel(x - 0.5 * p, y + p * (h - 1) / 2);
      double[] right = sourcePixel(x + p * (w - 0.5), y + p * (h - 1) / 2);
      double[] top = sourcePixel(x + p * (w - 1) / 2, y - 0.5 * p);
      double[] low = sourcePixel(x + p * (w - 1) / 2, y + p * (h - 0.5));
      double a = (right[0] - left[0]) / w;
      double c = (right[1] - left[1]) / w;
      double b = (low[0] - top[0]) / h;
      double d = (low[1] - top[1]) / h;
      return new PixelMap(
          a,
          b,
          middle[0] - a * (w - 1) / 2 - b * (h - 1) / 2,
          c,
          d,
          middle[1] - c * (w - 1) / 2 - d * (h - 1) / 2);
    }

    private double[] sourcePixel(double targetX, double targetY) {
      double[] at = sourceToTarget.inverse(targetX, targetY);
      return new double[] {
        (at[0] - source.originX(from)) / source.pixelUm(from),
        (at[1] - source.originY(from)) / source.pixelUm(from)
      };
    }

    /** What is needed of the source, with a rim; null if the source lies elsewhere. */
    private TiffRegion read(PixelMap map) {
      double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
      for (int corner = 0; corner < 4; corner++) {
        double i = (corner & 1) == 0 ? -0.5 : region.width() - 0.5;
        double j = corner < 2 ? -0.5 : region.height() - 0.5;
        box[0] = Math.min(box[0], map.u(i, j));
        box[1] = Math.min(box[1], map.v(i, j));
        box[2] = Math.max(box[2], map.u(i, j));
        box[3] = Math.max(box[3], map.v(i, j));
      }
      long x = (long) Math.max(0, Math.floor(box[0]) - 1);
      long y = (long) Math.max(0, Math.floor(box[1]) - 1);
      long w = (long) Math.min(source.pixels().width(from), Math.ceil(box[2]) + 2) - x;
      long h = (long) Math.min(source.pixels().height(from), Math.ceil(box[3]) + 2) - y;
      return w < 1 || h < 1 ? null : new TiffRegion((int) x, (int) y, (int) w, (int) h);
    }

    private void copy(Object values, Object out, TiffRegion whole) {
      for (int row = 0; row < region.height(); row++) {
        System.arraycopy(
            values,
            row * region.width(),
            out,
            (region.y() - whole.y() + row) * whole.width() + region.x() - whole.x(),
            region.width());
      }
    }
  }
}
