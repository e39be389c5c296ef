/**
 * Illumination of a camera: dark level, gain and useful area, estimated from the tiles themselves.
 *
 * <p>Everything is in the camera frame, (x, y), in ADU. Refuses to know files, orientations and
 * positions. The gain is a Legendre series and plane waves, fitted at once to log ratios of
 * overlaps (which tissue at repeating places cannot bias), to log means of the specimen over sites,
 * and to empty areas where their background is lit; halves of the sites say how noisy each stack
 * is, the evidence how stiff the series is and how far a stack may be wrong altogether.
 */
package org.imaxt.core.algo.flatfield;
