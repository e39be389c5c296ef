package org.imaxt.core.ngff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The multiscale document of an image.
 *
 * @param name name of the image; may be empty
 * @param axes two to five axes: time, channel, then space; at least two of space
 * @param levels resolutions, the finest first
 * @param type what coarser levels are made by, such as {@code mean}
 * @param method how they are made in words, for the document's metadata
 */
public record Multiscale(
    String name,
    List<Axis> axes,
    List<Level> levels,
    Optional<String> type,
    Optional<String> method) {

  /** Refuses what the specification forbids. */
  public Multiscale {
    axes = List.copyOf(axes);
    levels = List.copyOf(levels);
    requireAxes(axes);
    requireLevels(levels, axes.size());
  }

  private static void requireAxes(List<Axis> axes) {
    if (axes.size() < 2 || axes.size() > 5) {
      throw new IllegalArgumentException("an image has 2 to 5 axes, got " + axes.size());
    }
    HashSet<String> names = new HashSet<>();
    int[] counts = new int[Axis.Type.values().length];
    Axis.Type last = Axis.Type.TIME;
    for (Axis axis : axes) {
      counts[axis.type().ordinal()]++;
      if (!names.add(axis.name())) {
        throw new IllegalArgumentException("axis '" + axis.name() + "' is there twice");
      }
      if (axis.type().compareTo(last) < 0) {
        throw new IllegalArgumentException("axes must be time, channel, space in this order");
      }
      last = axis.type();
    }
    int space = counts[Axis.Type.SPACE.ordinal()];
    if (counts[0] > 1 || counts[1] > 1 || space < 2 || space > 3) {
      throw new IllegalArgumentException(
          "an image has at most one time and one channel axis and two or three of space, got "
              + names);
    }
  }

  private static void requireLevels(List<Level> levels, int axes) {
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("an image needs at least one level");
    }
    HashSet<String> paths = new HashSet<>();
    Level finer = levels.get(0);
    for (Level level : levels) {
      if (level.scale().size() != axes) {
        throw new IllegalArgumentException(
            "level '"
                + level.path()
                + "' has "
                + level.scale().size()
                + " scales for "
                + axes
                + " axes");
      }
      if (!paths.add(level.path())) {
        throw new IllegalArgumentException("level '" + level.path() + "' is there twice");
      }
      for (int d = 0; d < axes; d++) {
        if (level.scale().get(d) < finer.scale().get(d) * (1 - 1e-9)) {
          throw new IllegalArgumentException(
              "levels must run from fine to coarse, level '"
                  + level.path()
                  + "' is finer than '"
                  + finer.path()
                  + "'");
        }
      }
      finer = level;
    }
  }

  /**
   * A pyramid of block averages over t, c, z, y, x, its levels named 0, 1, 2 and so on.
   *
   * @param name name of the image
   * @param scaleUm distance of pixel centres at level 0 along z, y, x, µm
   * @param originUm centre of the first pixel at level 0 along z, y, x, µm
   * @param factors block of each level against level 0 along z, y, x; the first is 1, 1, 1
   * @return the document
   */
  public static Multiscale averages(
      String name, double[] scaleUm, double[] originUm, List<int[]> factors) {
    return pyramid(name, scaleUm, originUm, factors, "mean", "block average");
  }

  /**
   * A pyramid of labels over t, c, z, y, x: placed like one of averages, made without mixing
   * values.
   *
   * @param name name of the image
   * @param scaleUm distance of pixel centres at level 0 along z, y, x, µm
   * @param originUm centre of the first pixel at level 0 along z, y, x, µm
   * @param factors block of each level against level 0 along z, y, x; the first is 1, 1, 1
   * @param type {@code nearest} or {@code mode}
   * @return the document
   */
  public static Multiscale labels(
      String name, double[] scaleUm, double[] originUm, List<int[]> factors, String type) {
    return pyramid(name, scaleUm, originUm, factors, type, type + " value of a block");
  }

  private static Multiscale pyramid(
      String name, double[] scale, double[] origin, List<int[]> factors, String type, String how) {
    if (factors.isEmpty() || !Arrays.equals(factors.get(0), new int[] {1, 1, 1})) {
      throw new IllegalArgumentException("the first level has factors 1, 1, 1");
    }
    Level finest =
        new Level(
            "0",
            List.of(1.0, 1.0, scale[0], scale[1], scale[2]),
            List.of(0.0, 0.0, origin[0], origin[1], origin[2]));
    List<Level> levels = new ArrayList<>();
    for (int[] f : factors) {
      levels.add(finest.averaged(Integer.toString(levels.size()), 1, 1, f[0], f[1], f[2]));
    }
    return new Multiscale(name, Axis.TCZYX, levels, Optional.of(type), Optional.of(how));
  }
}
