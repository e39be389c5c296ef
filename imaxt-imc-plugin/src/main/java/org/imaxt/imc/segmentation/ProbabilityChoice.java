package org.imaxt.imc.segmentation;

import org.imaxt.core.engine.EngineAbsentException;
import org.imaxt.core.engine.EngineLoader;

/** What makes the probabilities. */
public enum ProbabilityChoice {
  /** A network where there is an engine for it, else intensities. */
  AUTO,
  /** A network of nuclei. */
  UNET,
  /** Intensities, stretched to 0 to 1. */
  INTENSITY,
  /** A map from a file. */
  MAP,
  /** A classifier of pixels that learns from ROIs. */
  CLASSIFIER;

  /** What it comes to on this machine. */
  ProbabilityChoice resolved() {
    if (this != AUTO) {
      return this;
    }
    try {
      EngineLoader.engine();
      return UNET;
    } catch (EngineAbsentException e) {
      return INTENSITY;
    }
  }
}
