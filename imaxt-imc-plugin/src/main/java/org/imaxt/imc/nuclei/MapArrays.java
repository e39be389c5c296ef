package org.imaxt.imc.nuclei;

import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.algo.segment.ProbabilityBlocks;

/** Maps of nuclei and of cells in memory, row by row. */
record MapArrays(float[] nucleus, float[] cell, int width, int height)
    implements ProbabilityBlocks {

  @Override
  public void read(Kind kind, Box box, float[] to) {
    float[] from = kind == Kind.NUCLEUS ? nucleus : cell;
    for (int row = 0; row < box.height(); row++) {
      int at = (box.y() + row) * width + box.x();
      System.arraycopy(from, at, to, row * box.width(), box.width());
    }
  }
}
