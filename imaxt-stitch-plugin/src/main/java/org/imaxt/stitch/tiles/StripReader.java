package org.imaxt.stitch.tiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.distortion.Undistort;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.algo.stitch.IntensityRange;
import org.imaxt.core.algo.stitch.Strip;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Sample;

/**
 * Reads a rectangle of a tile in all channels, flat-fielded, turned and undistorted. Safe for use
 * by several threads.
 */
public final class StripReader {

  private static final int SATURATED = 65535;

  /** Weight of a pixel from which stray light was taken off: its gain is extrapolated. */
  private static final float EDGE_WEIGHT = 0.5f;

  private final SectionTiles tiles;
  private final int layer;
  private final List<Flatfield> flatfields;
  private final List<EdgeLight> edges;

  /** Inverse of the distortion for tiles averaged over squares of some pixels; empty for none. */
  private final IntFunction<Optional<InverseGrid>> inverse;

  private StripReader(
      SectionTiles tiles,
      int layer,
      List<Flatfield> flatfields,
      List<EdgeLight> edges,
      IntFunction<Optional<InverseGrid>> inverse) {
    this.tiles = tiles;
    this.layer = layer;
    this.flatfields = flatfields;
    this.edges = edges;
    this.inverse = inverse;
  }

  /**
   * A reader that applies the calibrations that the sample holds.
   *
   * @param sample the sample
   * @param tiles tiles of the section
   * @param layer layer from 1
   * @return the reader
   */
  public static StripReader of(Sample sample, SectionTiles tiles, int layer) {
    AcquisitionDocument acquisition = tiles.acquisition();
    List<Flatfield> flatfields =
        IntStream.rangeClosed(1, acquisition.channels())
            .mapToObj(c -> Flatfields.of(sample, acquisition, c))
            .toList();
    return new StripReader(
        tiles,
        layer,
        flatfields,
        edges(sample, layer, flatfields, ""),
        once(bin -> Distortions.inverse(sample, acquisition, bin)));
  }

  /**
   * A reader for flat fields that may not be the sample's own; nothing is undistorted.
   *
   * @param sample the sample
   * @param tiles tiles of the section
   * @param layer layer from 1
   * @param flatfields one a channel
   * @param name tells these flat fields from others of the sample; empty for its own
   * @return the reader
   */
  public static StripReader of(
      Sample sample, SectionTiles tiles, int layer, List<Flatfield> flatfields, String name) {
    return new StripReader(
        tiles, layer, flatfields, edges(sample, layer, flatfields, name), bin -> Optional.empty());
  }

  /** Looks for a distortion once a resolution, not once a strip: the document is read each time. */
  private static IntFunction<Optional<InverseGrid>> once(
      IntFunction<Optional<InverseGrid>> inverse) {
    Map<Integer, Optional<InverseGrid>> found = new ConcurrentHashMap<>();
    return bin -> found.computeIfAbsent(bin, inverse::apply);
  }

  private static List<EdgeLight> edges(
      Sample sample, int layer, List<Flatfield> flatfields, String name) {
    return IntStream.rangeClosed(1, flatfields.size())
        .mapToObj(c -> EdgeLight.of(sample, layer, c, flatfields.get(c - 1), name))
        .toList();
  }

  /**
   * Reads a strip; saturated and zero pixels mean nothing, the useful area is the weight, and edges
   * under stray light count for less once the light is taken off.
   *
   * @param tile tile from 0
   * @param turned rectangle of the undistorted tile, px of the mosaic frame
   * @param channels channels from 1
   * @return the strip
   */
  public Strip read(int tile, Interval turned, List<Integer> channels) {
    return read(tile, turned, channels, 1);
  }

  /**
   * Reads a strip at a lower resolution: averaged first, undistorted after.
   *
   * @param tile tile from 0
   * @param turned rectangle of the undistorted tile, px of the mosaic frame
   * @param channels channels from 1
   * @param bin side of the squares that are averaged, px
   * @return the whole squares within the rectangle and those it begins in; a pixel of the strip is
   *     a square
   */
  public Strip read(int tile, Interval turned, List<Integer> channels, int bin) {
    Interval wanted =
        new FinalInterval(
            new long[] {turned.min(0) / bin, turned.min(1) / bin},
            new long[] {(turned.max(0) + 1) / bin - 1, (turned.max(1) + 1) / bin - 1});
    int width = tiles.acquisition().orientedWidthPx() / bin;
    int height = tiles.acquisition().orientedHeightPx() / bin;
    return inverse
        .apply(bin)
        .map(
            grid ->
                averaged(tile, Undistort.source(wanted, grid, width, height), channels, bin)
                    .through(grid, wanted))
        .orElseGet(() -> averaged(tile, wanted, channels, bin));
  }

