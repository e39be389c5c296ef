package org.imaxt.core.algo.beads;

/** Says of every pixel how likely it shows a bead: a network, or a stand-in. */
@FunctionalInterface
public interface ProbabilityMap {

  /**
   * Looks at an image.
   *
   * @param image one channel at the level that the map was made for
   * @return probabilities, 0 to 1, row-major, of the size of the image
   */
  float[] of(LevelImage image);
}
