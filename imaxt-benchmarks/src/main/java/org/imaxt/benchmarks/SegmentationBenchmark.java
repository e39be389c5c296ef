package org.imaxt.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.algo.image.Gaussian;
import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.algo.segment.LabelArray;
import org.imaxt.core.algo.segment.ProbabilityBlocks;
import org.imaxt.core.algo.segment.SegmentParams;
import org.imaxt.core.algo.segment.Segmentation;
import org.imaxt.core.algo.segment.Threshold;
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
import org.openjdk.jmh.annotations.Warmup;

/** Nuclei and cells of an image of 4 Mpx, dense with blobs, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(1)
public class SegmentationBenchmark {

  private static final int SIDE = 2048;

  /** Rule of the threshold. */
  @Param({"otsu", "adaptive"})
  public String rule;

  private float[] map;

  /** A benchmark. */
  public SegmentationBenchmark() {}

  /** Draws blobs of some 10 px. */
  @Setup
  public void draw() {
    Random random = new Random(1);
    float[] noise = new float[SIDE * SIDE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }
    map = Gaussian.blur(noise, SIDE, SIDE, 3);
    for (int i = 0; i < map.length; i++) {
      map[i] = Math.max(0, Math.min(1, 0.5f + 12 * map[i]));
    }
  }

  /**
   * Segments the image.
   *
   * @return number of nuclei
   */
  @Benchmark
  public int segment() {
    Threshold threshold =
        rule.equals("otsu") ? Threshold.otsu() : Threshold.adaptive(5, -0.03, 0.4);
    ProbabilityBlocks blocks =
        new ProbabilityBlocks() {
          @Override
          public int width() {
            return SIDE;
          }

          @Override
          public int height() {
            return SIDE;
          }

          @Override
          public void read(Kind kind, Box box, float[] to) {
            for (int row = 0; row < box.height(); row++) {
              int from = (box.y() + row) * SIDE + box.x();
              System.arraycopy(map, from, to, row * box.width(), box.width());
            }
          }
        };
    return Segmentation.run(
            blocks,
            new LabelArray(SIDE, SIDE),
            new LabelArray(SIDE, SIDE),
            SegmentParams.defaults().withThresholds(threshold, Threshold.otsu()),
            TaskExecutors.singleThreaded(),
            () -> {})
        .nucleusAreas()
        .length;
  }
}
