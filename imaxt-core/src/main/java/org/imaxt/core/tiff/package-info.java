/**
 * TIFF files: a reader of what microscopes and Fiji write, and a writer of tiled pyramids with
 * OME-XML.
 *
 * <p>Knows files and primitive arrays only: no images, no samples, no stages, no microscope. Pixels
 * are handed over as stored, whatever the photometric interpretation or orientation tag says.
 *
 * <p>Sources: Adobe TIFF 6.0 (1992) and its technical notes 1-3 (SubIFDs, deflate, floating-point
 * predictor); the BigTIFF design of libtiff; the OME-TIFF specification, 2016-06.
 */
package org.imaxt.core.tiff;
