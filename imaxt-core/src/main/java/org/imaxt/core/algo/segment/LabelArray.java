package org.imaxt.core.algo.segment;

/** A label image in memory. */
public final class LabelArray implements LabelBlocks {

  private final Box all;
  private final int[] labels;

  /**
   * An image of zeros.
   *
   * @param width columns
   * @param height rows
   */
  public LabelArray(int width, int height) {
    all = new Box(0, 0, width, height);
    labels = new int[all.pixels()];
  }

  /**
   * All labels.
   *
   * @return the array itself, row by row
   */
  public int[] labels() {
    return labels;
  }

  @Override
  public int[] read(Box box) {
    return all.crop(labels, box);
  }

  @Override
  public void write(Box box, int[] from) {
    for (int row = 0; row < box.height(); row++) {
      int to = (box.y() + row) * all.width() + box.x();
      System.arraycopy(from, row * box.width(), labels, to, box.width());
    }
  }
}
