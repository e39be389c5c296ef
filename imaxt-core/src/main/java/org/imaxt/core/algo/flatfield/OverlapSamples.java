package org.imaxt.core.algo.flatfield;

import java.util.Arrays;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/**
 * Intensities of the same places of the specimen seen by two tiles, at different pixels of the
 * camera.
 *
 * <p>24 bytes a sample, the samples being means over small squares. Mutable, for one thread at a
 * time.
 */
public final class OverlapSamples {

  private static final int SATURATED = 65535;

  private float[] values = new float[6 * 1024];
  private int size;
  private int squarePx = 1;

  /** No samples yet. */
  public OverlapSamples() {}

  /**
   * Number of samples.
   *
   * @return count
   */
  public int size() {
    return size;
  }

  /** Side of the largest squares that samples are means over, px. */
  int squarePx() {
    return squarePx;
  }

  /**
   * Adds one place.
   *
   * @param placeA camera coordinates in the first tile, px, centre of pixel i at i + 0.5
   * @param placeB camera coordinates in the second tile, px
   * @param a intensity in the first tile, ADU, dark level included
   * @param b intensity in the second tile, ADU, dark level included
   */
  public void add(Place placeA, Place placeB, double a, double b) {
    if (6 * size == values.length) {
      values = Arrays.copyOf(values, 2 * values.length);
    }
    int at = 6 * size++;
    values[at] = (float) placeA.x();
    values[at + 1] = (float) placeA.y();
    values[at + 2] = (float) placeB.x();
    values[at + 3] = (float) placeB.y();
    values[at + 4] = (float) a;
    values[at + 5] = (float) b;
  }

  /**
   * A point of the camera image.
   *
   * @param x x, px, centre of pixel i at i + 0.5
   * @param y y, px
   */
  public record Place(double x, double y) {}

  /**
   * Adds the overlap of two raw tiles of one size, averaged over squares; squares with a saturated
   * pixel are left out.
   *
   * @param a first tile, camera frame
   * @param b second tile, camera frame
   * @param step pixel of the first tile on which pixel (0, 0) of the second lies, whole px; half a
   *     pixel or two beside the truth only adds noise
   * @param squarePx side of the squares, px, at least 1
   * @throws IllegalArgumentException if the tiles differ in size or the side is not positive
   */
  public void addPair(
      RandomAccessibleInterval<UnsignedShortType> a,
      RandomAccessibleInterval<UnsignedShortType> b,
      Place step,
      int squarePx) {
    int width = (int) a.dimension(0);
    int height = (int) a.dimension(1);
    if (b.dimension(0) != width || b.dimension(1) != height || squarePx < 1) {
      throw new IllegalArgumentException(
          "a pair needs tiles of one size and squares of at least 1 px, got %d x %d, %d x %d, %d px"
              .formatted(width, height, b.dimension(0), b.dimension(1), squarePx));
    }
    this.squarePx = Math.max(this.squarePx, squarePx);
    int dx = (int) Math.rint(step.x());
    int dy = (int) Math.rint(step.y());
    int x0 = Math.max(0, dx);
    int y0 = Math.max(0, dy);
    int w = Math.min(width, width + dx) - x0;
    int h = Math.min(height, height + dy) - y0;
    if (w < squarePx || h < squarePx) {
      return;
    }
    short[] stripA = strip(a, x0, y0, w, h);
    short[] stripB = strip(b, x0 - dx, y0 - dy, w, h);
    for (int y = 0; y + squarePx <= h; y += squarePx) {
      for (int x = 0; x + squarePx <= w; x += squarePx) {
        double meanA = mean(stripA, y * w + x, w, squarePx);
        double meanB = mean(stripB, y * w + x, w, squarePx);
        if (meanA >= 0 && meanB >= 0) {
          double cx = x0 + x + 0.5 * squarePx;
          double cy = y0 + y + 0.5 * squarePx;
          add(new Place(cx, cy), new Place(cx - dx, cy - dy), meanA, meanB);
        }
      }
    }
  }

  private static short[] strip(
      RandomAccessibleInterval<UnsignedShortType> tile, int x, int y, int w, int h) {
    short[] strip = new short[w * h];
    PrimitiveBlocks.of(tile)
        .copy(new long[] {tile.min(0) + x, tile.min(1) + y}, strip, new int[] {w, h});
    return strip;
  }

  /** Mean of a square, negative if one of its pixels is saturated. */
  private static double mean(short[] strip, int at, int w, int side) {
    long sum = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int v = strip[at + y * w + x] & 0xffff;
        if (v == SATURATED) {
          return -1;
        }
        sum += v;
      }
    }
    return (double) sum / ((long) side * side);
  }

  /**
   * Median relative difference |a − b| / ((a + b) / 2) after correction: the quality number of a
   * flat field. With {@code leastAdu} above the dark level of both, so that empty areas do not
   * count.
   *
   * @param flatfield correction; for the difference before, an identity gain with the same dark
   *     level
   * @param leastAdu least corrected intensity that counts, ADU
   * @return median over the samples inside the useful area; 0 if there are none
   */
  public double relativeDifference(Flatfield flatfield, double leastAdu) {
    double[] differences = new double[size];
    int n = 0;
    for (int i = 0; i < size; i++) {
      int atA = index(flatfield, i, 0);
      int atB = index(flatfield, i, 2);
      double a = (intensityA(i) - flatfield.darkAt(atA)) / flatfield.gainAt(atA);
      double b = (intensityB(i) - flatfield.darkAt(atB)) / flatfield.gainAt(atB);
      boolean useful = flatfield.maskAt(atA) > 0 && flatfield.maskAt(atB) > 0;
      if (useful && 0.5 * (a + b) > Math.max(0, leastAdu)) {
        differences[n++] = 2 * Math.abs(a - b) / (a + b);
      }
    }
    return n == 0 ? 0 : StrayLight.median(Arrays.copyOf(differences, n));
  }

  private int index(Flatfield flatfield, int i, int offset) {
    int x = Math.min(flatfield.width() - 1, (int) values[6 * i + offset]);
    int y = Math.min(flatfield.height() - 1, (int) values[6 * i + offset + 1]);
    return y * flatfield.width() + x;
  }

  Place placeA(int i) {
    return new Place(values[6 * i], values[6 * i + 1]);
  }

  Place placeB(int i) {
    return new Place(values[6 * i + 2], values[6 * i + 3]);
  }

  double intensityA(int i) {
    return values[6 * i + 4];
  }

  double intensityB(int i) {
    return values[6 * i + 5];
  }
}
