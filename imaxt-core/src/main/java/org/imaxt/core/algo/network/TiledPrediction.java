package org.imaxt.core.algo.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.imaxt.core.network.TileModel;
import org.imaxt.core.network.TileShape;

/**
 * Runs a network over an image of any size, tile by tile.
 *
 * <p>The image is mirrored by 16 px at its border. Each tile is read with the model's halo about
 * it, as far as there are pixels, and the halo is thrown away: the result is, but for the library's
 * own rounding, that of the whole mirrored image at once, and has no seams. Tiles start at
 * multiples of the model's size, so that its blocks fall alike everywhere. Memory is bounded by the
 * largest tile.
 */
public final class TiledPrediction {

  /**
   * Pixels of a tile with its halo. A network of 16 filters then needs about 400 MB; a section of
   * 2300 px a side becomes two tiles, of which a fifteenth is thrown away.
   */
  public static final long LARGEST_TILE_PX = 1L << 22;

  private final TileModel model;
  private final long largestTilePx;

  private TiledPrediction(TileModel model, long largestTilePx) {
    this.model = model;
    this.largestTilePx = largestTilePx;
  }

  /**
   * Prediction with tiles of the usual size.
   *
   * @param model the network
   * @return the prediction, not started
   */
  public static TiledPrediction with(TileModel model) {
    return with(model, LARGEST_TILE_PX);
  }

  /**
   * Prediction with tiles of another size.
   *
   * @param model the network
   * @param largestTilePx pixels of a tile with its halo, at least 1; exceeded only where not even
   *     the model's smallest tile fits
   * @return the prediction, not started
   */
  public static TiledPrediction with(TileModel model, long largestTilePx) {
    if (largestTilePx < 1) {
      throw new IllegalArgumentException("tiles must have at least 1 px, got " + largestTilePx);
    }
    return new TiledPrediction(model, largestTilePx);
  }

  /**
   * Runs over an image; rectangles arrive one after another, row of tiles by row of tiles, and
   * cover it once.
   *
   * @param image physical intensities, (x, y) for one channel, else (x, y, channel); NaN where
   *     nothing is known
   * @param ranges intensities of 0 and 1, one a channel
   * @param receiver takes each rectangle; may throw to stop
   * @throws IllegalArgumentException if the image has other channels than the model takes
   */
  public void run(
      RandomAccessibleInterval<FloatType> image,
      List<IntensityRange> ranges,
      Consumer<PredictedBlock> receiver) {
    TileShape shape = model.info().tile();
    Source source = Source.of(image, ranges, shape.inputChannels());
    long across = image.dimension(0);
    long down = image.dimension(1);
    TilePlan[] plans =
        TilePlan.of(across, down, shape.haloPx(), shape.sizeMultiple(), largestTilePx);
    for (int row = 0; row < plans[1].parts(); row++) {
      for (int column = 0; column < plans[0].parts(); column++) {
        receiver.accept(block(source, plans[0], column, plans[1], row));
      }
    }
  }

  private PredictedBlock block(
      Source source, TilePlan columns, int column, TilePlan rows, int row) {
    int width = columns.span(column);
    int height = rows.span(row);
    float[] tile = source.read(columns.from(column), rows.from(row), width, height);
    int left = (int) (columns.first(column) - columns.from(column));
    int top = (int) (rows.first(row) - rows.from(row));
    return new PredictedBlock(
        columns.first(column),
        rows.first(row),
        columns.kept(column),
        rows.kept(row),
        model.info().tile().outputChannels(),
        model.predict(tile, width, height),
        width,
        top * width + left);
  }

  /**
   * Maps of all classes of an image of one channel that fits into memory.
   *
   * @param image physical intensities, (x, y); NaN where nothing is known
   * @param range intensities of 0 and 1
   * @return probabilities, (x, y, class), minimum at 0
   */
  public RandomAccessibleInterval<FloatType> maps(
      RandomAccessibleInterval<FloatType> image, IntensityRange range) {
    int width = Math.toIntExact(image.dimension(0));
    int height = Math.toIntExact(image.dimension(1));
    int classes = model.info().tile().outputChannels();
    ArrayImg<FloatType, FloatArray> maps = ArrayImgs.floats(width, height, classes);
    float[] all = maps.update(null).getCurrentStorageArray();
    run(
        image,
        List.of(range),
        block -> {
          for (int c = 0; c < classes; c++) {
            float[] map = block.map(c);
            for (int row = 0; row < block.height(); row++) {
              long to = ((long) c * height + block.y() + row) * width + block.x();
              System.arraycopy(map, row * block.width(), all, Math.toIntExact(to), block.width());
            }
          }
        });
    return maps;
  }

  /** The image's channels, without end, with what becomes 0 and 1 of each. */
  private record Source(
      List<PrimitiveBlocks<FloatType>> channels, List<IntensityRange> ranges, long[] origin) {

    static Source of(
        RandomAccessibleInterval<FloatType> image, List<IntensityRange> ranges, int wanted) {
      int axes = image.numDimensions();
      long has = axes == 2 ? 1 : image.dimension(2);
      if (axes < 2 || axes > 3 || has != wanted || ranges.size() != wanted) {
        throw new IllegalArgumentException(
            "the model takes %s channels, the image has %s and there are %s intensity ranges"
                .formatted(wanted, has, ranges.size()));
      }
      List<PrimitiveBlocks<FloatType>> channels = new ArrayList<>();
      for (long c = 0; c < has; c++) {
        RandomAccessibleInterval<FloatType> plane =
            axes == 2 ? image : Views.hyperSlice(image, 2, image.min(2) + c);
        channels.add(
            PrimitiveBlocks.of(Views.extendMirrorDouble(plane), PrimitiveBlocks.OnFallback.ACCEPT));
      }
      return new Source(channels, ranges, new long[] {image.min(0), image.min(1)});
    }

    float[] read(long x, long y, int width, int height) {
      long[] from = {x + origin[0], y + origin[1]};
      int[] size = {width, height};
      int count = channels.size();
      float[] tile = new float[width * height * count];
      float[] plane = count == 1 ? tile : new float[width * height];
      for (int c = 0; c < count; c++) {
        channels.get(c).copy(from, plane, size);
        ranges.get(c).apply(plane);
        for (int i = 0; count > 1 && i < plane.length; i++) {
          tile[i * count + c] = plane[i];
        }
      }
      return tile;
    }
  }
}
