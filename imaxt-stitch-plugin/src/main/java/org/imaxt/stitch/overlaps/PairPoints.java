package org.imaxt.stitch.overlaps;

import java.io.Serializable;
import java.util.List;
import org.imaxt.core.algo.distortion.OverlapEquations;
import org.imaxt.core.algo.distortion.OverlapPoint;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.sample.OverlapsDocument.Step;

/**
 * Corresponding places of a pair of tiles.
 *
 * @param section section from 1
 * @param a first tile
 * @param b second tile
 * @param points places found; their pair is 0
 * @param bin pixels of the camera to a pixel of the equations, along an axis
 * @param equations what intensity differences say of the distortion, at the survey's resolution
 */
public record PairPoints(
    int section, int a, int b, List<OverlapPoint> points, int bin, OverlapEquations equations)
    implements Serializable {

  /** Copies the list. */
  public PairPoints {
    points = List.copyOf(points);
  }

  /**
   * The step that minimises the intensity differences under a distortion.
   *
   * @param distortion distortion without magnifications
   * @return step between the undistorted tiles
   */
  public Step step(Distortion distortion) {
    double[] step =
        equations.step(
            distortion.coefficientsUm().stream().mapToDouble(Double::doubleValue).toArray());
    return new Step(section, a, b, bin * step[0], bin * step[1]);
  }
}
