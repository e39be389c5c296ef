package org.imaxt.stitch.flatfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.flatfield.OverlapMap;
import org.imaxt.core.algo.flatfield.UsefulEdges;
import org.imaxt.core.algo.stitch.IntensityRange;
import org.imaxt.core.algo.stitch.MaskedCorrelation;
import org.imaxt.core.algo.stitch.NeighbourPair;
import org.imaxt.core.algo.stitch.OverlapStrips;
import org.imaxt.core.algo.stitch.PairParams;
import org.imaxt.core.algo.stitch.Strip;
import org.imaxt.core.algo.stitch.StripPair;
import org.imaxt.core.algo.stitch.TileSize;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.model.PairOutcome;
import org.imaxt.stitch.tiles.SectionTiles;

/**
 * Measures the steps between raw neighbouring tiles of a section in the camera frame, so that their
 * overlaps can be laid on each other before any flat field is known.
 *
 * <p>Strips are undistorted and averaged to pixels no finer than {@link #PIXEL_UM}; their places
 * are those of the undistorted tile at that resolution.
 */
final class PairSteps {

  /** Finer pixels than this are averaged, µm. */
  private static final double PIXEL_UM = 2;

  /** Farthest that the stage may be off, µm. */
  private static final double REACH_UM = 30;

  private static final int SATURATED = 65535;

  private final SectionTiles tiles;
  private final Distortion distortion;
  private final UsefulEdges edges;
  private final int bin;

  /** In the camera frame: nothing is turned. */
  private final Optional<InverseGrid> inverse;

  /**
   * Measures in a section.
   *
   * @param tiles its tiles
   * @param distortion distortion of the camera's field
   * @param edges edges of the camera image that are left out
   */
  PairSteps(SectionTiles tiles, Distortion distortion, UsefulEdges edges) {
    this.tiles = tiles;
    this.distortion = distortion;
    this.edges = edges;
    this.inverse =
        distortion.isIdentity()
            ? Optional.empty()
            : Optional.of(InverseGrid.of(distortion, Orientation.IDENTITY));
    this.bin = Math.max(1, (int) Math.round(PIXEL_UM / distortion.pixelSizeUm()));
  }

  /**
   * The step of a pair.
   *
   * @param nominal tiles and their step as the stage says, camera axes, px
   * @return step of the undistorted tiles, camera axes; nothing if no channel shows it
   */
  Optional<OverlapMap> of(NeighbourPair nominal) {
    List<Integer> channels =
        IntStream.rangeClosed(1, tiles.acquisition().channels())
            .filter(c -> tiles.section().has(nominal.a(), 1, c))
            .filter(c -> tiles.section().has(nominal.b(), 1, c))
            .boxed()
            .toList();
    NeighbourPair coarse =
        new NeighbourPair(nominal.a(), nominal.b(), nominal.dxPx() / bin, nominal.dyPx() / bin);
    TileSize size = new TileSize(distortion.widthPx() / bin, distortion.heightPx() / bin);
    double reach =
        Math.max(
            2,
            Math.min(
                REACH_UM / distortion.pixelSizeUm() / bin,
                Math.min(size.width(), size.height()) / 3.0));
    return channels.isEmpty()
        ? Optional.empty()
        : OverlapStrips.of(coarse, size, size, reach)
            .map(
                s ->
                    MaskedCorrelation.match(
                        new StripPair(
                            coarse,
                            strip(nominal.a(), s.a(), channels),
                            strip(nominal.b(), s.b(), channels)),
                        PairParams.defaults().withSearchRadius(reach)))
            .flatMap(this::map);
  }

  private Optional<OverlapMap> map(PairOutcome outcome) {
    return outcome instanceof PairOutcome.Matched matched
        ? Optional.of(
            new OverlapMap(
                distortion,
                bin * matched.displacement().dxPx(),
                bin * matched.displacement().dyPx()))
        : Optional.empty();
  }

  /** The step as the stage says, without a look at the tiles. */
  OverlapMap nominal(NeighbourPair pair) {
    return new OverlapMap(distortion, pair.dxPx(), pair.dyPx());
  }

  /** Undistorted, averaged pixels of a tile in all channels; what is not known is NaN. */
  private Strip strip(int tile, Interval where, List<Integer> channels) {
    int w = (int) where.dimension(0);
    int h = (int) where.dimension(1);
    double[] camera = camera(where);
    List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
    for (int channel : channels) {
      Binned binned = Binned.of(tiles.raw(tile, 1, channel), camera, bin, edges);
      float[] values = new float[w * h];
      for (int i = 0; i < values.length; i++) {
        values[i] = binned.at(camera[2 * i] / bin - 0.5, camera[2 * i + 1] / bin - 0.5);
      }
      images.add(Views.translate(ArrayImgs.floats(values, w, h), where.min(0), where.min(1)));
    }
    return Strip.of(images, IntensityRange.finite());
  }

