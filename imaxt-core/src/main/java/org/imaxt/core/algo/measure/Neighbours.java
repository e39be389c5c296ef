package org.imaxt.core.algo.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which regions lie next to each other. */
public final class Neighbours {

  private Neighbours() {}

  /**
   * A region and one beside it; every pair is there both ways round.
   *
   * @param label label of the region
   * @param neighbour label of the other
   * @param distance distance of the centroids, px; NaN where only contact counts
   */
  public record Pair(int label, int neighbour, double distance) {}

  /**
   * Regions whose pixels touch.
   *
   * @param labels labels row by row, 0 where there is none
   * @param width width of the image, px
   * @param corners whether touching at a corner counts
   * @return pairs in ascending order
   */
  public static List<Pair> inContact(int[] labels, int width, boolean corners) {
    long[] pairs = new long[1024];
    int size = 0;
    int height = labels.length / width;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int label = labels[y * width + x];
        if (label == 0) {
          continue;
        }
        for (int way = 0; way < (corners ? 4 : 2); way++) {
          int other = beside(labels, width, height, x, y, way);
          if (other != 0 && other != label) {
            if (size + 2 > pairs.length) {
              pairs = distinct(pairs, size);
              size = pairs.length;
              pairs = Arrays.copyOf(pairs, 2 * size + 1024);
            }
            pairs[size++] = (long) label << 32 | other;
            pairs[size++] = (long) other << 32 | label;
          }
        }
      }
    }
    List<Pair> found = new ArrayList<>();
    for (long pair : distinct(pairs, size)) {
      found.add(new Pair((int) (pair >> 32), (int) pair, Double.NaN));
    }
    return found;
  }

  /** To the right, below, and at the two lower corners. */
  private static int beside(int[] labels, int width, int height, int x, int y, int way) {
    int toX = x + (way == 0 || way == 2 ? 1 : way == 3 ? -1 : 0);
    int toY = y + (way == 0 ? 0 : 1);
    return toX < 0 || toX >= width || toY >= height ? 0 : labels[toY * width + toX];
  }

  private static long[] distinct(long[] pairs, int size) {
    long[] sorted = Arrays.copyOf(pairs, size);
    Arrays.sort(sorted);
    return Arrays.stream(sorted).distinct().toArray();
  }

  /**
   * Regions whose pixels share an edge when all grow by a distance, as steinbock's pixel expansion
   * has it.
   *
   * @param labels labels row by row, 0 where there is none
   * @param width width of the image, px
   * @param distance how far each grows, px
   * @return pairs in ascending order
   */
  public static List<Pair> byExpansion(int[] labels, int width, double distance) {
    return inContact(LabelGrowth.grow(labels, width, distance), width, false);
  }

  /**
   * Regions whose centroids are near.
   *
   * @param regions the regions
   * @param distance largest distance of centroids, px
   * @param most largest number of neighbours of a region, the nearest first; 0 for all
   * @return pairs, by label and then by distance
   */
  public static List<Pair> byCentroids(Regions regions, double distance, int most) {
    List<RegionShape> shapes = ShapeMeasure.of(regions);
    int n = shapes.size();
    Integer[] byRow = new Integer[n];
    Arrays.setAll(byRow, i -> i);
    Arrays.sort(
        byRow, (a, b) -> Double.compare(shapes.get(a).centroidY(), shapes.get(b).centroidY()));
    List<List<Pair>> near = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      near.add(new ArrayList<>());
    }
    for (int i = 0; i < n; i++) {
      RegionShape a = shapes.get(byRow[i]);
      for (int j = i + 1; j < n; j++) {
        RegionShape b = shapes.get(byRow[j]);
        if (b.centroidY() - a.centroidY() > distance) {
          break;
        }
        double d = Math.hypot(b.centroidX() - a.centroidX(), b.centroidY() - a.centroidY());
        if (d <= distance) {
          int la = regions.label(byRow[i]);
          int lb = regions.label(byRow[j]);
          near.get(byRow[i]).add(new Pair(la, lb, d));
          near.get(byRow[j]).add(new Pair(lb, la, d));
        }
      }
    }
    List<Pair> found = new ArrayList<>();
    for (List<Pair> pairs : near) {
      pairs.sort(
          (p, q) ->
              p.distance() != q.distance()
                  ? Double.compare(p.distance(), q.distance())
                  : Integer.compare(p.neighbour(), q.neighbour()));
      found.addAll(most > 0 && pairs.size() > most ? pairs.subList(0, most) : pairs);
    }
    return found;
  }
}
