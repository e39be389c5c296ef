package org.imaxt.beads.detect;

import java.util.Optional;
import org.imaxt.core.engine.EngineAbsentException;
import org.imaxt.core.engine.EngineLoader;
import org.imaxt.core.network.NetworkEngine;
import org.imaxt.core.stage.InputException;

/** What looks for candidates. */
public enum DetectorChoice {
  /**
   * The network where there is an engine for it, and what the classical detector is sure of beside
   * it; else the classical detector.
   */
  AUTO,
  /** The network alone. */
  UNET,
  /** Differences of Gaussians and a test of the shape. */
  CLASSICAL;

  /**
   * The engine to be used; loaded by the first call.
   *
   * @return the engine, nothing if the classical detector is to look
   * @throws InputException if there is no engine and the network was asked for
   */
  Optional<NetworkEngine> engine() {
    if (this == CLASSICAL) {
      return Optional.empty();
    }
    try {
      return Optional.of(EngineLoader.engine());
    } catch (EngineAbsentException e) {
      if (this == AUTO) {
        return Optional.empty();
      }
      throw new InputException("the network needs its engine: " + e.getMessage(), e);
    }
  }

  /**
   * Why the classical detector had to look.
   *
   * @return the reason, nothing if it is what was asked for or there is an engine
   */
  Optional<String> lack() {
    if (this == CLASSICAL) {
      return Optional.empty();
    }
    try {
      EngineLoader.engine();
      return Optional.empty();
    } catch (EngineAbsentException e) {
      return Optional.of(e.getMessage());
    }
  }
}
