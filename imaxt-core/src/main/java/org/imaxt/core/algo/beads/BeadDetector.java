package org.imaxt.core.algo.beads;

/** Finds candidates. Implementations are immutable or serve one thread; they say which. */
public interface BeadDetector {

  /**
   * Finds candidates; what looks like a bead and is none is for the fit to refuse.
   *
   * @param image one channel at a level at which a bead's radius is some 10 px
   * @return candidates and their labels, of the size of the image
   */
  Detection detect(LevelImage image);
}
