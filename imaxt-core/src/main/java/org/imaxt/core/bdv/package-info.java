/**
 * The images of a sample as BigDataViewer and BigStitcher open them.
 *
 * <p>The mosaics by an XML file that points into the sample and copies nothing (format {@code
 * bdv.multimg.zarr}, which BigStitcher reads), any image as an N5 copy (format {@code bdv.n5},
 * which plain BigDataViewer reads). The XML of the mosaics is derived: it can be thrown away and
 * made again. Refuses to know stages.
 */
package org.imaxt.core.bdv;
