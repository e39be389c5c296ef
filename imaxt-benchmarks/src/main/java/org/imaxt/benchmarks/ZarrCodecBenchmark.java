package org.imaxt.benchmarks;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.Compression;
import org.imaxt.core.zarr.Compression.Blosc;
import org.imaxt.core.zarr.Compression.BloscCodec;
import org.imaxt.core.zarr.Compression.Raw;
import org.imaxt.core.zarr.Compression.Shuffle;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.FileStore;
import org.imaxt.core.zarr.MemoryStore;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrVersion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Chunks of 2048 x 2048 uint16 read and written on one thread.
 *
 * <p>An operation is one byte of pixels, so {@code ops/us} is MB/s. {@code codec} methods give the
 * same bytes to zstd level 1 alone, without shuffle, blocks, files or Java arrays of elements.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1400m")
public class ZarrCodecBenchmark {

  private static final int SIZE = 2048;
  private static final int BYTES = SIZE * SIZE * 2;

  /** What the tile shows: textured tissue with photon noise, or the camera's noise alone. */
  @Param({"tissue", "empty"})
  public String tile;

  /** How it is stored. */
  @Param({"zstd", "lz4", "raw"})
  public String compression;

  /** Where it is stored. */
  @Param({"files", "memory"})
  public String store;

  private short[] pixels;
  private byte[] bytes;
  private byte[] packed;
  private Path folder;
  private ZarrArray array;

  /**
   * Makes the tile and writes it once.
   *
   * @throws IOException if there is no temporary folder
   */
  @Setup
  public void prepare() throws IOException {
    pixels = pixels(tile.equals("tissue"));
    bytes = new byte[BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(pixels);
    packed = Zstd.compress(bytes, 1);
    folder = Files.createTempDirectory("zarr-benchmark");
    Store target = store.equals("files") ? new FileStore(folder) : new MemoryStore();
    ArraySpec spec =
        ArraySpec.image(new long[] {SIZE, SIZE}, new int[] {SIZE, SIZE}, DataType.UINT16)
            .withCompression(compression());
    array = ZarrArray.create(target, "a", spec, ZarrVersion.V2);
    array.writeChunk(pixels, 0, 0);
    System.out.printf(
        "%s: chunk %.3f of raw, zstd alone %.3f%n",
        tile, target.read("a/0/0").get().length / (double) BYTES, packed.length / (double) BYTES);
  }

  private Compression compression() {
    return switch (compression) {
      case "zstd" -> Compression.forImages();
      case "lz4" -> new Blosc(BloscCodec.LZ4, 5, Shuffle.BYTE);
      default -> new Raw();
    };
  }

  /** Smooth texture, cells and vessels in ADU, shot noise of gain 2 and read noise of 12 ADU. */
  private static short[] pixels(boolean tissue) {
    Random random = new Random(1);
    short[] pixels = new short[SIZE * SIZE];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double signal = 0;
        if (tissue) {
          double texture = Math.sin(x / 37.0) * Math.cos(y / 23.0) + Math.sin((x + y) / 11.0);
          boolean cell = Math.sin(x / 6.0) * Math.sin(y / 7.0) > 0.8;
          signal = 900 + 200 * texture + (cell ? 1500 : 0);
        }
        double sigma = Math.sqrt(2 * signal + 12 * 12);
        pixels[y * SIZE + x] =
            (short) Math.max(0, Math.round(100 + signal + sigma * random.nextGaussian()));
      }
    }
    return pixels;
  }

  /** Deletes the files. */
  @TearDown
  public void remove() {
    FileStore files = new FileStore(folder.getParent());
    files.deleteTree(folder.getFileName().toString());
  }

  /**
   * Reads a chunk.
   *
   * @return its pixels
   */
  @Benchmark
  @OperationsPerInvocation(BYTES)
  public Object read() {
    return array.readChunk(0, 0);
  }

  /** Writes a chunk. */
  @Benchmark
  @OperationsPerInvocation(BYTES)
  public void write() {
    array.writeChunk(pixels, 0, 0);
  }

  /**
   * Decodes the same bytes with zstd alone.
   *
   * @return the bytes
   */
  @Benchmark
  @OperationsPerInvocation(BYTES)
  public Object codecRead() {
    return Zstd.decompress(packed, BYTES);
  }

  /**
   * Encodes the same bytes with zstd level 1 alone.
   *
   * @return the bytes
   */
  @Benchmark
  @OperationsPerInvocation(BYTES)
  public Object codecWrite() {
    return Zstd.compress(bytes, 1);
  }
}
