/**
 * The tiles of a section as lazy views: raw, flat-fielded, turned on to the stage axes. What all
 * stages of this module read.
 *
 * <p>Refuses to know how tiles were acquired and where they will be placed.
 */
package org.imaxt.stitch.tiles;
