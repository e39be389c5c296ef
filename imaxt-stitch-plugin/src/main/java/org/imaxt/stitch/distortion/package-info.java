/**
 * The stage that finds the distortion of the camera's field, and with it what the stage's axes are.
 *
 * <p>Refuses to know how tiles are placed.
 */
package org.imaxt.stitch.distortion;
