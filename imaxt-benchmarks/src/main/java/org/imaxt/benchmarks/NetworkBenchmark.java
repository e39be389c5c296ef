package org.imaxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.network.ClassTargets;
import org.imaxt.core.algo.network.IntensityRange;
import org.imaxt.core.algo.network.TiledPrediction;
import org.imaxt.core.engine.EngineLoader;
import org.imaxt.core.engine.ModelFile;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.NetworkEngine;
import org.imaxt.core.network.NetworkShape;
import org.imaxt.core.network.TileModel;
import org.imaxt.core.network.TrainableNetwork;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of the bead network over one image: all at once, as fast as the engine goes, and in tiles
 * with normalisation and one map taken out. Megapixels a second: edge² over the time. Needs {@code
 * -Dimaxt.engine=imaxt-tensorflow/target/engine}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class NetworkBenchmark {

  /** Columns and rows: a default phantom's section, one of 100 full tiles, and a large one. */
  @Param({"960", "2328", "4096"})
  public int edge;

  /** Threads of the engine. */
  @Param({"2"})
  public int threads;

  private float[] pixels;
  private Path folder;
  private ModelFile file;
  private TileModel model;

  /**
   * Makes a network of random weights, which takes the time of any other.
   *
   * @throws IOException if there is no engine
   */
  @Setup
  public void prepare() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    pixels = new float[edge * edge];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    NetworkEngine engine = EngineLoader.engine();
    NetworkShape shape = NetworkShape.standard(ClassTargets.CLASSES);
    ModelInfo info =
        new ModelInfo(
            "random",
            "1",
            "none",
            shape.tile(),
            new ModelInfo.ImageScale(4.5, 10, 10, 99.9),
            new ModelInfo.Origin("nothing", 1, 1, 0));
    folder = Files.createTempDirectory("imaxt-benchmark");
    Path zip = folder.resolve("model.zip");
    try (TrainableNetwork network = engine.create(shape, 1, threads)) {
      ModelFile.write(network, info, zip);
    }
    file = ModelFile.of(zip);
    model = file.open(engine, threads);
  }

  /**
   * Deletes what was written.
   *
   * @throws IOException if it cannot be deleted
   */
  @TearDown
  public void clean() throws IOException {
    model.close();
    file.close();
    Files.delete(folder.resolve("model.zip"));
    Files.delete(folder);
  }

  /**
   * All at once.
   *
   * @return probabilities
   */
  @Benchmark
  public float[] untiled() {
    return model.predict(pixels, edge, edge);
  }

  /**
   * In tiles.
   *
   * @return something of each map
   */
  @Benchmark
  public double tiled() {
    double[] sum = {0};
    TiledPrediction.with(model)
        .run(
            ArrayImgs.floats(pixels, edge, edge),
            List.of(new IntensityRange(0, 1)),
            block -> sum[0] += block.map(ClassTargets.OBJECT)[0]);
    return sum[0];
  }
}
