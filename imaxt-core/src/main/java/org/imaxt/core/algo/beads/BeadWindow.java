package org.imaxt.core.algo.beads;

import java.util.Arrays;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;

/**
 * The pixels that a fit looks at: means over blocks, and which of them lie round the candidate.
 *
 * @param blocks means over blocks
 * @param noise noise of the blocks
 * @param factor edge of a block, px
 * @param pixels indices of the known blocks round the candidate
 */
record BeadWindow(BeadPatch blocks, BeadNoise noise, int factor, int[] pixels) {

  /** Pixels that a fit needs. */
  private static final int LEAST_PIXELS = 4 * BeadState.SIZE;

  /** Blocks stay below so many σ of the blur, and below a part of the radius. */
  private static final double BLOCK_BLURS = 1.6;

  private static final double BLOCKS_PER_RADIUS = 8;

  /**
   * Blocks as big as blur and radius allow.
   *
   * @param reachUm distance from the candidate up to which blocks are taken, µm
   */
  static BeadWindow of(
      BeadPatch patch, BeadCandidate c, BeadOptics optics, BeadNoise noise, double reachUm) {
    double block = Math.min(BLOCK_BLURS * optics.blurUm(), c.radiusUm() / BLOCKS_PER_RADIUS);
    int narrow = Math.min(patch.width(), patch.height());
    int factor = Math.min(narrow, Math.max(1, (int) (block / patch.pixelUm())));
    return of(patch, c, noise, factor, reachUm);
  }

  /** Blocks of some size. */
  static BeadWindow of(
      BeadPatch patch, BeadCandidate c, BeadNoise noise, int factor, double reachUm) {
    BeadPatch blocks = patch.binned(factor);
    int[] found = new int[blocks.width() * blocks.height()];
    int n = 0;
    for (int i = 0; i < found.length; i++) {
      double dx = blocks.xUm(i) - c.xUm();
      double dy = blocks.yUm(i) - c.yUm();
      if (blocks.confidence(i) > 0 && dx * dx + dy * dy < reachUm * reachUm) {
        found[n++] = i;
      }
    }
    return new BeadWindow(blocks, noise.binned(factor), factor, Arrays.copyOf(found, n));
  }

  /** Whether there are pixels enough for a fit. */
  boolean suffices() {
    return suffices(pixels);
  }

  /** Whether some of the pixels are enough for a fit. */
  static boolean suffices(int[] pixels) {
    return pixels.length >= LEAST_PIXELS;
  }
}
