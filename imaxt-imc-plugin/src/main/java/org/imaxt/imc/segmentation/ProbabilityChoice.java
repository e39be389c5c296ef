package org.imaxt.imc.segmentation;

/** What makes the probabilities. */
public enum ProbabilityChoice {
  /** Intensities, stretched to 0 to 1. */
  INTENSITY,
  /** A map from a file. */
  MAP,
  /** A classifier of pixels that learns from ROIs. */
  CLASSIFIER
}
