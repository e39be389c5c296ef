package org.imaxt.beads.detect;

/** What is fitted to a candidate. */
public enum FitChoice {
  /** The image of a sphere in the layer. */
  PROFILE,
  /** A round hump. */
  SUPER_GAUSSIAN
}
