package org.imaxt.beads.detect;

import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.algo.beads.LevelImage;
import org.imaxt.core.algo.beads.ProbabilityMap;
import org.imaxt.core.algo.network.ClassTargets;
import org.imaxt.core.algo.network.IntensityRange;
import org.imaxt.core.algo.network.PredictedBlock;
import org.imaxt.core.algo.network.TiledPrediction;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.TileModel;

/** An opened model that says where beads are. One caller at a time. */
final class BeadNetwork implements ProbabilityMap, AutoCloseable {

  /** Sections run side by side; and one thread adds up in the same order on any machine. */
  static final int THREADS = 1;

  /** Half of the usual tile: sections run side by side, and each has its own. */
  private static final long LARGEST_TILE_PX = TiledPrediction.LARGEST_TILE_PX / 2;

  private final TileModel model;

  BeadNetwork(TileModel model) {
    this.model = model;
  }

  ModelInfo info() {
    return model.info();
  }

  @Override
  public float[] of(LevelImage image) {
    float[] values = image.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = image.known()[i] ? values[i] : Float.NaN;
    }
    RandomAccessibleInterval<FloatType> pixels =
        ArrayImgs.floats(values, image.width(), image.height());
    ModelInfo.ImageScale scale = info().scale();
    IntensityRange range =
        IntensityRange.ofPercentiles(pixels, scale.lowPercentile(), scale.highPercentile());
    int object = info().tile().classes().indexOf(ClassTargets.CLASSES.get(ClassTargets.OBJECT));
    float[] probability = new float[values.length];
    TiledPrediction.with(model, LARGEST_TILE_PX)
        .run(pixels, List.of(range), block -> copy(block, object, probability, image.width()));
    return probability;
  }

  private static void copy(PredictedBlock block, int object, float[] to, int width) {
    float[] map = block.map(object);
    for (int row = 0; row < block.height(); row++) {
      int at = (int) (block.y() + row) * width + (int) block.x();
      System.arraycopy(map, row * block.width(), to, at, block.width());
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
