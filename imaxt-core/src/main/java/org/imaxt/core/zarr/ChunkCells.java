package org.imaxt.core.zarr;

import java.util.Arrays;
import java.util.Optional;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.util.IntervalIndexer;

/**
 * The cells of one image, through the cache: its chunks, or some rows of them where they are large
 * and their blocks can be read by themselves. A narrow strip of a tile then costs as little as it
 * shows.
 *
 * @param array the array
 * @param cache where decoded cells are kept
 * @param grid the cells in ImgLib2 order
 * @param perChunk cells of a chunk, along y
 */
record ChunkCells(ZarrArray array, ChunkCache cache, CellGrid grid, int perChunk) {

  /** Smaller chunks are read whole. */
  private static final int LARGE_BYTES = 1 << 20;

  /** Cells of an array that is not empty along any axis. */
  static ChunkCells of(ZarrArray array, ChunkCache cache) {
    ArraySpec spec = array.spec();
    int[] cell = AxisReversal.of(spec.chunk());
    int perChunk = 1;
    int rows = array.rowsTogether();
    if (isLarge(spec) && rows > 0 && isDivisible(spec, rows)) {
      perChunk = (cell[1] + rows - 1) / rows;
      cell[1] = rows;
    }
    return new ChunkCells(
        array, cache, new CellGrid(AxisReversal.of(spec.shape()), cell), perChunk);
  }

  /** A plane of more than a few blocks. */
  private static boolean isLarge(ArraySpec spec) {
    int[] chunk = spec.chunk();
    int n = chunk.length;
    int[] slower = Arrays.copyOf(chunk, Math.max(0, n - 2));
    return n >= 2
        && Arrays.stream(slower).allMatch(size -> size == 1)
        && (long) chunk[n - 2] * chunk[n - 1] * spec.type().bytes() > LARGE_BYTES;
  }

  /** Cells must not straddle chunks. */
  private static boolean isDivisible(ArraySpec spec, int rows) {
    int y = spec.chunk().length - 2;
    return spec.shape()[y] <= spec.chunk()[y] || spec.chunk()[y] % rows == 0;
  }

  /** The cell of an index, decoded when it is not kept. */
  Cell<?> get(long index) {
    int[] size = new int[grid.numDimensions()];
    long[] min = new long[size.length];
    grid.getCellDimensions(index, min, size);
    long bytes = bytes(ChunkBox.elements(size));
    return (Cell<?>) cache.get(array, index, bytes, () -> decode(index, min, size));
  }

  private long bytes(int elements) {
    return (long) elements * array.spec().type().bytes();
  }

  private Cell<?> decode(long index, long[] min, int[] size) {
    long[] position = new long[size.length];
    grid.getCellGridPositionFlat(index, position);
    int[] chunk = array.spec().chunk();
    int[] box = AxisReversal.of(size);
    Object elements;
    if (perChunk == 1) {
      elements = array.readChunk(AxisReversal.of(position));
    } else {
      chunk[chunk.length - 2] = box[box.length - 2];
      elements = rows(position, box[box.length - 2] * chunk[chunk.length - 1]);
    }
    if (!Arrays.equals(chunk, box)) {
      Object part = array.spec().type().newArray(ChunkBox.elements(box));
      ChunkBox.crop(elements, chunk, part, box);
      elements = part;
    }
    return new Cell<>(size, min, PixelTypes.access(elements));
  }

  /** The first {@code count} elements of the rows of a cell, at the chunk's full width. */
  private Object rows(long[] position, int count) {
    int cell = (int) (position[1] % perChunk);
    position[1] -= cell;
    long first = IntervalIndexer.positionToIndex(position, grid.getGridDimensions());
    position[1] /= perChunk;
    long[] index = AxisReversal.of(position);
    int from = cell * grid.cellDimension(1) * grid.cellDimension(0);
    @SuppressWarnings("unchecked") // what this method puts under the key
    Optional<BlockTable> table =
        (Optional<BlockTable>) cache.get(array, -1 - 2 * first, 512, () -> array.blockTable(index));
    if (table.isPresent()) {
      return array.readPart(table.get(), from, count, index);
    }
    long bytes = bytes(ChunkBox.elements(array.spec().chunk()));
    Object whole = cache.get(array, -2 - 2 * first, bytes, () -> array.readChunk(index));
    Object part = array.spec().type().newArray(count);
    System.arraycopy(whole, from, part, 0, count);
    return part;
  }
}
