package org.imaxt.core.algo.federate;

import java.io.Serializable;

/**
 * How many beads of a scan lie on beads of a slab.
 *
 * @param place the slab
 * @param zUm z of its middle, cube frame, µm
 * @param beads number of pairs, one to one, that lie within the bead's radius
 * @param rmsUm root mean square distance of the pairs, both axes, µm; 0 for none
 */
public record SectionCount(Place place, double zUm, int beads, double rmsUm)
    implements Serializable {}
