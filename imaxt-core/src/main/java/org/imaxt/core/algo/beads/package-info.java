/**
 * Beads in one image: where they are, and how exactly.
 *
 * <p>A detector makes candidates; {@link org.imaxt.core.algo.beads.BeadFit} fits to each the image
 * of a fluorescent sphere of which an excited layer shows a slice. The model is that of
 * González-Solares et al., IMAXT: registration of serial two-photon tomography with fiducial beads
 * (2021): even emission within the sphere, light from depth l below the top of the layer weighed
 * with 10^(−l/τ), Poisson statistics.
 *
 * <p>Arrays in, values out. Refuses to know files, sections, mosaics and tissue; what lies beside a
 * bead is not modelled but left out of the fit.
 */
package org.imaxt.core.algo.beads;
