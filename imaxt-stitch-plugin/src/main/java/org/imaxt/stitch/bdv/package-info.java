/**
 * The mosaics of a sample as BigDataViewer and BigStitcher open them: one XML file that points into
 * the sample and copies nothing.
 *
 * <p>Format {@code bdv.multimg.zarr}, which BigStitcher reads. The file is derived: it can be
 * thrown away and made again.
 */
package org.imaxt.stitch.bdv;
