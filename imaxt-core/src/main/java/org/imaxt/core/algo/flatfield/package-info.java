/**
 * Illumination of a camera: dark level, gain and useful area, estimated from the tiles themselves.
 *
 * <p>Everything is in the camera frame, (x, y), in ADU. Refuses to know files, orientations and
 * positions. The stack estimate is a trimmed mean of logarithms over signal-bearing tiles, smoothed
 * by a Legendre series with a prior, against which the differences between sites weigh the data;
 * the overlap estimate follows log I_a − log I_b = log F(u_a) − log F(u_b), which tissue at
 * repeating places cannot bias.
 */
package org.imaxt.core.algo.flatfield;
