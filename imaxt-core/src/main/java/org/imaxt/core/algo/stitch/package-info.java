/**
 * Where tiles lie: which pairs overlap, by how much each overlap shifts, and the positions that
 * agree best with all shifts and with the stage; also which way the camera image is turned.
 *
 * <p>Tiles are given in the mosaic frame (turned, flat-fielded and undistorted by the caller,
 * lazily), lengths in px of that frame. Knows nothing of files, samples, sections on disk or of how
 * pixels are blended. Registration is masked normalised cross-correlation (Padfield, IEEE Trans.
 * Image Process. 21 (2012) 2706-2718), refined by Gauss-Newton steps on the weighted intensity
 * difference (Lucas and Kanade, Proc. 7th IJCAI (1981) 674-679), either of both tiles moved by half
 * or, at masks and edges, of one moved onto the known pixels of the other; whether an overlap holds
 * information is judged against the variance that unrelated textures of the same autocorrelation
 * would show (Bartlett, J. R. Stat. Soc. Suppl. 8 (1946) 27-41). Positions come from robust sparse
 * least squares with a stage prior for every tile.
 */
package org.imaxt.core.algo.stitch;
