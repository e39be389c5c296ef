package org.imaxt.core.algo.federate;

import java.io.Serializable;

/** Where in depth a slide may come from. */
public sealed interface Place extends Serializable {

  /**
   * A section of the block.
   *
   * @param number its number
   */
  record Section(int number) implements Place {}

  /**
   * A slab that was not imaged: above the first section, below the last, or between two that do not
   * follow one another.
   *
   * @param middleUm z of its middle, cube frame, µm
   */
  record Orphan(double middleUm) implements Place {}

  /** The other scan, where a scan is compared with one and not with a block. */
  record Scan() implements Place {}

  /** No slab of this block or near it. */
  record Nowhere() implements Place {}
}
