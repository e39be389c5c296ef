package org.imaxt.stitch.tiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;

/**
 * Stray light on the masked edges of the camera image, so that registration can use what lies under
 * it: a masked edge may be half of a narrow overlap.
 *
 * <p>Stray light adds the same to each tile. For each masked line it is the median, over the line's
 * pixels in many tiles, of what a pixel shows beyond the useful area next to it; tissue goes up and
 * down and leaves the median alone. Lines darker than the area beside them are not lit but
 * vignetted, and stay masked.
 */
final class EdgeLight {

  /** Tiles looked at; more would sharpen nothing. */
  private static final int TILES = 12;

  /** Sections that these are taken from. */
  private static final int SECTIONS = 4;

  /** Lines of the useful area that a masked line is compared with. */
  private static final int REFERENCE_LINES = 12;

  /** A line that lacks this share of the level beside it stays masked. */
  private static final double DARK_SHARE = 0.1;

  /**
   * Pixels of a line that its median is taken of, all tiles together; more would sharpen nothing.
   */
  private static final int SAMPLES = 6000;

  /** Widest edge searched, as a part of the tile's side. */
  private static final int WIDEST = 6;

  private final int width;
  private final int height;

  /** Light on each masked line, ADU, counted from left, top, right and bottom edge. */
  private final float[][] lines;

  private EdgeLight(int width, int height, float[][] lines) {
    this.width = width;
    this.height = height;
    this.lines = lines;
  }

  /**
   * The light on the edges of a sample's tiles; measured once and kept.
   *
   * @param sample the sample
   * @param layer layer from 1
   * @param channel channel from 1
   * @param flatfield flat field of the channel
   * @param name tells the flat field from others of the sample
   * @return the light
   */
  static EdgeLight of(Sample sample, int layer, int channel, Flatfield flatfield, String name) {
    String key =
        "edge light %s %s %s %s".formatted(layer, channel, Flatfields.state(sample, channel), name);
    return sample.derived(key, () -> measure(sample, layer, channel, flatfield));
  }

  /**
   * Light on a masked pixel.
   *
   * @param x camera x, px
   * @param y camera y, px
   * @return ADU; NaN if the pixel is not on a lit edge
   */
  float at(int x, int y) {
    float sum = Float.NaN;
    sum = plus(sum, lines[0], x);
    sum = plus(sum, lines[1], y);
    sum = plus(sum, lines[2], width - 1 - x);
    return plus(sum, lines[3], height - 1 - y);
  }

  private static float plus(float sum, float[] edge, int depth) {
    return depth >= edge.length ? sum : (Float.isNaN(sum) ? 0 : sum) + edge[depth];
  }

  private static EdgeLight measure(Sample sample, int layer, int channel, Flatfield flatfield) {
    List<RandomAccessibleInterval<UnsignedShortType>> looked = new ArrayList<>();
    List<Integer> sections = sample.read(Layout.acquisition()).sections();
    int from = Math.min(SECTIONS, sections.size());
    for (int i = 0; i < from; i++) {
      SectionTiles tiles =
          SectionTiles.open(sample, sections.get((int) ((i + 0.5) * sections.size() / from)));
      List<Integer> present =
          tiles.present(layer).stream()
              .map(StagePosition::tile)
              .filter(t -> tiles.channels(t, layer).contains(channel))
              .toList();
      int used = Math.min(TILES / from, present.size());
      for (int k = 0; k < used; k++) {
        looked.add(tiles.raw(present.get(k * present.size() / used), layer, channel));
      }
    }
    return measure(
        looked.size(),
        i -> {
          short[] raw = new short[flatfield.width() * flatfield.height()];
          PrimitiveBlocks.of(looked.get(i))
              .copy(new long[2], raw, new int[] {flatfield.width(), flatfield.height()});
          return raw;
        },
        flatfield);
  }

  /**
   * Measures the light.
   *
   * @param tiles number of tiles
   * @param raw tiles of the camera, row-major, ADU
   * @param flatfield their flat field
   * @return the light
   */
  static EdgeLight measure(int tiles, IntFunction<short[]> raw, Flatfield flatfield) {
    Edge[] edges = new Edge[4];
    Arrays.setAll(edges, side -> new Edge(flatfield, side, tiles));
    boolean masked = Arrays.stream(edges).anyMatch(e -> e.width > 0);
    for (int i = 0; i < tiles && masked; i++) {
      short[] pixels = raw.apply(i);
      for (Edge edge : edges) {
        edge.add(pixels, i);
      }
    }
    float[][] lines = new float[4][];
    for (int side = 0; side < 4; side++) {
      lines[side] = tiles == 0 ? new float[0] : edges[side].light();
    }
    return new EdgeLight(flatfield.width(), flatfield.height(), lines);
  }

  /** One edge of the camera image. */
  private static final class Edge {

    final int width;
    private final Flatfield flatfield;
    private final int origin;
    private final int inwards;
    private final int along;
    private final int length;

    /** Of each line the excess of its pixels, tile by tile, ADU. */
    private final float[][] excess;

    private final float[] levels;

    Edge(Flatfield flatfield, int side, int tiles) {
      int w = flatfield.width();
      int h = flatfield.height();
      boolean vertical = side % 2 == 0;
      this.flatfield = flatfield;
      this.origin = side == 2 ? w - 1 : side == 3 ? (h - 1) * w : 0;
      this.inwards = (vertical ? 1 : w) * (side < 2 ? 1 : -1);
      int stride = Math.max(1, (int) Math.ceil((vertical ? h : w) * (double) tiles / SAMPLES));
      this.along = (vertical ? w : 1) * stride;
      this.length = (vertical ? h : w) / stride;
      this.width = maskedLines((vertical ? w : h) / WIDEST);
      this.excess = new float[width][tiles * length];
      this.levels = new float[tiles * length];
    }

    private int maskedLines(int most) {
      int k = 0;
      while (k < most && masked(k)) {
        k++;
      }
      return k < most ? k : 0;
    }

    private boolean masked(int line) {
      for (int j = length / 4; j < length - length / 4; j++) {
        if (flatfield.maskAt(index(line, j)) > 0) {
          return false;
        }
      }
      return true;
    }

    private int index(int line, int j) {
      return origin + line * inwards + j * along;
    }

    void add(short[] raw, int tile) {
      for (int j = 0; j < length && width > 0; j++) {
        double level = 0;
        for (int k = width; k < width + REFERENCE_LINES; k++) {
          level += lit(raw, index(k, j)) / flatfield.gainAt(index(k, j)) / REFERENCE_LINES;
        }
        levels[tile * length + j] = (float) level;
        for (int k = 0; k < width; k++) {
          int i = index(k, j);
          excess[k][tile * length + j] = (float) (lit(raw, i) - level * flatfield.gainAt(i));
        }
      }
    }

    private float lit(short[] raw, int i) {
      return (raw[i] & 0xffff) - flatfield.darkAt(i);
    }

    float[] light() {
      float dark = (float) (-DARK_SHARE * median(levels));
      float[] light = new float[width];
      for (int k = 0; k < width; k++) {
        float median = median(excess[k]);
        light[k] = median < dark ? Float.NaN : median;
      }
      return light;
    }

    private static float median(float[] values) {
      Arrays.sort(values);
      return values[values.length / 2];
    }
  }
}
