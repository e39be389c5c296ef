/**
 * What a microscope acquired, as values, and the readers of the folders microscopes leave behind.
 *
 * <p>{@link org.imaxt.stitch.acquisition.TissueCyteReader} reads serial two-photon acquisitions,
 * {@link org.imaxt.stitch.acquisition.GridReader} any folder of tiles. Reading looks at metadata,
 * file names and one tile's header; {@link org.imaxt.stitch.acquisition.TileCheck} looks at the
 * header of every tile. Pixels are never decoded here. Knows no sample and no stage, and follows no
 * path that leaves the acquisition's folder.
 *
 * <p>Sources: the acquisitions of TissueCyte microscopes as public code reads them (StitchIt,
 * ASAP's and IMAXT's pipelines), and the TileConfiguration files of Fiji's Grid/Collection
 * stitching (Preibisch et al., Bioinformatics 25 (2009) 1463-1465).
 */
package org.imaxt.stitch.acquisition;
