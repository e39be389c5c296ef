package org.imaxt.core.algo.segment;

import org.imaxt.core.algo.image.Watershed;
import org.imaxt.core.algo.measure.LabelGrowth;

/**
 * Cuts cells out of one square: a watershed over the distances to the nuclei, from the nuclei, on
 * the foreground of nuclei and cytoplasm together.
 *
 * @param map the smoothed map of cells
 * @param cut the threshold
 * @param params the parameters
 * @param reachPx how far what is cut may reach from its nucleus, px
 */
record CellCutter(SmoothedMap map, Cut cut, SegmentParams params, int reachPx) {

  /** Cytoplasm of fewer pixels in a pixel of the nucleus is none. */
  private static final double LEAST_CYTOPLASM = 0.1;

  /** Whether a cell has no cytoplasm to speak of. */
  static boolean isBare(long nucleusPx, long cellPx) {
    return cellPx - nucleusPx < LEAST_CYTOPLASM * nucleusPx;
  }

  /** Cells of a square, each with its nucleus' number. */
  int[] cut(Box square, LabelBlocks nuclei) {
    int width = map.blocks().width();
    int height = map.blocks().height();
    int reach = reachPx;
    Box seen = square.grown(params.division().wholePx(), width, height);
    Box far = seen.grown(reach + 1, width, height);
    int[] around = nuclei.read(far);
    int[] distance = far.crop(toNuclei(around, far, reach + 1), seen);
    int[] seeds = far.crop(around, seen);
    boolean[] mask = cut.foreground(map, seen);
    for (int i = 0; i < mask.length; i++) {
      boolean near = distance[i] <= reach * DistanceSteps.PER_PX;
      mask[i] = seeds[i] != 0 || mask[i] && near;
    }
    int steps = (reach + 1) * DistanceSteps.PER_PX + 1;
    int[] cells = Watershed.flood(distance, steps, seeds, mask, seen.width(), seen.height());
    return seen.crop(cells, square);
  }

  private static int[] toNuclei(int[] nuclei, Box box, int mostPx) {
    boolean[] outside = new boolean[nuclei.length];
    for (int i = 0; i < outside.length; i++) {
      outside[i] = nuclei[i] == 0;
    }
    return DistanceSteps.of(outside, box, mostPx);
  }

  /**
   * Gives pixels that no cell has to bare cells near them.
   *
   * @param square the square
   * @param cells its cells; altered
   * @param nuclei all nuclei
   * @param bare whether the cell of a number is bare
   */
  void grow(Box square, int[] cells, LabelBlocks nuclei, boolean[] bare) {
    int distance = params.growPx();
    Box seen = square.grown(distance, map.blocks().width(), map.blocks().height());
    int[] seeds = nuclei.read(seen);
    boolean any = false;
    for (int i = 0; i < seeds.length; i++) {
      seeds[i] = bare[seeds[i]] ? seeds[i] : 0;
      any |= seeds[i] != 0;
    }
    if (!any) {
      return;
    }
    int[] grown = seen.crop(LabelGrowth.grow(seeds, seen.width(), distance), square);
    float[] known = new float[cells.length];
    map.blocks().read(ProbabilityBlocks.Kind.CELL, square, known);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i] == 0 && !Float.isNaN(known[i]) ? grown[i] : cells[i];
    }
  }
}
