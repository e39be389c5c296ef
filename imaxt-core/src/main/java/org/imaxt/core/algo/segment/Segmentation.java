package org.imaxt.core.algo.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import org.imaxt.core.algo.segment.ProbabilityBlocks.Kind;

/**
 * Nuclei and cells of an image of any size, both numbered alike: a cell has its nucleus' number.
 *
 * <p>Square by square, several times: counts of all values for the thresholds; nuclei; their
 * numbers, in the order of their first pixels; their rims and numbers once more, where nuclei have
 * rims; cells from the nuclei; growth of cells without cytoplasm. Memory is that of a square with
 * its surroundings a thread, and of some numbers a nucleus. The order of squares, the number of
 * threads and the way pixels are stored change nothing.
 */
public final class Segmentation {

  private final ProbabilityBlocks map;
  private final SegmentParams params;
  private final TaskExecutor executor;
  private final Runnable eachSquare;
  private final List<Box> squares;

  private Segmentation(
      ProbabilityBlocks map, SegmentParams params, TaskExecutor executor, Runnable eachSquare) {
    this.map = map;
    this.params = params;
    this.executor = executor;
    this.eachSquare = eachSquare;
    this.squares = Box.squares(map.width(), map.height(), params.division().squarePx());
  }

  /**
   * What was found.
   *
   * @param nucleusThreshold probability at which nuclei begin; for an adaptive threshold what they
   *     must reach anywhere
   * @param cellThreshold likewise of cells
   * @param nucleusAreas pixels of each nucleus, number 1 first
   * @param cellAreas pixels of each cell likewise
   * @param bareCells cells whose cytoplasm was not seen
   */
  public record Found(
      double nucleusThreshold,
      double cellThreshold,
      long[] nucleusAreas,
      long[] cellAreas,
      long bareCells) {}

  /**
   * Squares that {@link #run} goes through, for progress.
   *
   * @param width columns of the image
   * @param height rows of the image
   * @param params the parameters
   * @return how often its last argument is called
   */
  public static long steps(int width, int height, SegmentParams params) {
    long across = (width - 1) / params.division().squarePx() + 1L;
    long down = (height - 1) / params.division().squarePx() + 1L;
    return (params.rimPx() > 0 ? 7 : 5) * across * down;
  }

  /**
   * Segments an image.
   *
   * @param map its probabilities
   * @param nuclei takes the nuclei, in between with other numbers; all zero at first
   * @param cells takes the cells
   * @param params the parameters
   * @param executor its threads look at squares side by side
   * @param eachSquare is called after each square on the calling thread; may throw to stop
   * @return sizes and thresholds
   */
  public static Found run(
      ProbabilityBlocks map,
      LabelBlocks nuclei,
      LabelBlocks cells,
      SegmentParams params,
      TaskExecutor executor,
      Runnable eachSquare) {
    return new Segmentation(map, params, executor, eachSquare).run(nuclei, cells);
  }

  private Found run(LabelBlocks nuclei, LabelBlocks cells) {
    SmoothedMap ofNuclei = new SmoothedMap(map, Kind.NUCLEUS, params.sigmaPx());
    SmoothedMap ofCells = new SmoothedMap(map, Kind.CELL, params.sigmaPx());
    long[][] counts = {new long[SmoothedMap.MISSING], new long[SmoothedMap.MISSING]};
    inTurn(
        square -> List.of(counted(ofNuclei, square), counted(ofCells, square)),
        found -> {
          add(counts[0], found.get(0));
          add(counts[1], found.get(1));
        });
    Cut nucleusCut = Cut.of(params.nuclei(), counts[0]);
    Cut cellCut = Cut.of(params.cells(), counts[1]);
    NucleusTable table = new NucleusTable(map.width(), map.height());
    NucleusCutter nucleusCutter = new NucleusCutter(ofNuclei, nucleusCut, params);
    inTurn(
        nucleusCutter::cut,
        part -> {
          table.add(part);
          nuclei.write(part.square(), part.labels());
        });
    NucleusTable.Numbered numbered = table.numbered(params);
    inTurn(
        square -> new Labelled(square, renumbered(nuclei.read(square), numbered.ids())),
        done -> nuclei.write(done.square, done.labels));
    long[] nucleusAreas =
        params.rimPx() == 0
            ? numbered.areas()
            : rimmed(new CellCutter(ofCells, cellCut, params, params.rimPx()), nuclei, cells);
    long[] areas = new long[nucleusAreas.length + 1];
    CellCutter cellCutter = new CellCutter(ofCells, cellCut, params, params.reachPx());
    inTurn(
        square -> new Labelled(square, cellCutter.cut(square, nuclei)),
        done -> {
          count(done.labels, areas);
          cells.write(done.square, done.labels);
        });
    boolean[] bare = bare(nucleusAreas, areas);
    long bareCells = IntStream.range(0, bare.length).filter(i -> bare[i]).count();
    grow(cellCutter, nuclei, cells, bare, areas);
    return new Found(
        nucleusCut.probability(),
        cellCut.probability(),
        nucleusAreas,
        Arrays.copyOfRange(areas, 1, areas.length),
        bareCells);
  }

