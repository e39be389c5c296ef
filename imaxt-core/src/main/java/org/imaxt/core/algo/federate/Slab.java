package org.imaxt.core.algo.federate;

/**
 * A slab from which a slide may have been cut, and what it should show.
 *
 * @param place what it is
 * @param topUm its top, cube frame, µm
 * @param bottomUm its bottom, µm
 * @param beads indices of the beads that may show, ascending
 * @param visible probability that each shows, apart from the share overlooked anyway
 * @param unknown density of beads that no plane of the block shows, per µm² and µm of radius, in
 *     classes of {@link BeadTarget#RADIUS_CLASS_UM}
 */
record Slab(
    Place place, double topUm, double bottomUm, int[] beads, double[] visible, double[] unknown) {

  double middleUm() {
    return 0.5 * (topUm + bottomUm);
  }
}
