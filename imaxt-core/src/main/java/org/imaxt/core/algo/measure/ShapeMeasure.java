package org.imaxt.core.algo.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures the shapes of regions. */
public final class ShapeMeasure {

  private ShapeMeasure() {}

  /**
   * The shapes of all regions.
   *
   * @param regions the regions
   * @return one shape a region, in their order
   */
  public static List<RegionShape> of(Regions regions) {
    List<RegionShape> shapes = new ArrayList<>(regions.size());
    for (int region = 0; region < regions.size(); region++) {
      shapes.add(shape(regions, region));
    }
    return shapes;
  }

  /**
   * The shape of one region.
   *
   * @param regions the regions
   * @param region number from 0
   * @return its shape
   */
  public static RegionShape shape(Regions regions, int region) {
    int first = regions.firstRun(region);
    int last = regions.firstRun(region + 1);
    int left = Integer.MAX_VALUE;
    int right = 0;
    int top = regions.row(first);
    int bottom = regions.row(last - 1) + 1;
    for (int run = first; run < last; run++) {
      left = Math.min(left, regions.start(run));
      right = Math.max(right, regions.end(run));
    }
    Sums sums = Sums.of(regions, first, last, left, top);
    double area = sums.n;
    double yy = sums.spread(sums.yy, sums.y, sums.y);
    double xx = sums.spread(sums.xx, sums.x, sums.x);
    double yx = sums.spread(sums.yx, sums.y, sums.x);
    double[] axes = axes(yy, xx, yx);
    boolean[] mask = mask(regions, first, last, left, top, right, bottom);
    return new RegionShape(
        (int) area,
        left,
        top,
        right,
        bottom,
        left + sums.x / area,
        top + sums.y / area,
        yy,
        xx,
        yx,
        4 * Math.sqrt(axes[0]),
        4 * Math.sqrt(axes[1]),
        axes[0] == 0 ? 0 : Math.sqrt(1 - axes[1] / axes[0]),
        orientation(yy, xx, yx),
        Perimeter.of(mask, right - left),
        ConvexArea.of(regions, first, last));
  }

  /**
   * Sums over pixels from the corner of the bounding box: whole numbers, exact for all but huge
   * regions, so that what is symmetric stays so.
   */
  private record Sums(double n, double x, double y, double xx, double yy, double yx) {

    static Sums of(Regions regions, int first, int last, int left, int top) {
      double area = 0;
      double x = 0;
      double y = 0;
      double xx = 0;
      double yy = 0;
      double yx = 0;
      for (int run = first; run < last; run++) {
        double a = regions.start(run) - left;
        double b = regions.end(run) - left - 1;
        double row = regions.row(run) - top;
        double n = b - a + 1;
        double sum = n * (a + b) / 2;
        area += n;
        x += sum;
        y += n * row;
        // from 0 to b less from 0 to a − 1
        xx += (b * (b + 1) * (2 * b + 1) - (a - 1) * a * (2 * a - 1)) / 6;
        yy += n * row * row;
        yx += row * sum;
      }
      return new Sums(area, x, y, xx, yy, yx);
    }

    /** Mean product of the deviations from the means. */
    double spread(double products, double a, double b) {
      return (n * products - a * b) / (n * n);
    }
  }

  /** Eigenvalues of the inertia tensor, larger first, never negative. */
  private static double[] axes(double yy, double xx, double yx) {
    double mean = 0.5 * (yy + xx);
    double large = mean + Math.hypot(0.5 * (yy - xx), yx);
    // the difference of nearly equal numbers would lose what a thin region has of width
    double small = large > 0 ? (yy * xx - yx * yx) / large : 0;
    return new double[] {large, Math.max(0, small)};
  }

  /** As regionprops: the tensor is [[xx, −yx], [−yx, yy]] in its order of axes. */
  private static double orientation(double yy, double xx, double yx) {
    if (xx == yy) {
      return yx > 0 ? -Math.PI / 4 : Math.PI / 4;
    }
    return 0.5 * Math.atan2(2 * yx, yy - xx);
  }

  private static boolean[] mask(
      Regions regions, int first, int last, int left, int top, int right, int bottom) {
    int width = right - left;
    boolean[] mask = new boolean[width * (bottom - top)];
    for (int run = first; run < last; run++) {
      int row = (regions.row(run) - top) * width - left;
      Arrays.fill(mask, row + regions.start(run), row + regions.end(run), true);
    }
    return mask;
  }
}
