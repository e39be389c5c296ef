package org.imaxt.core.algo.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.algo.image.Components;
import org.imaxt.core.algo.image.Watershed;
import org.imaxt.core.algo.measure.LabelGrowth;

/**
 * The segmentation's rule in the words of whole images: the whole map at once, then component by
 * component, each cut out and segmented by itself; those above the size square by square.
 */
final class OnePiece {

  private final ArrayMap map;
  private final SegmentParams params;
  private final Box all;
  int[] nuclei;
  final int[] cells;

  OnePiece(ArrayMap map, SegmentParams params) {
    this.map = map;
    this.params = params;
    all = new Box(0, 0, map.width(), map.height());
    nuclei = renumbered(nuclei());
    if (params.rimPx() > 0) {
      nuclei = cells(params.rimPx());
      Components.renumber(nuclei);
    }
    cells = cells(params.reachPx());
    grow();
  }

  private boolean[] mask(ProbabilityBlocks.Kind kind, Threshold rule) {
    SmoothedMap smooth = new SmoothedMap(map, kind, params.sigmaPx());
    long[] counts = new long[65535];
    for (char step : smooth.read(all)) {
      if (step != SmoothedMap.MISSING) {
        counts[step]++;
      }
    }
    return Cut.of(rule, counts).foreground(smooth, all);
  }

  /** The pixels of one component with a pixel of background about it, as far as the image goes. */
  private record Cutting(Box box, boolean[] mask) {}

  private List<Cutting> cuttings(boolean[] mask) {
    int[] components = Components.of(mask, all.width(), all.height(), Components.Connectivity.FOUR);
    Map<Integer, int[]> corners = new TreeMap<>();
    for (int i = 0; i < components.length; i++) {
      if (components[i] != 0) {
        int x = i % all.width();
        int y = i / all.width();
        int[] c = corners.computeIfAbsent(components[i], k -> new int[] {x, y, x, y});
        c[0] = Math.min(c[0], x);
        c[2] = Math.max(c[2], x);
        c[3] = y;
      }
    }
    List<Cutting> cuttings = new ArrayList<>();
    corners.forEach(
        (label, c) -> {
          Box tight = new Box(c[0], c[1], c[2] - c[0] + 1, c[3] - c[1] + 1);
          Box box = tight.grown(1, all.width(), all.height());
          int[] part = all.crop(components, box);
          boolean[] own = new boolean[part.length];
          for (int i = 0; i < own.length; i++) {
            own[i] = part[i] == label;
          }
          int whole = params.division().wholePx();
          if (tight.width() <= whole && tight.height() <= whole) {
            cuttings.add(new Cutting(box, own));
          } else {
            cuttings.add(new Cutting(null, whole(components, label)));
          }
        });
    return cuttings;
  }

  private static boolean[] whole(int[] components, int label) {
    boolean[] own = new boolean[components.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = components[i] == label;
    }
    return own;
  }

  /** Boxes in which a component is segmented, and the part of each that counts. */
  private Map<Box, Box> windows(Cutting one) {
    Map<Box, Box> windows = new HashMap<>();
    if (one.box != null) {
      windows.put(one.box, one.box);
      return windows;
    }
    Division division = params.division();
    for (Box square : Box.squares(all.width(), all.height(), division.squarePx())) {
      windows.put(square, square.grown(division.wholePx(), all.width(), all.height()));
    }
    return windows;
  }

  private static boolean[] crop(Box from, boolean[] mask, Box to) {
    boolean[] out = new boolean[to.pixels()];
    from.crop(mask, to, out);
    return out;
  }

