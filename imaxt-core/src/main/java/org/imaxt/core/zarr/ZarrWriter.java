package org.imaxt.core.zarr;

import java.lang.reflect.Array;
import java.util.Arrays;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.type.NativeType;
import net.imglib2.util.IntervalIndexer;
import net.imglib2.util.Intervals;

/** Writes images, given in ImgLib2 order, into Zarr arrays. */
public final class ZarrWriter {

  private ZarrWriter() {}

  /**
   * Writes a block that covers whole chunks.
   *
   * <p>The block's interval is in the array's coordinates, x first: min must lie on chunk borders,
   * max just before one or at the array's far edge. Chunks beyond that edge are padded with the
   * fill value. Several threads may write different chunks at once. An array image, unless cropped
   * or padded, is encoded without a copy.
   *
   * @param <T> the pixel type that names the array's type
   * @param block the pixels
   * @param target the array
   * @throws IllegalArgumentException if the type or number of axes differs, or the interval leaves
   *     the array or cuts a chunk
   * @throws StoreException if a chunk cannot be written; chunks before it are then written
   */
  public static <T extends NativeType<T>> void write(
      RandomAccessibleInterval<T> block, ZarrArray target) {
    ArraySpec spec = target.spec();
    requireType(block.getType(), target);
    long[] size = AxisReversal.of(spec.shape());
    int[] chunk = AxisReversal.of(spec.chunk());
    requireWholeChunks(block, size, chunk, target);
    int n = chunk.length;
    long[] first = new long[n];
    long[] count = new long[n];
    for (int d = 0; d < n; d++) {
      first[d] = block.min(d) / chunk[d];
      count[d] = block.max(d) / chunk[d] - first[d] + 1;
    }
    Object whole = wholeChunk(block, chunk);
    if (whole != null) {
      target.writeChunk(whole, AxisReversal.of(first));
      return;
    }
    ChunkCopier<T> copier = new ChunkCopier<>(blocks(block), spec);
    long[] at = new long[n];
    for (long i = 0; i < Intervals.numElements(count); i++) {
      IntervalIndexer.indexToPosition(i, count, at);
      Arrays.setAll(at, d -> at[d] + first[d]);
      target.writeChunk(copier.copy(at), AxisReversal.of(at));
    }
  }

  private static <T extends NativeType<T>> PrimitiveBlocks<T> blocks(
      RandomAccessibleInterval<T> block) {
    return PrimitiveBlocks.of(block, PrimitiveBlocks.OnFallback.ACCEPT);
  }

  private static void requireType(Object type, ZarrArray target) {
    Object expected = PixelTypes.of(target.spec().type());
    if (type.getClass() != expected.getClass()) {
      throw new IllegalArgumentException(
          "array '"
              + target.path()
              + "' takes "
              + expected.getClass().getSimpleName()
              + ", the block holds "
              + type.getClass().getSimpleName()
              + "; convert it first");
    }
  }

  private static void requireWholeChunks(
      Interval block, long[] size, int[] chunk, ZarrArray target) {
    boolean fits = block.numDimensions() == size.length;
    for (int d = 0; fits && d < size.length; d++) {
      long end = block.max(d) + 1;
      fits =
          block.min(d) >= 0
              && block.min(d) % chunk[d] == 0
              && end > block.min(d)
              && (end == size[d] || end < size[d] && end % chunk[d] == 0);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "a block for array '"
              + target.path()
              + "' must cover whole chunks "
              + Arrays.toString(chunk)
              + " (x first) inside "
              + Arrays.toString(size)
              + ", got "
              + Intervals.toString(block));
    }
  }

  /** The array behind an array image that is exactly one full chunk, else null. */
  private static Object wholeChunk(RandomAccessibleInterval<?> block, int[] chunk) {
    boolean zeroMin = Arrays.stream(Intervals.minAsLongArray(block)).allMatch(m -> m == 0);
    if (block instanceof ArrayImg<?, ?> img
        && zeroMin
        && Arrays.equals(Intervals.dimensionsAsIntArray(block), chunk)
        && img.update(null) instanceof ArrayDataAccess<?> access
        && Array.getLength(access.getCurrentStorageArray()) == Intervals.numElements(block)) {
      return access.getCurrentStorageArray();
    }
    return null;
  }

  /** Copies one chunk after the other out of a block, into one buffer. */
  private static final class ChunkCopier<T extends NativeType<T>> {
    private final PrimitiveBlocks<T> blocks;
    private final ArraySpec spec;
    private final int[] chunk;
    private final long[] size;
    private final Object buffer;

    ChunkCopier(PrimitiveBlocks<T> blocks, ArraySpec spec) {
      this.blocks = blocks;
      this.spec = spec;
      this.chunk = AxisReversal.of(spec.chunk());
      this.size = AxisReversal.of(spec.shape());
      this.buffer = spec.type().newArray(spec.chunkElements());
    }

    /** The chunk at a position of the grid, x first, padded where it leaves the array. */
    Object copy(long[] at) {
      int n = chunk.length;
      int[] box = new int[n];
      long[] min = new long[n];
      for (int d = 0; d < n; d++) {
        min[d] = at[d] * chunk[d];
        box[d] = (int) Math.min(chunk[d], size[d] - min[d]);
      }
      if (Arrays.equals(box, chunk)) {
        blocks.copy(min, buffer, box);
        return buffer;
      }
      Object part = spec.type().newArray(ChunkBox.elements(box));
      blocks.copy(min, part, box);
      spec.type().fill(buffer, spec.fill());
      ChunkBox.place(part, AxisReversal.of(box), buffer, spec.chunk());
      return buffer;
    }
  }
}
