/**
 * What overlaps show before anything is calibrated: corresponding places in the camera images of
 * neighbouring tiles, on which distortion, flat field and the stage's axes rest.
 *
 * <p>Refuses to know what is fitted to them.
 */
package org.imaxt.stitch.overlaps;
