package org.imaxt.beads.cube;

import java.io.Serializable;

/**
 * A block of whole chunks of a level of one channel.
 *
 * @param level the level
 * @param channel number from 1
 * @param x first column
 * @param y first row
 * @param z first plane
 */
record CubeUnit(int level, int channel, int x, int y, int z) implements Serializable {}
