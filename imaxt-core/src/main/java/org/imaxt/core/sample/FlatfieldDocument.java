package org.imaxt.core.sample;

import java.io.Serializable;

/**
 * How the flat field of a channel was found and how good it is.
 *
 * @param channel number from 1
 * @param estimated false if it is the identity, because there was too little to estimate it from
 * @param reason why it is the identity, or empty
 * @param method how it was found: {@code overlap-ratio}, {@code mean}, {@code profile}, …
 * @param tilesOffered images looked at
 * @param tilesUsed images that show signal and were used
 * @param darkAdu dark level, ADU
 * @param noiseAdu standard deviation of the noise at the dark level, ADU
 * @param overlapDifferenceBefore median relative difference of overlaps before the correction
 * @param overlapDifferenceAfter the same after it
 */
public record FlatfieldDocument(
    int channel,
    boolean estimated,
    String reason,
    String method,
    int tilesOffered,
    int tilesUsed,
    double darkAdu,
    double noiseAdu,
    double overlapDifferenceBefore,
    double overlapDifferenceAfter)
    implements Serializable {}
