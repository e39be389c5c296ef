/**
 * Stage {@code stitch}: where the tiles of each section really lie.
 *
 * <p>Measures the steps between neighbours on their overlaps and solves for the positions; one
 * solution serves all channels and layers. Methods in {@code org.imaxt.core.algo.stitch}.
 */
package org.imaxt.stitch.stitching;
