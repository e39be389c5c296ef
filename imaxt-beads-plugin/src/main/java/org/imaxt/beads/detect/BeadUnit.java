package org.imaxt.beads.detect;

import java.io.Serializable;

/**
 * All planes of an image.
 *
 * @param section number of the section from 1; 0 for a scan
 * @param scan name of the scan; empty for a section
 * @param detector what looks for candidates, as {@link PlaneDetector#key} chose it where the units
 *     were planned: whoever does the unit must not choose again, it may have another engine
 * @param coarsePixels pixels of the level that detectors see
 */
public record BeadUnit(int section, String scan, String detector, long coarsePixels)
    implements Serializable {}