  private Strip averaged(int tile, Interval squares, List<Integer> channels, int bin) {
    Interval turned =
        new FinalInterval(
            new long[] {squares.min(0) * bin, squares.min(1) * bin},
            new long[] {(squares.max(0) + 1) * bin - 1, (squares.max(1) + 1) * bin - 1});
    Undistort.Pixels pixels = pixels(tile, turned, channels);
    List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
    for (float[] channel : pixels.channels()) {
      images.add(image(channel, turned));
    }
    return Strip.of(images, image(pixels.weights(), turned), IntensityRange.finite()).binned(bin);
  }

  private static RandomAccessibleInterval<FloatType> image(float[] values, Interval where) {
    return Views.translate(
        ArrayImgs.floats(values, where.dimension(0), where.dimension(1)),
        where.min(0),
        where.min(1));
  }

  /** Pixels as the camera saw them; those that mean nothing have weight 0. */
  private Undistort.Pixels pixels(int tile, Interval turned, List<Integer> channels) {
    Turn turn = new Turn(turned);
    float[] weight = new float[turn.width * turn.height];
    Arrays.fill(weight, 1);
    float[][] values = new float[channels.size()][];
    for (int c = 0; c < values.length; c++) {
      short[] raw = new short[weight.length];
      PrimitiveBlocks.of(tiles.raw(tile, layer, channels.get(c)))
          .copy(turn.cameraMin, raw, turn.cameraSize);
      values[c] = corrected(raw, turn, channels.get(c), weight);
    }
    return new Undistort.Pixels(turned, values, weight);
  }

  private float[] corrected(short[] raw, Turn turn, int channel, float[] weight) {
    Flatfield flatfield = flatfields.get(channel - 1);
    EdgeLight edge = edges.get(channel - 1);
    float[] values = new float[raw.length];
    for (int y = 0, i = 0; y < turn.height; y++) {
      int at = turn.block.first + y * turn.block.stepY;
      int camera = turn.camera.first + y * turn.camera.stepY;
      for (int x = 0; x < turn.width; x++, i++) {
        int pixel = raw[at] & 0xffff;
        float mask = flatfield.maskAt(camera);
        float light = 0;
        if (mask == 0) {
          light = edge.at(camera % flatfield.width(), camera / flatfield.width());
          mask = Float.isNaN(light) ? 0 : EDGE_WEIGHT;
        }
        boolean meaningless = pixel == 0 || pixel == SATURATED || mask == 0;
        values[i] =
            meaningless ? 0 : (pixel - flatfield.darkAt(camera) - light) / flatfield.gainAt(camera);
        weight[i] = meaningless ? 0 : Math.min(weight[i], mask);
        at += turn.block.stepX;
        camera += turn.camera.stepX;
      }
    }
    return values;
  }

  /** Where a rectangle of the turned tile lies in the camera image. */
  private final class Turn {

    final Interval turned;
    final int width;
    final int height;
    final int[] cameraSize;
    final long[] cameraMin;

    /** Indices into the pixels that were read. */
    final Walk block;

    /** Indices into the whole camera image. */
    final Walk camera;

    Turn(Interval turned) {
      this.turned = turned;
      this.width = (int) turned.dimension(0);
      this.height = (int) turned.dimension(1);
      Orientation orientation = tiles.acquisition().orientation();
      int[] a = camera(turned.min(0), turned.min(1));
      int[] b = camera(turned.max(0), turned.max(1));
      this.cameraMin = new long[] {Math.min(a[0], b[0]), Math.min(a[1], b[1])};
      this.cameraSize =
          new int[] {orientation.width(width, height), orientation.height(width, height)};
      this.block = walk(cameraMin, cameraSize[0]);
      this.camera = walk(new long[2], tiles.acquisition().tileWidthPx());
    }

    /** First index and the steps to it of one pixel along the turned axes. */
    private record Walk(int first, int stepX, int stepY) {}

    private Walk walk(long[] min, int rowLength) {
      int first = index(camera(turned.min(0), turned.min(1)), min, rowLength);
      return new Walk(
          first,
          index(camera(turned.min(0) + 1, turned.min(1)), min, rowLength) - first,
          index(camera(turned.min(0), turned.min(1) + 1), min, rowLength) - first);
    }

    private static int index(int[] camera, long[] min, int rowLength) {
      return (int) (camera[0] - min[0] + (camera[1] - min[1]) * rowLength);
    }

    private int[] camera(long x, long y) {
      int w = tiles.acquisition().tileWidthPx();
      int h = tiles.acquisition().tileHeightPx();
      Orientation orientation = tiles.acquisition().orientation();
      return new int[] {
        (int) Math.floor(orientation.cameraX(x + 0.5, y + 0.5, w, h)),
        (int) Math.floor(orientation.cameraY(x + 0.5, y + 0.5, w, h))
      };
    }
  }
}
