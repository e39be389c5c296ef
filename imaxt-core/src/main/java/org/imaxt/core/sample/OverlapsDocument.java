package org.imaxt.core.sample;

import java.util.List;

/**
 * How the overlaps that were surveyed for the distortion lie on each other.
 *
 * @param steps one a pair that shows structure
 */
public record OverlapsDocument(List<Step> steps) {

  /** Copies the list. */
  public OverlapsDocument {
    steps = List.copyOf(steps);
  }

  /**
   * The step between two undistorted tiles, mosaic axes.
   *
   * @param section section from 1
   * @param a first tile
   * @param b second tile
   * @param dxPx x of the second tile less that of the first, px
   * @param dyPx y of the second tile less that of the first, px
   */
  public record Step(int section, int a, int b, double dxPx, double dyPx) {}
}
