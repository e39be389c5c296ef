package org.imaxt.core.algo.beads;

import java.util.Arrays;
import org.imaxt.core.model.BeadCandidate;

/** Height and background of a candidate from quantiles, and what beside it is not background. */
final class FirstGuess {

  /** Share of the surroundings that is dark even where a bead leans on tissue. */
  private static final double DARKEST = 0.1;

  private FirstGuess() {}

  /** Whether nothing round a candidate is as dark as where there is neither tissue nor bead. */
  static boolean onTissue(BeadModel model, BeadCandidate c, double backgroundAdu) {
    double[] outside = new double[model.pixels.length];
    double[] inside = new double[model.pixels.length];
    int out = 0;
    int in = 0;
    double rim = c.radiusUm() + 2 * model.optics().blurUm() + model.patch.pixelUm();
    for (int i : model.pixels) {
      double r = Math.hypot(model.patch.xUm(i) - c.xUm(), model.patch.yUm(i) - c.yUm());
      if (r > rim) {
        outside[out++] = model.patch.value(i);
      } else if (r < 0.5 * c.radiusUm()) {
        inside[in++] = model.patch.value(i);
      }
    }
    if (in == 0 || out == 0) {
      return false;
    }
    Arrays.sort(outside, 0, out);
    Arrays.sort(inside, 0, in);
    double dark = outside[(int) (DARKEST * out)];
    return dark - backgroundAdu > 0.5 * (inside[in / 2] - backgroundAdu);
  }

  /** The state to start from; masks pixels outside that are much brighter than the background. */
  static BeadState of(BeadModel model, BeadCandidate c) {
    int n = model.pixels.length;
    double[] inside = new double[n];
    double[] outside = new double[n];
    double[] distance = new double[n];
    int in = 0;
    int out = 0;
    double rim = c.radiusUm() + 2 * model.optics().blurUm() + model.patch.pixelUm();
    for (int k = 0; k < n; k++) {
      int i = model.pixels[k];
      distance[k] = Math.hypot(model.patch.xUm(i) - c.xUm(), model.patch.yUm(i) - c.yUm());
      if (distance[k] < 0.5 * c.radiusUm()) {
        inside[in++] = model.patch.value(i);
      } else if (distance[k] > rim) {
        outside[out++] = model.patch.value(i);
      }
    }
    Arrays.sort(inside, 0, in);
    Arrays.sort(outside, 0, out);
    // Tissue and neighbours brighten the surroundings, nothing darkens them.
    double background = out > 0 ? outside[(int) (0.3 * out)] : 0;
    double top = in > 0 ? inside[(int) (0.75 * in)] : background;
    double peak = Math.max(top - background, 1e-6);
    for (int k = 0; k < n; k++) {
      if (distance[k] > 1.2 * rim) {
        int i = model.pixels[k];
        double sigma = Math.sqrt(model.noise.variance(background, model.patch.confidence(i)));
        if (model.patch.value(i) - background > 6 * sigma + 0.05 * peak) {
          model.weight[k] = 0;
        }
      }
    }
    BeadState state = new BeadState(c.xUm(), c.yUm(), c.radiusUm(), 0, peak, background, 0, 0);
    new Sectors(model, state, c.radiusUm(), 0).maskIrregular();
    return state;
  }
}
