package org.imaxt.core.algo.numeric;

/** Vertex of the parabola through three equally spaced values. */
public final class Parabola {

  private Parabola() {}

  /**
   * Where the parabola through (-1, before), (0, centre), (1, after) has its maximum.
   *
   * @param before value at -1
   * @param centre value at 0, the largest of the three
   * @param after value at 1
   * @return place of the maximum, within [-0.5, 0.5]; 0 if the three do not bend downwards
   */
  public static double peak(double before, double centre, double after) {
    double bend = before - 2 * centre + after;
    if (!(bend < 0)) {
      return 0;
    }
    double place = 0.5 * (before - after) / bend;
    return Math.max(-0.5, Math.min(0.5, place));
  }
}
