package org.imaxt.beads.detect;

import java.io.Serializable;

/**
 * All planes of an image.
 *
 * @param section number of the section from 1; 0 for a scan
 * @param scan name of the scan; empty for a section
 * @param coarsePixels pixels of the level that detectors see
 */
public record BeadUnit(int section, String scan, long coarsePixels) implements Serializable {}
