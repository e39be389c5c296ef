package org.imaxt.stitch.stitching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.algo.stitch.IntensityRange;
import org.imaxt.core.algo.stitch.Strip;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.sample.Sample;
import org.imaxt.stitch.tiles.Flatfields;
import org.imaxt.stitch.tiles.SectionTiles;

/** Reads a rectangle of a tile in all channels, flat-fielded and turned. */
final class StripReader {

  private static final int SATURATED = 65535;

  /** Weight of a pixel from which stray light was taken off: its gain is extrapolated. */
  private static final float EDGE_WEIGHT = 0.5f;

  private final SectionTiles tiles;
  private final int layer;
  private final List<Flatfield> flatfields;
  private final List<EdgeLight> edges;

  /**
   * A reader.
   *
   * @param sample the sample
   * @param tiles tiles of the section
   * @param layer layer from 1
   */
  StripReader(Sample sample, SectionTiles tiles, int layer) {
    this.tiles = tiles;
    this.layer = layer;
    this.flatfields =
        IntStream.rangeClosed(1, tiles.acquisition().channels())
            .mapToObj(c -> Flatfields.of(sample, tiles.acquisition(), c))
            .toList();
    this.edges =
        IntStream.rangeClosed(1, flatfields.size())
            .mapToObj(c -> EdgeLight.of(sample, tiles, layer, c, flatfields.get(c - 1)))
            .toList();
  }

  /**
   * Reads a strip; saturated and zero pixels mean nothing, the useful area is the weight, and edges
   * under stray light count for less once the light is taken off.
   */
  Strip read(int tile, Interval turned, List<Integer> channels) {
    Turn turn = new Turn(turned);
    float[] weight = new float[turn.width * turn.height];
    Arrays.fill(weight, 1);
    List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
    for (int channel : channels) {
      short[] raw = new short[weight.length];
      PrimitiveBlocks.of(tiles.raw(tile, layer, channel))
          .copy(turn.cameraMin, raw, turn.cameraSize);
      images.add(turn.image(corrected(raw, turn, channel, weight)));
    }
    return Strip.of(images, turn.image(weight), IntensityRange.finite());
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
        values[i] =
            pixel == 0 || pixel == SATURATED
                ? Float.NaN
                : (pixel - flatfield.darkAt(camera) - light) / flatfield.gainAt(camera);
        weight[i] = Math.min(weight[i], mask);
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

    RandomAccessibleInterval<FloatType> image(float[] values) {
      return Views.translate(ArrayImgs.floats(values, width, height), turned.min(0), turned.min(1));
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
