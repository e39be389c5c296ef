package org.imaxt.core.algo.beads;

import org.imaxt.core.model.BeadCandidate;

/**
 * A circle of a level image.
 *
 * @param x centre, px from the outer corner
 * @param y centre, px
 * @param radius radius, px
 * @param share share of the rays that meet it, 0 to 1
 * @param height brightness inside over the backdrop, ADU
 */
record Circle(double x, double y, double radius, double share, double height) {

  /** Preference among circles that describe the same thing: agreement first, then size. */
  double score() {
    return share * Math.sqrt(radius);
  }

  BeadCandidate candidate(int label, double pixelUm) {
    return new BeadCandidate(label, x * pixelUm, y * pixelUm, radius * pixelUm, share);
  }

  void paint(int label, int[] labels, float[] depth, int width, int height) {
    int x0 = (int) Math.max(0, Math.floor(x - radius));
    int x1 = (int) Math.min(width - 1, Math.ceil(x + radius));
    int y0 = (int) Math.max(0, Math.floor(y - radius));
    int y1 = (int) Math.min(height - 1, Math.ceil(y + radius));
    for (int j = y0; j <= y1; j++) {
      for (int i = x0; i <= x1; i++) {
        float d = (float) (1 - Math.hypot(i + 0.5 - x, j + 0.5 - y) / radius);
        int at = j * width + i;
        if (d > 0 && d > depth[at]) {
          depth[at] = d;
          labels[at] = label;
        }
      }
    }
  }
}
