package org.imaxt.core.model;

import java.io.Serializable;

/**
 * How a section shows its beads; shared by all beads of a section.
 *
 * @param blurUm σ of the blur without the pixels' own: point spread function and interpolation, µm
 * @param thicknessUm thickness t of the excited layer, µm
 * @param decayUm length τ over which emission from depth falls to a tenth, µm
 */
public record BeadOptics(double blurUm, double thicknessUm, double decayUm)
    implements Serializable {

  /** Refuses lengths that are not positive and finite. */
  public BeadOptics {
    require("blurUm", blurUm);
    require("thicknessUm", thicknessUm);
    require("decayUm", decayUm);
  }

  private static void require(String name, double um) {
    if (!(um > 0) || Double.isInfinite(um)) {
      throw new IllegalArgumentException(name + " must be positive and finite, got " + um + " µm");
    }
  }

  /**
   * The same with another blur.
   *
   * @param um σ, µm
   * @return the changed optics
   */
  public BeadOptics withBlurUm(double um) {
    return new BeadOptics(um, thicknessUm, decayUm);
  }
}
