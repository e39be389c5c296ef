package org.imaxt.core.algo.fuse;

/** How tiles share the pixels that several of them show. */
public enum BlendMode {
  /**
   * Weight = mask × gain (inverse variance of photon noise) × a smooth ramp (3p² − 2p³) from the
   * border of the useful area, so that borders leave no step.
   */
  CONFIDENCE,
  /** Weight = a linear ramp from the border of the useful area, inside the mask. */
  LINEAR,
  /** The first tile, in the order given, that knows a pixel keeps it; weight 1 inside the mask. */
  NONE
}
