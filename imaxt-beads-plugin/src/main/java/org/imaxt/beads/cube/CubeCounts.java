package org.imaxt.beads.cube;

import java.io.Serializable;

/**
 * What a unit found.
 *
 * @param level its level
 * @param known voxels that are known
 */
record CubeCounts(int level, long known) implements Serializable {}
