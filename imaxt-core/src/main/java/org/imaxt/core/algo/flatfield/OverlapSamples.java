package org.imaxt.core.algo.flatfield;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/**
 * Intensities of the same places of the specimen seen by two tiles, at different pixels of the
 * camera.
 *
 * <p>28 bytes a sample, the samples being means over small squares. Mutable, for one thread at a
 * time.
 */
public final class OverlapSamples {

  private static final int SATURATED = 65535;

  /** Squares along a side of a block: noise of a block is half of that of a square. */
  private static final int BLOCK = 2;

  private float[] values = new float[6 * 1024];

  /** Number of the block of squares that each sample belongs to. */
  private int[] blocks = new int[1024];

  private int blockCount;
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
    add(placeA, placeB, a, b, blockCount++);
  }

  private void add(Place placeA, Place placeB, double a, double b, int block) {
    if (size == blocks.length) {
      values = Arrays.copyOf(values, 2 * values.length);
      blocks = Arrays.copyOf(blocks, 2 * size);
    }
    blocks[size] = block;
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
   * Adds the overlap of two raw tiles of one size, averaged over squares of the first; the second
   * is read bilinearly where it shows the same. Squares with a saturated pixel are left out.
   *
   * @param a first tile, camera frame
   * @param b second tile, camera frame
   * @param map where the second tile shows what the first does; half a pixel or two beside the
   *     truth only adds noise
   * @param squarePx side of the squares, px, at least 1
   * @throws IllegalArgumentException if the tiles differ in size or the side is not positive
   */
  public void addPair(
      RandomAccessibleInterval<UnsignedShortType> a,
      RandomAccessibleInterval<UnsignedShortType> b,
      OverlapMap map,
      int squarePx) {
    int width = (int) a.dimension(0);
    int height = (int) a.dimension(1);
    if (b.dimension(0) != width || b.dimension(1) != height || squarePx < 1) {
      throw new IllegalArgumentException(
          "a pair needs tiles of one size and squares of at least 1 px, got %d x %d, %d x %d, %d px"
              .formatted(width, height, b.dimension(0), b.dimension(1), squarePx));
    }
    this.squarePx = Math.max(this.squarePx, squarePx);
    Squares squares = new Squares(map, width, height, squarePx);
    if (squares.columns > 0 && squares.rows > 0) {
      squares.add(a, b);
    }
  }

  /** The squares of the overlap of one pair. */
  private final class Squares {
    final OverlapMap map;
    final int width;
    final int height;
    final int side;

    /** Step between the pixels of a square that are read: a dozen along its side will do. */
    final int stride;

    /** First pixel of the overlap in the first tile. */
    final int x0;

    final int y0;
    final int columns;
    final int rows;

    Squares(OverlapMap map, int width, int height, int side) {
      this.map = map;
      this.width = width;
      this.height = height;
      this.side = side;
      this.stride = Math.max(1, side / 12);
      this.x0 = Math.max(0, (int) Math.ceil(map.stepX()));
      this.y0 = Math.max(0, (int) Math.ceil(map.stepY()));
      this.columns = (Math.min(width, width + (int) Math.floor(map.stepX())) - x0) / side;
      this.rows = (Math.min(height, height + (int) Math.floor(map.stepY())) - y0) / side;
    }

    void add(
        RandomAccessibleInterval<UnsignedShortType> a,
        RandomAccessibleInterval<UnsignedShortType> b) {
      Patch first = Patch.of(a, x0, y0, columns * side, rows * side);
      double[][] corners = corners();
      double left = Double.MAX_VALUE;
      double top = Double.MAX_VALUE;
      double right = 0;
      double bottom = 0;
      for (double[] corner : corners) {
        left = Math.min(left, corner[0]);
        top = Math.min(top, corner[1]);
        right = Math.max(right, corner[0]);
        bottom = Math.max(bottom, corner[1]);
      }
      int x = Math.max(0, (int) left - 1);
      int y = Math.max(0, (int) top - 1);
      int w = Math.min(width, (int) right + 2) - x;
      int h = Math.min(height, (int) bottom + 2) - y;
      if (w < 2 || h < 2) {
        return;
      }
      Patch second = Patch.of(b, x, y, w, h);
      int firstBlock = blockCount;
      int blockColumns = (columns + BLOCK - 1) / BLOCK;
      blockCount += blockColumns * ((rows + BLOCK - 1) / BLOCK);
      for (int j = 0; j < rows; j++) {
        for (int i = 0; i < columns; i++) {
          int at = j * (columns + 1) + i;
          double[][] quad = {
            corners[at], corners[at + 1], corners[at + columns + 1], corners[at + columns + 2]
          };
          int block = firstBlock + j / BLOCK * blockColumns + i / BLOCK;
          square(first, second, x0 + i * side, y0 + j * side, quad, block);
        }
      }
    }

    /** Where the second tile shows the corners of the squares. */
    private double[][] corners() {
      double[][] corners = new double[(columns + 1) * (rows + 1)][2];
      for (int j = 0, at = 0; j <= rows; j++) {
        for (int i = 0; i <= columns; i++, at++) {
          map.second(x0 + i * side, y0 + j * side, corners[at]);
        }
      }
      return corners;
    }

    /** Adds a square, bilinear between its corners in the second tile. */
    private void square(Patch first, Patch second, int x, int y, double[][] quad, int block) {
      double sumA = 0;
      double sumB = 0;
      double sumX = 0;
      double sumY = 0;
      int n = 0;
      for (int j = 0; j < side; j += stride) {
        for (int i = 0; i < side; i += stride, n++) {
          double s = (i + 0.5) / side;
          double t = (j + 0.5) / side;
          double u = bilinear(quad, 0, s, t);
          double v = bilinear(quad, 1, s, t);
          double valueA = first.at(x + i, y + j);
          double valueB = second.bilinear(u - 0.5, v - 0.5);
          if (Double.isNaN(valueA) || Double.isNaN(valueB)) {
            return;
          }
          sumA += valueA;
          sumB += valueB;
          sumX += u;
          sumY += v;
        }
      }
      double middle = 0.5 * ((side - 1) / stride * stride + 1);
      OverlapSamples.this.add(
          new Place(x + middle, y + middle),
          new Place(sumX / n, sumY / n),
          sumA / n,
          sumB / n,
          block);
    }

    private static double bilinear(double[][] quad, int axis, double s, double t) {
      return (1 - t) * ((1 - s) * quad[0][axis] + s * quad[1][axis])
          + t * ((1 - s) * quad[2][axis] + s * quad[3][axis]);
    }
  }

  /** A rectangle of a raw tile. */
  private record Patch(short[] values, int x, int y, int width, int height) {

    static Patch of(RandomAccessibleInterval<UnsignedShortType> tile, int x, int y, int w, int h) {
      short[] values = new short[w * h];
      PrimitiveBlocks.of(tile)
          .copy(new long[] {tile.min(0) + x, tile.min(1) + y}, values, new int[] {w, h});
      return new Patch(values, x, y, w, h);
    }

    /** Value of a pixel, NaN if it is saturated. */
    double at(int px, int py) {
      int v = values[(py - y) * width + px - x] & 0xffff;
      return v == SATURATED ? Double.NaN : v;
    }

    /** Value between the centres of pixels, NaN if outside or saturated. */
    double bilinear(double px, double py) {
      int i = (int) Math.floor(px);
      int j = (int) Math.floor(py);
      double s = px - i;
      double t = py - j;
      int i1 = s == 0 ? i : i + 1;
      int j1 = t == 0 ? j : j + 1;
      if (!(px >= x && py >= y && i1 < x + width && j1 < y + height)) {
        return Double.NaN;
      }
      return (1 - t) * ((1 - s) * at(i, j) + s * at(i1, j))
          + t * ((1 - s) * at(i, j1) + s * at(i1, j1));
    }
  }

  /**
   * Median relative difference |a − b| / ((a + b) / 2) after correction: the quality number of a
   * flat field. Over blocks of 2 × 2 squares of a pair, because the noise of a square of few pixels
   * is more than what a good field leaves. With {@code leastAdu} above the dark level of both, so
   * that empty areas do not count.
   *
   * @param flatfield correction; for the difference before, an identity gain with the same dark
   *     level
   * @param leastAdu least corrected intensity of a square that counts, ADU
   * @return median over the blocks inside the useful area; 0 if there are none
   */
  public double relativeDifference(Flatfield flatfield, double leastAdu) {
    double[] sumA = new double[blockCount];
    double[] sumB = new double[blockCount];
    for (int i = 0; i < size; i++) {
      int atA = index(flatfield, i, 0);
      int atB = index(flatfield, i, 2);
      double a = (intensityA(i) - flatfield.darkAt(atA)) / flatfield.gainAt(atA);
      double b = (intensityB(i) - flatfield.darkAt(atB)) / flatfield.gainAt(atB);
      boolean useful = flatfield.maskAt(atA) > 0 && flatfield.maskAt(atB) > 0;
      if (useful && 0.5 * (a + b) > Math.max(0, leastAdu)) {
        sumA[blocks[i]] += a;
        sumB[blocks[i]] += b;
      }
    }
    double[] differences =
        IntStream.range(0, blockCount)
            .filter(k -> sumA[k] + sumB[k] > 0)
            .mapToDouble(k -> 2 * Math.abs(sumA[k] - sumB[k]) / (sumA[k] + sumB[k]))
            .toArray();
    return differences.length == 0 ? 0 : StrayLight.median(differences);
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
