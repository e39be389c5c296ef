package org.imaxt.core.algo.segment;

/** Probabilities in memory; they are 0 to 1. */
record ArrayMap(float[] nucleus, float[] cell, int width, int height) implements ProbabilityBlocks {

  /** A map of nuclei alone. */
  static ArrayMap ofNuclei(float[] nucleus, int width) {
    return new ArrayMap(nucleus, nucleus, width, nucleus.length / width);
  }

  @Override
  public void read(Kind kind, Box box, float[] to) {
    float[] from = kind == Kind.NUCLEUS ? nucleus : cell;
    for (int row = 0; row < box.height(); row++) {
      int at = (box.y() + row) * width + box.x();
      System.arraycopy(from, at, to, row * box.width(), box.width());
    }
  }
}
