package org.imaxt.stitch.overlaps;

import java.io.Serializable;
import java.util.List;
import org.imaxt.core.algo.distortion.OverlapEquations;
import org.imaxt.core.algo.distortion.OverlapPoint;

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
}
