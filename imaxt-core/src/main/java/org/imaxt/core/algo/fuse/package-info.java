/**
 * Lays corrected tiles into a mosaic: the weighted, bilinear fuse kernel and the intensity scale of
 * the stored result.
 *
 * <p>Knows camera pixels, flat fields, orientations and positions in px; refuses to know files,
 * sections, channels or µm. Every output pixel is Σ w·v / Σ w over the camera pixels round it,
 * taken tile by tile in the order given, so that blocks and threads do not change a bit of the
 * result. Weights follow inverse variances: the variance of a flat-fielded pixel whose noise is
 * that of counted photons goes as 1/gain.
 */
package org.imaxt.core.algo.fuse;
