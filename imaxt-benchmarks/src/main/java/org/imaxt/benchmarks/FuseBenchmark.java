package org.imaxt.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.algo.fuse.BlendMode;
import org.imaxt.core.algo.fuse.Blending;
import org.imaxt.core.algo.fuse.FusedBlock;
import org.imaxt.core.algo.fuse.IntensityScale;
import org.imaxt.core.algo.fuse.MosaicBlock;
import org.imaxt.core.algo.fuse.TilePixels;
import org.imaxt.core.algo.fuse.TileWeights;
import org.imaxt.core.algo.image.BlockAverage;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.DistortionModel;
import org.imaxt.core.model.Orientation;
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

/**
 * Time of the fuse kernel for one 2080 px tile, of storing its block and of halving it. Megapixels
 * a second: 4.33 million output (for the halving: input) pixels over the time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class FuseBenchmark {

  private static final int SIZE = 2080;

  /** How the camera lies on the stage axes. */
  @Param({"IDENTITY", "FLIP_X", "ROTATE_90"})
  public Orientation orientation;

  private TilePixels tile;
  private TileWeights weights;
  private InverseGrid inverse;
  private MosaicBlock block;
  private float[] values;
  private float[] confidence;
  private short[] stored;

  /** Makes a noisy tile and an empty block. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    short[] raw = new short[SIZE * SIZE];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (short) (2000 + random.nextInt(1000));
    }
    Flatfield flat = Flatfield.identity(SIZE, SIZE);
    weights = TileWeights.of(flat, orientation, new Blending(BlendMode.CONFIDENCE, 89));
    Distortion cubic =
        new Distortion(
            DistortionModel.RADIAL_TANGENTIAL, SIZE, SIZE, 0.56, 0, 0, List.of(7.0, 0.0, 0.0, 0.1));
    inverse = InverseGrid.of(cubic, orientation);
    tile = new TilePixels(ArrayImgs.unsignedShorts(raw, SIZE, SIZE), 10.3, 20.7);
    block = new MosaicBlock(0, 0, SIZE + 32, SIZE + 32);
    MosaicBlock other = new MosaicBlock(11, 21, SIZE, SIZE);
    other.add(tile, weights);
    FusedBlock fused = other.mean();
    values = fused.values();
    confidence = fused.confidence();
    stored = new short[values.length];
    new IntensityScale(1, -20).store(values, confidence, stored);
  }

  /**
   * Adds one shifted tile.
   *
   * @return the block
   */
  @Benchmark
  public MosaicBlock shift() {
    block.add(tile, weights);
    return block;
  }

  /**
   * Adds one tile through a cubic distortion of 20 µm at the corners.
   *
   * @return the block
   */
  @Benchmark
  public MosaicBlock distortion() {
    block.add(tile, weights, inverse);
    return block;
  }

  /**
   * Stores a block of means.
   *
   * @return number of clipped pixels
   */
  @Benchmark
  public long store() {
    return new IntensityScale(1, -20).store(values, confidence, stored);
  }

  /**
   * Halves a stored block.
   *
   * @return the halved block
   */
  @Benchmark
  public short[] halveStored() {
    return BlockAverage.known(stored, SIZE, SIZE);
  }

  /**
   * Halves a block of confidences.
   *
   * @return the halved block
   */
  @Benchmark
  public float[] halveConfidence() {
    return BlockAverage.mean(confidence, SIZE, SIZE);
  }
}
