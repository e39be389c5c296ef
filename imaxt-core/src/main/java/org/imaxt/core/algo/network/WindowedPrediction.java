package org.imaxt.core.algo.network;

import java.util.Arrays;
import java.util.function.Consumer;
import org.imaxt.core.network.TileModel;
import org.imaxt.core.network.TileShape;

/**
 * Runs a network over an image of any size in overlapping windows, whose answers are averaged with
 * weights that fall towards a window's ends.
 *
 * <p>Where {@link TiledPrediction} computes the network's answer to the whole image once, this
 * looks at each place from several windows, which steadies the answer and costs as many times as
 * much: (window / stride)². The image is mirrored by 16 px at its border. Windows lie where the
 * size of the image says, so the result depends on nothing else. Memory: a window's height of rows
 * of all classes.
 *
 * <p>Overlapping windows after Xiao et al., Dice-XMBD, Frontiers in Genetics 12 (2021) 721229.
 */
public final class WindowedPrediction {

  /** Edge of a window, px. */
  public static final int WINDOW_PX = 512;

  /** Usual distance between windows, px. */
  public static final int STRIDE_PX = 384;

  /** Largest width of a block that is passed on, px. */
  private static final int BLOCK_PX = 2048;

  private final TileModel model;
  private final int windowPx;
  private final int stridePx;

  /**
   * A prediction, not started.
   *
   * @param model the network
   * @param windowPx edge of a window, px, a multiple of the model's; smaller images have smaller
   *     windows
   * @param stridePx distance between windows, px, 1 to {@code windowPx}
   * @throws IllegalArgumentException if a size is none of these
   */
  public WindowedPrediction(TileModel model, int windowPx, int stridePx) {
    int multiple = model.info().tile().sizeMultiple();
    if (windowPx < multiple || windowPx % multiple != 0 || stridePx < 1 || stridePx > windowPx) {
      throw new IllegalArgumentException(
          "windows must be multiples of %s px and no farther apart than wide, got %s px every %s px"
              .formatted(multiple, windowPx, stridePx));
    }
    this.model = model;
    this.windowPx = windowPx;
    this.stridePx = stridePx;
  }

  /**
   * Runs over an image; blocks arrive one after another, row of blocks by row of blocks, and cover
   * it once. A block's values are those of the next one once the receiver returns.
   *
   * @param image the image
   * @param receiver takes each block; may throw to stop
   * @throws IllegalArgumentException if the image has other channels than the model takes
   */
  public void run(PixelWindows image, Consumer<PredictedBlock> receiver) {
    TileShape shape = model.info().tile();
    if (image.channels() != shape.inputChannels()) {
      throw new IllegalArgumentException(
          "the model takes %s channels, the image has %s"
              .formatted(shape.inputChannels(), image.channels()));
    }
    WindowPlan columns = WindowPlan.of(image.width(), windowPx, stridePx, shape.sizeMultiple());
    WindowPlan rows = WindowPlan.of(image.height(), windowPx, stridePx, shape.sizeMultiple());
    Band band = new Band(columns, rows, shape.outputChannels());
    for (int row = 0; row <= rows.last(); row++) {
      for (int column = 0; column <= columns.last(); column++) {
        float[] window =
            image.read(columns.from(column), rows.from(row), columns.window(), rows.window());
        band.add(column, row, model.predict(window, columns.window(), rows.window()));
      }
      band.pass(rows.done(row), receiver);
    }
  }

  /** Weighted sums of the rows that windows still alter. */
  private static final class Band {
    private final WindowPlan columns;
    private final WindowPlan rows;
    private final int classes;
    private final int width;
    private final float[] sums;
    private final float[] across;
    private long top;

    Band(WindowPlan columns, WindowPlan rows, int classes) {
      this.columns = columns;
      this.rows = rows;
      this.classes = classes;
      width = Math.toIntExact(columns.length());
      sums = new float[Math.multiplyExact(Math.multiplyExact(rows.window(), width), classes)];
      across = new float[width];
      for (int x = 0; x < width; x++) {
        across[x] = 1 / columns.total(x);
      }
    }

    void add(int column, int row, float[] window) {
      long left = columns.from(column);
      int first = (int) Math.max(0, -left);
      int end = (int) Math.min(columns.window(), width - left);
      for (int v = 0; v < rows.window(); v++) {
        long y = rows.from(row) + v;
        if (y < top || y >= rows.length()) {
          continue; // beyond the image
        }
        float down = rows.weight(v);
        int from = v * columns.window();
        int to = Math.toIntExact((y - top) * width + left);
        for (int u = first; u < end; u++) {
          float weight = down * columns.weight(u);
          for (int c = 0; c < classes; c++) {
            sums[(to + u) * classes + c] += weight * window[(from + u) * classes + c];
          }
        }
      }
    }

    /** Passes on the rows above one that nothing will alter any more. */
    void pass(long end, Consumer<PredictedBlock> receiver) {
      int count = (int) (end - top);
      if (count <= 0) {
        return;
      }
      float[] values = new float[count * Math.min(BLOCK_PX, width) * classes];
      for (int x = 0; x < width; x += BLOCK_PX) {
        int span = Math.min(BLOCK_PX, width - x);
        for (int v = 0; v < count; v++) {
          float down = 1 / rows.total(top + v);
          for (int u = 0; u < span * classes; u++) {
            values[v * span * classes + u] =
                sums[(v * width + x) * classes + u] * down * across[x + u / classes];
          }
        }
        receiver.accept(new PredictedBlock(x, top, span, count, classes, values, span, 0));
      }
      int row = width * classes;
      System.arraycopy(sums, count * row, sums, 0, sums.length - count * row);
      Arrays.fill(sums, sums.length - count * row, sums.length, 0);
      top = end;
    }
  }
}
