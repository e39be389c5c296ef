package org.imaxt.core.algo.federate;

import java.io.Serializable;

/**
 * A guess how a slide lies on the block.
 *
 * @param affine slide µm to cube µm
 * @param score larger is better; comparable only among those of one origin and call
 * @param origin what it was guessed from
 */
public record Hypothesis(Affine affine, double score, Origin origin) implements Serializable {

  /** What a hypothesis was guessed from. */
  public enum Origin {
    /** Two images of low resolution. */
    INTENSITY,
    /** The pattern of beads. */
    PATTERN
  }
}
