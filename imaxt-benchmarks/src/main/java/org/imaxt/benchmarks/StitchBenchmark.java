package org.imaxt.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.algo.image.Gaussian;
import org.imaxt.core.algo.stitch.IntensityRange;
import org.imaxt.core.algo.stitch.MaskedCorrelation;
import org.imaxt.core.algo.stitch.NeighbourPair;
import org.imaxt.core.algo.stitch.PairParams;
import org.imaxt.core.algo.stitch.PositionSolver;
import org.imaxt.core.algo.stitch.SolverParams;
import org.imaxt.core.algo.stitch.Strip;
import org.imaxt.core.algo.stitch.StripPair;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of placing tiles: one pair of strips of 2080 px tiles in two channels, the positions of
 * 3,000 linked tiles, and flat-fielding a strip.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class StitchBenchmark {

  private static final int TILE = 2080;
  private static final int OVERLAP = 208;
  private static final int RADIUS = 45;
  private static final int ROWS = 50;
  private static final int COLUMNS = 60;

  private StripPair pair;
  private List<StagePosition> stage;
  private List<Displacement> links;
  private Flatfield flatfield;
  private RandomAccessibleInterval<UnsignedShortType> raw;

  /** Makes strips of one noisy scene, a grid of links, and a flat field. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    int width = OVERLAP + RADIUS;
    float[] scene = scene(random, width + RADIUS, TILE);
    pair =
        new StripPair(
            new NeighbourPair(0, 1, TILE - OVERLAP, 0),
            strip(random, scene, 0, TILE - width),
            strip(random, scene, RADIUS, 0));
    stage = new ArrayList<>();
    links = new ArrayList<>();
    int step = TILE - OVERLAP;
    for (int tile = 0; tile < ROWS * COLUMNS; tile++) {
      int row = tile / COLUMNS;
      int column = tile % COLUMNS;
      stage.add(
          new StagePosition(
              tile,
              row,
              column,
              column * step + 5 * random.nextGaussian(),
              row * step + 5 * random.nextGaussian()));
      if (column > 0) {
        links.add(link(random, tile - 1, tile, step, 0));
      }
      if (row > 0) {
        links.add(link(random, tile - COLUMNS, tile, 0, step));
      }
    }
    flatfield = Flatfield.identity(TILE, TILE);
    raw = ArrayImgs.unsignedShorts(TILE, TILE);
  }

  private static float[] scene(Random random, int width, int height) {
    float[] noise = new float[width * height];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (20_000 * random.nextGaussian());
    }
    return Gaussian.blur(noise, width, height, 3);
  }

  /** Two channels of a part of the scene, with noise of their own, at a column of the tile. */
  private static Strip strip(Random random, float[] scene, int from, int left) {
    int width = OVERLAP + RADIUS;
    List<RandomAccessibleInterval<FloatType>> channels = new ArrayList<>();
    for (int channel = 0; channel < 2; channel++) {
      float[] values = new float[width * TILE];
      for (int i = 0; i < values.length; i++) {
        float seen = scene[i / width * (width + RADIUS) + from + i % width];
        values[i] = (float) (3000 + seen + 100 * random.nextGaussian());
      }
      channels.add(Views.translate(ArrayImgs.floats(values, width, TILE), left, 0));
    }
    return Strip.of(channels, IntensityRange.finite());
  }

  private static Displacement link(Random random, int a, int b, double dx, double dy) {
    boolean wrong = random.nextInt(50) == 0;
    double spread = wrong ? 20 : 0.1;
    return new Displacement(
        a,
        b,
        dx + spread * random.nextGaussian(),
        dy + spread * random.nextGaussian(),
        0.1,
        0.1,
        0.8);
  }

  /**
   * Matches a pair of strips.
   *
   * @return displacement or the reason why there is none
   */
  @Benchmark
  public Object match() {
    return MaskedCorrelation.match(pair, PairParams.defaults());
  }

  /**
   * Solves the positions of 3,000 tiles from 5,890 links of which 2 % are wrong.
   *
   * @return the solution
   */
  @Benchmark
  public Object solve() {
    return PositionSolver.solve(stage, PixelSize.square(1), links, SolverParams.defaults());
  }

  /**
   * Flat-fields a strip of 208 × 2080 px through the lazy view.
   *
   * @return corrected pixels
   */
  @Benchmark
  public float[] correct() {
    float[] strip = new float[OVERLAP * TILE];
    PrimitiveBlocks.of(flatfield.correct(raw)).copy(new long[2], strip, new int[] {OVERLAP, TILE});
    return strip;
  }
}
