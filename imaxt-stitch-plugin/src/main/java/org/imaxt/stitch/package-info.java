/** From TissueCyte tiles to stitched OME-Zarr mosaics: one package a stage. */
package org.imaxt.stitch;
