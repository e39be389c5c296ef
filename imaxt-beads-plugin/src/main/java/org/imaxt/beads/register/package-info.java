/**
 * Stage {@code register}: lays the sections on each other by the beads that they share.
 *
 * <p>Reads the table of beads and the positions of the tiles, writes where each section and each
 * bead lies in the cube frame. The method is {@code org.imaxt.core.algo.register}. Refuses to know
 * images and how beads are found.
 */
package org.imaxt.beads.register;