  /** Where the camera saw the middle of each pixel of a strip, x and y in turn, px. */
  private double[] camera(Interval where) {
    int w = (int) where.dimension(0);
    double[] camera = new double[2 * w * (int) where.dimension(1)];
    for (int i = 0; i < camera.length / 2; i++) {
      double x = bin * (where.min(0) + i % w + 0.5);
      double y = bin * (where.min(1) + i / w + 0.5);
      camera[2 * i] = x + (inverse.isPresent() ? inverse.get().dx(x, y) : 0);
      camera[2 * i + 1] = y + (inverse.isPresent() ? inverse.get().dy(x, y) : 0);
    }
    return camera;
  }

  /** A rectangle of a raw tile, averaged over squares. */
  private record Binned(float[] values, int x0, int y0, int width, int height) {

    static Binned of(
        RandomAccessibleInterval<UnsignedShortType> tile,
        double[] camera,
        int bin,
        UsefulEdges edges) {
      int[] box = box(camera, bin, tile);
      int w = box[2] - box[0];
      int h = box[3] - box[1];
      float[] values = new float[Math.max(0, w) * Math.max(0, h)];
      short[] band = new short[Math.max(0, w) * bin * bin];
      PrimitiveBlocks<UnsignedShortType> blocks = PrimitiveBlocks.of(tile);
      for (int y = 0; y < h && w > 0; y++) {
        blocks.copy(
            new long[] {tile.min(0) + (long) box[0] * bin, tile.min(1) + (long) (box[1] + y) * bin},
            band,
            new int[] {w * bin, bin});
        for (int x = 0; x < w; x++) {
          boolean useful =
              (box[0] + x) * bin >= edges.leftPx()
                  && (box[1] + y) * bin >= edges.topPx()
                  && (box[0] + x + 1) * bin <= tile.dimension(0) - edges.rightPx()
                  && (box[1] + y + 1) * bin <= tile.dimension(1) - edges.bottomPx();
          values[y * w + x] = useful ? mean(band, x * bin, w * bin, bin) : Float.NaN;
        }
      }
      return new Binned(values, box[0], box[1], w, h);
    }

    /** First and one past the last square along x and y. */
    private static int[] box(double[] camera, int bin, RandomAccessibleInterval<?> tile) {
      double[] low = {Double.MAX_VALUE, Double.MAX_VALUE};
      double[] high = {0, 0};
      for (int i = 0; i < camera.length; i++) {
        low[i & 1] = Math.min(low[i & 1], camera[i]);
        high[i & 1] = Math.max(high[i & 1], camera[i]);
      }
      return new int[] {
        (int) Math.max(0, low[0] / bin - 1),
        (int) Math.max(0, low[1] / bin - 1),
        (int) Math.min(tile.dimension(0) / bin, high[0] / bin + 2),
        (int) Math.min(tile.dimension(1) / bin, high[1] / bin + 2)
      };
    }

    private static float mean(short[] band, int at, int row, int bin) {
      long sum = 0;
      for (int i = 0; i < bin * bin; i++) {
        int v = band[at + i / bin * row + i % bin] & 0xffff;
        if (v == SATURATED || v == 0) {
          return Float.NaN;
        }
        sum += v;
      }
      return (float) sum / (bin * bin);
    }

    float at(double x, double y) {
      int i = (int) Math.floor(x);
      int j = (int) Math.floor(y);
      if (!(i >= x0 && j >= y0 && i + 1 < x0 + width && j + 1 < y0 + height)) {
        return Float.NaN;
      }
      float s = (float) (x - i);
      float t = (float) (y - j);
      int k = (j - y0) * width + i - x0;
      return (1 - t) * ((1 - s) * values[k] + s * values[k + 1])
          + t * ((1 - s) * values[k + width] + s * values[k + width + 1]);
    }
  }

  /**
   * Some of many pairs, evenly chosen.
   *
   * @param pairs all
   * @param most how many at most
   */
  static <T> List<T> some(List<T> pairs, int most) {
    int n = Math.min(most, pairs.size());
    int[] chosen = IntStream.range(0, n).map(i -> (int) ((i + 0.5) * pairs.size() / n)).toArray();
    return Arrays.stream(chosen).mapToObj(pairs::get).toList();
  }
}
