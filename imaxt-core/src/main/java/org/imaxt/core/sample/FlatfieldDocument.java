package org.imaxt.core.sample;

import java.io.Serializable;
import java.util.List;

/**
 * How the flat field of a channel was found and how good it is.
 *
 * @param channel number from 1
 * @param estimated false if it is the identity, because there was too little to estimate it from
 * @param reason why it is the identity, or empty
 * @param method how it was found: {@code stack-and-overlaps}, {@code stack}, {@code profile}, …
 * @param tilesOffered images looked at
 * @param tilesUsed images that show signal and were used
 * @param darkAdu dark level, ADU
 * @param darkSource what the dark level rests on: {@code given}, {@code background} (lit empty
 *     areas, by what of them does not follow the gain), {@code dark-areas} (empty areas that do not
 *     follow it at all) or {@code unknown} (the data cannot tell; 0)
 * @param darkSigmaAdu its standard error where it was fitted, ADU, else 0
 * @param noiseAdu standard deviation of the noise at the dark level, ADU
 * @param uncertainty expected rms relative error of the gain
 * @param ripple plane waves found in the illumination
 * @param pairs overlaps that were compared
 * @param pairsRegistered how many of them were laid on each other by what they show; the others by
 *     the stage
 * @param overlapDifferenceBefore median relative difference |a − b| / mean of overlaps, laid on
 *     each other, over squares of 40 µm that show specimen, before the correction (dark level taken
 *     off)
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
    String darkSource,
    double darkSigmaAdu,
    double noiseAdu,
    double uncertainty,
    List<Ripple> ripple,
    int pairs,
    int pairsRegistered,
    double overlapDifferenceBefore,
    double overlapDifferenceAfter)
    implements Serializable {

  /** Copies the list. */
  public FlatfieldDocument {
    ripple = List.copyOf(ripple);
  }

  /**
   * A plane wave in the illumination.
   *
   * @param cyclesX cycles along x over the longer side of the camera image
   * @param cyclesY cycles along y over the longer side of the camera image
   */
  public record Ripple(double cyclesX, double cyclesY) implements Serializable {}
}