  private int[] nuclei() {
    int[] peaksPlusOne = new int[all.pixels()];
    boolean[] foreground = mask(ProbabilityBlocks.Kind.NUCLEUS, params.nuclei());
    for (Cutting one : cuttings(foreground)) {
      windows(one)
          .forEach(
              (kept, seen) -> {
                boolean[] own = one.box != null ? one.mask : crop(all, one.mask, seen);
                int[] height = DistanceSteps.of(own, seen, 2048);
                int depth = (int) Math.max(1, Math.round(params.mergePx() * 16));
                int[] markers = new int[height.length];
                for (int peak : Peaks.of(height, own, seen.width(), depth)) {
                  markers[peak] =
                      (seen.y() + peak / seen.width()) * all.width()
                          + seen.x()
                          + peak % seen.width()
                          + 1;
                }
                int highest = Arrays.stream(height).max().orElse(0);
                int[] steps = Arrays.stream(height).map(h -> highest - h).toArray();
                put(
                    Watershed.flood(steps, highest + 1, markers, own, seen.width(), seen.height()),
                    seen,
                    kept,
                    peaksPlusOne);
              });
    }
    return peaksPlusOne;
  }

  private void put(int[] labels, Box seen, Box kept, int[] to) {
    int[] part = seen.crop(labels, kept);
    for (int i = 0; i < part.length; i++) {
      if (part[i] != 0) {
        int at = (kept.y() + i / kept.width()) * all.width() + kept.x() + i % kept.width();
        to[at] = part[i];
      }
    }
  }

  private int[] renumbered(int[] labels) {
    Map<Integer, Integer> areas = new HashMap<>();
    for (int label : labels) {
      areas.merge(label, 1, Integer::sum);
    }
    Map<Integer, Boolean> cut = new HashMap<>();
    for (int i = 0; i < labels.length; i++) {
      int x = i % all.width();
      int y = i / all.width();
      if (x == 0 || y == 0 || x == all.width() - 1 || y == all.height() - 1) {
        cut.put(labels[i], true);
      }
    }
    boolean removes = params.border() == SegmentParams.Border.REMOVE;
    int[] kept = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      int area = areas.get(labels[i]);
      boolean small = area < params.smallestPx();
      boolean large = params.largestPx() > 0 && area > params.largestPx();
      boolean out = small || large || removes && cut.containsKey(labels[i]);
      kept[i] = out ? 0 : labels[i];
    }
    Components.renumber(kept);
    return kept;
  }

  private int[] cells(int reachPx) {
    int[] found = new int[all.pixels()];
    boolean[] foreground = mask(ProbabilityBlocks.Kind.CELL, params.cells());
    boolean[] outside = new boolean[found.length];
    for (int i = 0; i < found.length; i++) {
      outside[i] = nuclei[i] == 0;
    }
    int[] distance = DistanceSteps.of(outside, all, reachPx + 1);
    for (int i = 0; i < found.length; i++) {
      foreground[i] = nuclei[i] != 0 || foreground[i] && distance[i] <= reachPx * 16;
    }
    for (Cutting one : cuttings(foreground)) {
      windows(one)
          .forEach(
              (kept, seen) -> {
                boolean[] own = one.box != null ? one.mask : crop(all, one.mask, seen);
                put(
                    Watershed.flood(
                        all.crop(distance, seen),
                        (reachPx + 1) * 16 + 1,
                        all.crop(nuclei, seen),
                        own,
                        seen.width(),
                        seen.height()),
                    seen,
                    kept,
                    found);
              });
    }
    return found;
  }

  private void grow() {
    Map<Integer, Integer> sizes = new HashMap<>();
    Map<Integer, Integer> nuclear = new HashMap<>();
    for (int i = 0; i < cells.length; i++) {
      sizes.merge(cells[i], 1, Integer::sum);
      nuclear.merge(nuclei[i], 1, Integer::sum);
    }
    int[] seeds = nuclei.clone();
    for (int i = 0; i < seeds.length; i++) {
      int n = nuclear.get(nuclei[i]);
      seeds[i] = seeds[i] != 0 && sizes.get(nuclei[i]) - n < 0.1 * n ? seeds[i] : 0;
    }
    int[] grown = LabelGrowth.grow(seeds, all.width(), params.growPx());
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] == 0 && !Float.isNaN(map.cell()[i])) {
        cells[i] = grown[i];
      }
    }
  }
}
