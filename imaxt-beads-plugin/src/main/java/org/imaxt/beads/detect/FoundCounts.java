package org.imaxt.beads.detect;

import java.io.Serializable;

/**
 * What was found in an image.
 *
 * @param candidates number of candidates
 * @param accepted number of beads
 */
public record FoundCounts(int candidates, int accepted) implements Serializable {}
