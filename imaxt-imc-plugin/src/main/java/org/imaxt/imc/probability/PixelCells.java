package org.imaxt.imc.probability;

import java.util.LinkedHashMap;
import java.util.Map;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.algo.segment.Box;

/** A channel as an image of ImgLib2 whose cells are read when they are touched; the latest stay. */
final class PixelCells implements LazyCellImg.Get<Cell<FloatArray>> {

  private static final int CELL_PX = 512;

  /** Two rows of cells of an image of 20,000 px, 84 MB. */
  private static final int KEPT = 80;

  private final Pixels pixels;
  private final CellGrid grid;
  private final Map<Long, Cell<FloatArray>> cells =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Cell<FloatArray>> eldest) {
          return size() > KEPT;
        }
      };

  private PixelCells(Pixels pixels) {
    this.pixels = pixels;
    this.grid =
        new CellGrid(new long[] {pixels.width(), pixels.height()}, new int[] {CELL_PX, CELL_PX});
  }

  /**
   * Makes an image of a channel.
   *
   * @param pixels the channel
   * @return intensities, (x, y)
   */
  static RandomAccessibleInterval<FloatType> image(Pixels pixels) {
    PixelCells cells = new PixelCells(pixels);
    return new LazyCellImg<>(cells.grid, new FloatType(), cells);
  }

  @Override
  public synchronized Cell<FloatArray> get(long index) {
    return cells.computeIfAbsent(index, this::load);
  }

  private Cell<FloatArray> load(long index) {
    long[] min = new long[2];
    int[] size = new int[2];
    grid.getCellDimensions(index, min, size);
    Box box = new Box((int) min[0], (int) min[1], size[0], size[1]);
    return new Cell<>(size, min, new FloatArray(pixels.read(box)));
  }
}
