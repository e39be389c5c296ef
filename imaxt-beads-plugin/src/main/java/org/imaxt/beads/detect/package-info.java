/**
 * Stage {@code beads}: finds the beads of each section's mosaic, or of each slide or region, and
 * fits their profiles.
 *
 * <p>Reads mosaics, confidences and positions, or scans; writes label images, what was found image
 * by image, and the table of beads. The method is {@code org.imaxt.core.algo.beads}. Refuses to
 * know how a mosaic or a scan was made and what sections are to one another.
 */
package org.imaxt.beads.detect;
