/**
 * Stage {@code flatfield}: illumination, dark level and useful area of each channel.
 *
 * <p>Estimated from the tiles that show signal and from the overlaps of neighbours, or taken from a
 * profile. Never baked into pixels: later stages apply it as a view. Methods in {@code
 * org.imaxt.core.algo.flatfield}.
 */
package org.imaxt.stitch.flatfield;
