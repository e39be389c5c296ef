package org.imaxt.beads.detect;

import java.io.Serializable;

/**
 * What was found in a section.
 *
 * @param section number from 1
 * @param candidates number of candidates
 * @param accepted number of beads
 */
public record FoundCounts(int section, int candidates, int accepted) implements Serializable {}
