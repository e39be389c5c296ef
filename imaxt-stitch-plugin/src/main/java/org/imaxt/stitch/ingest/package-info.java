/**
 * Stage {@code ingest}: the tiles of a microscope into a sample, losslessly.
 *
 * <p>Pixels are stored exactly as in the vendor's files; what the files say of geometry becomes the
 * documents {@code stpt/acquisition.json} and {@code stpt/raw/S001.json}. Refuses to know flat
 * fields and positions other than the stage's.
 */
package org.imaxt.stitch.ingest;
