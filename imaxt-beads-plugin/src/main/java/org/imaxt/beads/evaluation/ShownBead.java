package org.imaxt.beads.evaluation;

import org.imaxt.core.phantom.PhantomBead;

/**
 * A bead as a plane of a section shows it; lengths in µm in the section's true mosaic frame.
 *
 * @param bead the bead
 * @param layer layer of the section from 1
 * @param x x of its centre
 * @param y y of its centre
 * @param radius radius of its largest cross-section inside the layer
 */
record ShownBead(PhantomBead bead, int layer, double x, double y, double radius) {

  /** Radius of a disc as big as what a missing piece leaves of the largest cross-section, µm. */
  double left() {
    if (!bead.damaged() || bead.cutAtUm() >= radius) {
      return radius;
    }
    double at = bead.cutAtUm() / radius;
    double share = at <= -1 ? 0 : 1 - (Math.acos(at) - at * Math.sqrt(1 - at * at)) / Math.PI;
    return radius * Math.sqrt(share);
  }
}
