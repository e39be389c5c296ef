package org.imaxt.core.algo.beads;

import java.util.Arrays;
import java.util.Optional;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.FittedBead;

/**
 * The fast option: a round hump b + p·exp(−½ (r/w)ⁿ) instead of the physical profile.
 *
 * <p>Centre, width, steepness, height and background by least squares weighted with the noise. The
 * centre is as good as that of {@link BeadFit} on beads that lie free; the radius is where the hump
 * has fallen to a quarter of its height, which is the apparent radius to some per cent. Nothing is
 * left out of the fit but what the patch marks as unknown. Immutable, for any number of threads.
 *
 * @param noise noise of the pixels
 */
public record SuperGaussianFit(BeadNoise noise) {
  private static final int SIZE = 6;
  private static final int PASSES = 30;
  private static final double EDGE = 0.25;

  /**
   * Fits a candidate.
   *
   * @param patch pixels round it; confidence 0 where they belong to something else
   * @param candidate where to start; its frame is that of the patch
   * @return the fit, its roundness being 1; empty if the pixels do not fix a hump
   */
  public Optional<FittedBead> fit(BeadPatch patch, BeadCandidate candidate) {
    int factor = (int) Math.max(1, candidate.radiusUm() / 10 / patch.pixelUm());
    BeadPatch blocks = patch.binned(factor);
    BeadNoise blockNoise = noise.binned(factor);
    double[] state = start(blocks, candidate);
    Normal here = equations(blocks, blockNoise, state);
    double damping = 1e-2;
    for (int pass = 0; pass < PASSES && damping < 1e8; pass++) {
      double[] step = here.step(damping);
      if (step.length == 0) {
        return Optional.empty();
      }
      double[] next = state.clone();
      for (int a = 0; a < SIZE; a++) {
        next[a] += step[a];
      }
      Normal there = equations(blocks, blockNoise, next);
      if (!(there.deviance <= here.deviance)) {
        damping *= 10;
        continue;
      }
      double gain = here.deviance - there.deviance;
      state = next;
      here = there;
      damping *= 0.1;
      if (gain < 1e-3) {
        break;
      }
    }
    return bead(blocks, blockNoise, state, here, candidate, factor);
  }

  private static double[] start(BeadPatch patch, BeadCandidate c) {
    double[] inside = new double[patch.width() * patch.height()];
    double[] outside = inside.clone();
    int in = 0;
    int out = 0;
    for (int i = 0; i < patch.width() * patch.height(); i++) {
      if (patch.confidence(i) > 0) {
        double r = Math.hypot(patch.xUm(i) - c.xUm(), patch.yUm(i) - c.yUm());
        if (r < 0.5 * c.radiusUm()) {
          inside[in++] = patch.value(i);
        } else if (r > 1.15 * c.radiusUm()) {
          outside[out++] = patch.value(i);
        }
      }
    }
    Arrays.sort(inside, 0, in);
    Arrays.sort(outside, 0, out);
    double background = out > 0 ? outside[out / 2] : 0;
    double top = in > 0 ? inside[in / 2] : background + 1;
    double height = Math.max(1e-3, top - background);
    return new double[] {
      c.xUm(), c.yUm(), Math.log(0.95 * c.radiusUm()), Math.log(6), height, background
    };
  }

  /** Parameters: x, y, ln w, ln n, p, b. */
  private static Normal equations(BeadPatch patch, BeadNoise noise, double[] s) {
    Normal normal = new Normal(SIZE);
    double w = Math.exp(s[2]);
    double n = Math.min(60, Math.exp(s[3]));
    double[] j = new double[SIZE];
    int count = patch.width() * patch.height();
    for (int i = 0; i < count; i++) {
      if (!(patch.confidence(i) > 0)) {
        continue;
      }
      double dx = patch.xUm(i) - s[0];
      double dy = patch.yUm(i) - s[1];
      double r = Math.max(1e-6 * w, Math.hypot(dx, dy));
      double power = Math.min(1400, Math.pow(r / w, n));
      double e = Math.exp(-0.5 * power);
      double model = s[5] + s[4] * e;
      if (patch.censored(i) && model >= patch.value(i)) {
        continue;
      }
      double slope = 0.5 * n * power * s[4] * e;
      j[0] = slope * dx / (r * r);
      j[1] = slope * dy / (r * r);
      j[2] = slope;
      j[3] = -slope * Math.log(r / w);
      j[4] = e;
      j[5] = 1;
      double variance = noise.variance(model, patch.confidence(i));
      double off = patch.value(i) - model;
      normal.add(j, off / variance, 1 / variance);
      // The variance's own share keeps the deviance a likelihood.
      normal.deviance += off * off / variance + Math.log(variance);
    }
    return normal;
  }

  private static Optional<FittedBead> bead(
      BeadPatch patch, BeadNoise noise, double[] s, Normal end, BeadCandidate c, int factor) {
    double[][] inverse = end.inverse();
    if (inverse.length == 0) {
      return Optional.empty();
    }
    double chi2 = 0;
    int known = 0;
    double confidence = 0;
    double w = Math.exp(s[2]);
    double n = Math.min(60, Math.exp(s[3]));
    for (int i = 0; i < patch.width() * patch.height(); i++) {
      if (patch.confidence(i) > 0) {
        double r = Math.hypot(patch.xUm(i) - s[0], patch.yUm(i) - s[1]);
        double model = s[5] + s[4] * Math.exp(-0.5 * Math.pow(r / w, n));
        double off = patch.value(i) - model;
        chi2 += off * off / noise.variance(model, patch.confidence(i));
        confidence += patch.confidence(i);
        known++;
      }
    }
    double deviance = chi2 / Math.max(1, known - SIZE);
    // Neighbouring pixels of an interpolated image err alike: as if there were fewer.
    double excess = Math.sqrt(Math.max(1, deviance)) / noise.axisVariance();
    double drop = Math.pow(-2 * Math.log(EDGE), 1 / n);
    double pixel = noise.variance(s[4] + s[5], confidence / known / (factor * factor));
    return Optional.of(
        new FittedBead(
            c.label(),
            s[0],
            s[1],
            w * drop,
            excess * Math.sqrt(inverse[0][0]),
            excess * Math.sqrt(inverse[1][1]),
            excess * w * drop * Math.sqrt(inverse[2][2]),
            s[4],
            s[5],
            s[4] / Math.sqrt(pixel),
            deviance,
            1));
  }
}
