package org.imaxt.beads.detect;

import java.io.Serializable;

/**
 * All planes of a section.
 *
 * @param section number from 1
 */
public record SectionUnit(int section) implements Serializable {}
