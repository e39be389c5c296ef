package org.imaxt.core.ngff;

import java.util.List;

/**
 * One resolution of an image: pixel i along an axis has its centre at {@code translation + scale *
 * i}.
 *
 * @param path path of its array below the image's group
 * @param scale distance of pixel centres along each axis, in the axes' units
 * @param translation centre of the first pixel along each axis, in the axes' units
 */
public record Level(String path, List<Double> scale, List<Double> translation) {

  /** Refuses scales that are not positive and lists of different lengths. */
  public Level {
    scale = List.copyOf(scale);
    translation = List.copyOf(translation);
    boolean positive = scale.stream().allMatch(s -> s > 0 && s < Double.POSITIVE_INFINITY);
    boolean finite = translation.stream().allMatch(Double::isFinite);
    if (!positive || !finite || scale.size() != translation.size()) {
      throw new IllegalArgumentException(
          "level '"
              + path
              + "' needs a positive scale and a finite translation per axis, got "
              + scale
              + " and "
              + translation);
    }
  }

  /**
   * The level that block averages of this one make: its origin lies in the middle of the first
   * block.
   *
   * @param name path of the new level
   * @param factors pixels of a block along each axis
   * @return the coarser level
   */
  public Level averaged(String name, int... factors) {
    if (factors.length != scale.size()) {
      throw new IllegalArgumentException(
          "a level of " + scale.size() + " axes needs as many factors, got " + factors.length);
    }
    Double[] coarse = new Double[factors.length];
    Double[] origin = new Double[factors.length];
    for (int d = 0; d < factors.length; d++) {
      if (factors[d] < 1) {
        throw new IllegalArgumentException("factors must be at least 1, got " + factors[d]);
      }
      coarse[d] = scale.get(d) * factors[d];
      origin[d] = translation.get(d) + (factors[d] - 1) / 2.0 * scale.get(d);
    }
    return new Level(name, List.of(coarse), List.of(origin));
  }
}
