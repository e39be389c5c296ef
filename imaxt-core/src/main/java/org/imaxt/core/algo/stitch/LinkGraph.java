package org.imaxt.core.algo.stitch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imaxt.core.algo.numeric.DisjointSets;
import org.imaxt.core.algo.numeric.SparseLeastSquares;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.StagePosition;

/** Tiles as vertices 0 … n − 1 in the order of the stage positions, displacements as edges. */
final class LinkGraph {

  final int size;
  final int[] from;
  final int[] to;
  final SparseLeastSquares system;

  private LinkGraph(int size, int[] from, int[] to) {
    this.size = size;
    this.from = from;
    this.to = to;
    this.system = new SparseLeastSquares(size, from, to);
  }

  static LinkGraph of(List<StagePosition> stage, List<Displacement> displacements) {
    Map<Integer, Integer> index = new HashMap<>();
    for (StagePosition position : stage) {
      if (index.put(position.tile(), index.size()) != null) {
        throw new IllegalArgumentException(
            "each tile needs one stage position, tile " + position.tile() + " has two");
      }
    }
    int[] from = new int[displacements.size()];
    int[] to = new int[from.length];
    for (int k = 0; k < from.length; k++) {
      from[k] = vertex(index, displacements.get(k).a());
      to[k] = vertex(index, displacements.get(k).b());
    }
    return new LinkGraph(stage.size(), from, to);
  }

  private static int vertex(Map<Integer, Integer> index, int tile) {
    Integer vertex = index.get(tile);
    if (vertex == null) {
      throw new IllegalArgumentException(
          "a displacement names tile " + tile + ", which has no stage position");
    }
    return vertex;
  }

  /** Vertices with at least one link whose share of weight is not below the least. */
  boolean[] measured(double[] share, double least) {
    boolean[] measured = new boolean[size];
    for (int k = 0; k < from.length; k++) {
      if (share[k] >= least) {
        measured[from[k]] = true;
        measured[to[k]] = true;
      }
    }
    return measured;
  }

  /** Number of each vertex's group, largest group first, equal ones by their first vertex. */
  int[] components(double[] share, double least) {
    DisjointSets sets = new DisjointSets(size);
    for (int k = 0; k < from.length; k++) {
      if (share[k] >= least) {
        sets.join(from[k], to[k]);
      }
    }
    int[] count = new int[size];
    for (int i = 0; i < size; i++) {
      count[sets.root(i)]++;
    }
    Integer[] order =
        java.util.stream.IntStream.range(0, size)
            .filter(i -> sets.root(i) == i)
            .boxed()
            .sorted((p, q) -> count[p] != count[q] ? count[q] - count[p] : p - q)
            .toArray(Integer[]::new);
    int[] number = new int[size];
    for (int c = 0; c < order.length; c++) {
      number[order[c]] = c;
    }
    int[] out = new int[size];
    for (int i = 0; i < size; i++) {
      out[i] = number[sets.root(i)];
    }
    return out;
  }
}
