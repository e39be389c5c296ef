package org.imaxt.imc.segmentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.imaxt.core.algo.network.PredictedBlock;
import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.algo.segment.ProbabilityBlocks;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.OmeDocument;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.pyramid.BlockLevels;
import org.imaxt.core.pyramid.LevelBlock;
import org.imaxt.core.pyramid.PyramidGeometry;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.imc.probability.ProbabilitySource;

/** Probabilities as an OME image: a channel a class, uint16, 0 where nothing is known. */
final class ProbabilityImage implements ProbabilityBlocks {

  private static final List<String> NAMES = List.of("background", "nucleus", "cytoplasm");
  private static final List<String> COLOURS = List.of("808080", "0000FF", "00FF00");

  /** Stored for a probability of 1; 1 is stored for 0. */
  private static final int FULL = 65535;

  private static final ImageScale SCALE = new ImageScale(1.0 / (FULL - 1), -1.0 / (FULL - 1));

  private final OmeImage image;
  private final ZarrArray finest;

  private ProbabilityImage(OmeImage image) {
    this.image = image;
    this.finest = image.levels().get(0);
  }

  /** Makes the empty image in a group. */
  static ProbabilityImage create(ZarrGroup group, int width, int height, double pixelUm) {
    PyramidGeometry geometry = new PyramidGeometry(width, height);
    double[] scale = {pixelUm, pixelUm, pixelUm};
    double[] origin = {0, pixelUm / 2, pixelUm / 2};
    List<Channel> channels = new ArrayList<>();
    for (int c = 0; c < NAMES.size(); c++) {
      boolean shown = c != ProbabilitySource.BACKGROUND;
      channels.add(new Channel(NAMES.get(c), COLOURS.get(c), shown, 0, FULL, 1, FULL));
    }
    OmeImage image =
        OmeImage.create(
            group,
            OmeDocument.image(geometry.multiscale("probabilities", scale, origin), channels),
            geometry.arrays(NAMES.size(), 1, DataType.UINT16));
    SCALE.write(image, "probability of background, nucleus and cytoplasm");
    return new ProbabilityImage(image);
  }

  static ProbabilityImage open(ZarrGroup group) {
    return new ProbabilityImage(OmeImage.open(group));
  }

  OmeImage image() {
    return image;
  }

  @Override
  public int width() {
    return (int) finest.spec().shape()[4];
  }

  @Override
  public int height() {
    return (int) finest.spec().shape()[3];
  }

  /** Takes rectangles and writes chunks as they become whole. */
  Consumer<PredictedBlock> writer(Runnable eachBlock) {
    Map<Integer, Filling> open = new HashMap<>();
    int across = (width() - 1) / PyramidGeometry.CHUNK + 1;
    return block -> {
      eachBlock.run();
      float[][] maps = new float[NAMES.size()][];
      for (int c = 0; c < maps.length; c++) {
        maps[c] = block.map(c);
      }
      Box from = new Box((int) block.x(), (int) block.y(), block.width(), block.height());
      int side = PyramidGeometry.CHUNK;
      for (int y = from.y() / side; y * side < from.y() + from.height(); y++) {
        for (int x = from.x() / side; x * side < from.x() + from.width(); x++) {
          Filling filling = open.computeIfAbsent(y * across + x, Filling::new);
          filling.take(maps, from, x * side, y * side);
          int columns = Math.min(side, width() - x * side);
          if (filling.count == columns * Math.min(side, height() - y * side)) {
            filling.write(finest, x, y);
            open.remove(y * across + x);
          }
        }
      }
    };
  }

  /** A chunk of each class that is not whole yet. */
  private static final class Filling {
    private final short[][] stored;
    private int count;

    Filling(int key) {
      stored = new short[NAMES.size()][PyramidGeometry.CHUNK * PyramidGeometry.CHUNK];
    }

    void take(float[][] maps, Box from, int left, int top) {
      int side = PyramidGeometry.CHUNK;
      int x0 = Math.max(left, from.x());
      int x1 = Math.min(left + side, from.x() + from.width());
      int y0 = Math.max(top, from.y());
      int y1 = Math.min(top + side, from.y() + from.height());
      for (int y = y0; y < y1; y++) {
        for (int x = x0; x < x1; x++) {
          int at = (y - from.y()) * from.width() + x - from.x();
          for (int c = 0; c < maps.length; c++) {
            stored[c][(y - top) * side + x - left] = stored(maps[c][at]);
          }
        }
      }
      count += (x1 - x0) * (y1 - y0);
    }

    private static short stored(float p) {
      return (short)
          (Float.isNaN(p) ? 0 : 1 + Math.round(Math.max(0, Math.min(1, p)) * (FULL - 1)));
    }

    void write(ZarrArray array, int x, int y) {
      for (int c = 0; c < stored.length; c++) {
        array.writeChunk(stored[c], 0, c, 0, y, x);
      }
    }
  }

  /** Writes the coarser levels, when the finest is there. */
  void writeCoarser(Runnable eachBlock) {
    PyramidGeometry geometry = new PyramidGeometry(width(), height());
    for (int phase = 0; phase < PyramidGeometry.PHASES && geometry.levels() > 1; phase++) {
      int level = phase * PyramidGeometry.LEVELS_PER_BLOCK;
      if (!geometry.hasPhase(phase)) {
        return;
      }
      for (int row = 0; row < geometry.rows(level); row++) {
        for (int column = 0; column < geometry.columns(level); column++) {
          for (int c = 1; c <= NAMES.size(); c++) {
            eachBlock.run();
            BlockLevels.average(
                image, c, 1, geometry.block(level, column, row), LevelBlock.Zero.UNKNOWN);
          }
        }
      }
    }
  }

  @Override
  public void read(Kind kind, Box box, float[] to) {
    add(ProbabilitySource.NUCLEUS, box, to, false);
    if (kind == Kind.CELL) {
      add(ProbabilitySource.CYTOPLASM, box, to, true);
    }
  }

  /** Chunks are read past any cache: each is wanted once a pass. */
  private void add(int channel, Box box, float[] to, boolean more) {
    int side = PyramidGeometry.CHUNK;
    for (int y = box.y() / side; y * side < box.y() + box.height(); y++) {
      for (int x = box.x() / side; x * side < box.x() + box.width(); x++) {
        short[] chunk = (short[]) finest.readChunk(0, channel, 0, y, x);
        int x0 = Math.max(x * side, box.x());
        int x1 = Math.min((x + 1) * side, box.x() + box.width());
        int y0 = Math.max(y * side, box.y());
        int y1 = Math.min((y + 1) * side, box.y() + box.height());
        for (int row = y0; row < y1; row++) {
          int from = (row - y * side) * side - x * side;
          int into = (row - box.y()) * box.width() - box.x();
          for (int column = x0; column < x1; column++) {
            float p = probability(chunk[from + column]);
            to[into + column] = more ? to[into + column] + p : p;
          }
        }
      }
    }
  }

  private static float probability(short stored) {
    int value = stored & 0xffff;
    return value == 0 ? Float.NaN : (value - 1) * (1f / (FULL - 1));
  }
}
