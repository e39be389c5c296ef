/**
 * Stage {@code beads}: finds the beads of each section's mosaic and fits their profiles.
 *
 * <p>Reads mosaics, confidences and positions; writes label images, what was found section by
 * section, and the table of beads. The method is {@code org.imaxt.core.algo.beads}. Refuses to know
 * how a mosaic was made and what sections are to one another.
 */
package org.imaxt.beads.detect;