  /** A square and what its pixels are. */
  private record Labelled(Box square, int[] labels) {}

  /**
   * Gives nuclei the foreground of cells near them, by way of the other image, as a square must not
   * see what its neighbours have become.
   */
  private long[] rimmed(CellCutter cutter, LabelBlocks nuclei, LabelBlocks other) {
    FirstPixels firsts = new FirstPixels(map.width());
    inTurn(
        square -> new Labelled(square, cutter.cut(square, nuclei)),
        done -> {
          firsts.add(done.square, done.labels);
          other.write(done.square, done.labels);
        });
    FirstPixels.Ordered ordered = firsts.ordered();
    inTurn(
        square -> new Labelled(square, renumbered(other.read(square), ordered.ids())),
        done -> nuclei.write(done.square, done.labels));
    return ordered.areas();
  }

  private void grow(
      CellCutter cutter, LabelBlocks nuclei, LabelBlocks cells, boolean[] bare, long[] areas) {
    if (params.growPx() == 0) {
      return;
    }
    Arrays.fill(areas, 0); // counted anew
    inTurn(
        square -> {
          int[] labels = cells.read(square);
          cutter.grow(square, labels, nuclei, bare);
          return new Labelled(square, labels);
        },
        done -> {
          count(done.labels, areas);
          cells.write(done.square, done.labels);
        });
  }

  private static boolean[] bare(long[] nuclei, long[] cells) {
    boolean[] bare = new boolean[cells.length];
    for (int i = 1; i < bare.length; i++) {
      bare[i] = CellCutter.isBare(nuclei[i - 1], cells[i]);
    }
    return bare;
  }

  private static int[] renumbered(int[] labels, int[] ids) {
    for (int i = 0; i < labels.length; i++) {
      labels[i] = ids[labels[i]];
    }
    return labels;
  }

  private static void count(int[] labels, long[] areas) {
    for (int label : labels) {
      if (label != 0) {
        areas[label]++;
      }
    }
  }

  private static int[] counted(SmoothedMap map, Box square) {
    int[] counts = new int[SmoothedMap.MISSING];
    for (char step : map.read(square)) {
      if (step != SmoothedMap.MISSING) {
        counts[step]++;
      }
    }
    return counts;
  }

  private static void add(long[] counts, int[] more) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += more[i];
    }
  }

  /** Does squares side by side, as many as there are threads, and takes the results in order. */
  private <R> void inTurn(Function<Box, R> work, Consumer<R> take) {
    int threads = Math.max(1, executor.getParallelism());
    for (int from = 0; from < squares.size(); from += threads) {
      List<Box> some = squares.subList(from, Math.min(squares.size(), from + threads));
      List<R> results = new ArrayList<>(Collections.nCopies(some.size(), null));
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < some.size(); i++) {
        places.add(i);
      }
      executor.forEach(places, i -> results.set(i, work.apply(some.get(i))));
      for (R result : results) {
        take.accept(result);
        eachSquare.run();
      }
    }
  }
}
