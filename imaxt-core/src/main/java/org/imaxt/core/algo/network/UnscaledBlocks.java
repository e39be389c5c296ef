package org.imaxt.core.algo.network;

import java.util.function.Consumer;

/**
 * Brings what a network says of a scaled image back to the pixels of the image, by bilinear
 * interpolation; takes blocks as {@link WindowedPrediction} passes them on and passes on blocks of
 * whole rows. Holds two bands of rows of the scaled image.
 */
public final class UnscaledBlocks implements Consumer<PredictedBlock> {

  private final int width;
  private final int height;
  private final int scaledWidth;
  private final int scaledHeight;
  private final Consumer<PredictedBlock> receiver;
  private float[] rows = new float[0];
  private long top;
  private int count;
  private int passed;

  /**
   * A way back.
   *
   * @param image the image
   * @param scaled the image as the network saw it
   * @param receiver takes the blocks of the image, from its first row to its last
   */
  public UnscaledBlocks(
      PixelWindows image, PixelWindows scaled, Consumer<PredictedBlock> receiver) {
    width = Math.toIntExact(image.width());
    height = Math.toIntExact(image.height());
    scaledWidth = Math.toIntExact(scaled.width());
    scaledHeight = Math.toIntExact(scaled.height());
    this.receiver = receiver;
  }

  @Override
  public void accept(PredictedBlock block) {
    int row = scaledWidth * block.classes();
    if (block.x() == 0) {
      begin(block, row);
    }
    int span = block.width() * block.classes();
    for (int v = 0; v < block.height(); v++) {
      int from = (block.offset() + v * block.tileWidth()) * block.classes();
      int to = Math.toIntExact((block.y() + v - top) * row + block.x() * block.classes());
      System.arraycopy(block.values(), from, rows, to, span);
    }
    if (block.x() + block.width() == scaledWidth) {
      pass(block.classes());
    }
  }

  /** Makes room for a band, keeping the last row before it. */
  private void begin(PredictedBlock block, int row) {
    int kept = Math.min(1, count);
    float[] next = new float[(kept + block.height()) * row];
    System.arraycopy(rows, (count - kept) * row, next, 0, kept * row);
    rows = next;
    top = block.y() - kept;
    count = kept + block.height();
  }

  private void pass(int classes) {
    double step = (double) scaledHeight / height;
    boolean isLast = top + count == scaledHeight;
    int end = passed;
    while (end < height && (isLast || place(end, step, scaledHeight) + 1 < top + count)) {
      end++;
    }
    if (end == passed) {
      return;
    }
    float[] out = new float[Math.multiplyExact((end - passed) * width, classes)];
    for (int y = passed; y < end; y++) {
      row(y, step, classes, out, (y - passed) * width * classes);
    }
    receiver.accept(new PredictedBlock(0, passed, width, end - passed, classes, out, width, 0));
    passed = end;
  }

  private void row(int y, double step, int classes, float[] out, int to) {
    double stepX = (double) scaledWidth / width;
    double fromY = place(y, step, scaledHeight) - top;
    int upper = (int) fromY;
    int lower = Math.min(count - 1, upper + 1);
    for (int x = 0; x < width; x++) {
      double fromX = place(x, stepX, scaledWidth);
      int left = (int) fromX;
      int right = Math.min(scaledWidth - 1, left + 1);
      for (int c = 0; c < classes; c++) {
        float above =
            ScaledWindows.between(
                rows[(upper * scaledWidth + left) * classes + c],
                rows[(upper * scaledWidth + right) * classes + c],
                fromX);
        float below =
            ScaledWindows.between(
                rows[(lower * scaledWidth + left) * classes + c],
                rows[(lower * scaledWidth + right) * classes + c],
                fromX);
        out[to + x * classes + c] = ScaledWindows.between(above, below, fromY);
      }
    }
  }

  /** Where a pixel lies in the scaled image, within its first and last pixel. */
  private static double place(int pixel, double step, int scaledLength) {
    return Math.max(0, Math.min(scaledLength - 1, (pixel + 0.5) * step - 0.5));
  }
}
