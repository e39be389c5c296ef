package org.imaxt.core.algo.beads;

import java.util.Arrays;
import java.util.Optional;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.model.BeadRefusal;
import org.imaxt.core.model.FittedBead;

/**
 * The fast option: a round hump b + p·exp(−½ (r/w)ⁿ) instead of the physical profile.
 *
 * <p>Centre, width, steepness, height and background by least squares weighted with the noise. The
 * radius is where the hump has fallen to a quarter of its height, which is the apparent radius to
 * some per cent. Pixels well outside that are bright are left out, but nothing that is missing or
 * touches: damaged beads and those that lean on tissue are refused or off.
 *
 * <p>On free beads of the phantom it makes 1.4 times as many fits in a second of processor time as
 * the profile at pixels of 2.8 µm (550 to 380) and 3.8 times at 0.56 µm (770 to 200). Centres of
 * small beads are as good to a quarter, those of beads above 20 µm at fine pixels are not (median
 * 0.014 µm to 0.003 µm); radii are 0.6 to 1.3 µm too small. Immutable, for any number of threads.
 *
 * @param noise noise of the pixels
 * @param params what counts as a bead
 */
public record SuperGaussianFit(BeadNoise noise, BeadFitParams params) implements BeadFitter {
  private static final int SIZE = 6;
  private static final int PASSES = 30;
  private static final double EDGE = 0.25;
  private static final int RIM_POINTS = 32;

  /** Share of the rim that must be known. */
  private static final double LEAST_KNOWN = 0.5;

  /** Distance from which bright pixels are something else, radii. */
  private static final double BESIDE = 1.25;

  /** What a hump may be wrong by where a slice of a sphere is meant, fraction of the height. */
  private static final double SHAPE_ERROR = 0.06;

  private static final double MOST_DEVIANCE = 2;
  private static final double MOST_BACKGROUND = 0.3;
  private static final double MOST_CENTRE_SIGMA = 0.2;

  @Override
  public BeadOutcome fit(BeadPatch patch, BeadCandidate candidate) {
    int factor = (int) Math.max(1, candidate.radiusUm() / 10 / patch.pixelUm());
    BeadPatch whole = patch.binned(factor);
    BeadNoise blockNoise = noise.binned(factor);
    double[] state = start(whole, candidate);
    BeadPatch blocks = whole.with(alone(whole, blockNoise, candidate, state));
    Normal here = equations(blocks, blockNoise, state);
    double damping = 1e-2;
    for (int pass = 0; pass < PASSES && damping < 1e8; pass++) {
      double[] step = here.step(damping);
      if (step.length == 0) {
        break;
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
    return judged(blocks, state, here, candidate, factor);
  }

  /** Confidences without bright pixels that lie beside the bead. */
  private static float[] alone(BeadPatch patch, BeadNoise noise, BeadCandidate c, double[] s) {
    float[] confidence = new float[patch.width() * patch.height()];
    double beside = BESIDE * c.radiusUm() + patch.pixelUm();
    for (int i = 0; i < confidence.length; i++) {
      confidence[i] = patch.confidence(i);
      if (confidence[i] > 0
          && Math.hypot(patch.xUm(i) - c.xUm(), patch.yUm(i) - c.yUm()) > beside) {
        double sigma = Math.sqrt(noise.variance(s[5], confidence[i]));
        boolean bright = patch.value(i) - s[5] > 6 * sigma + 0.05 * s[4];
        confidence[i] = bright ? 0 : confidence[i];
      }
    }
    return confidence;
  }

  private BeadOutcome judged(
      BeadPatch blocks, double[] s, Normal end, BeadCandidate c, int factor) {
    double[][] inverse = end.inverse();
    if (inverse.length == 0) {
      return new BeadOutcome.Refused(BeadFit.unfitted(c), BeadRefusal.POOR_FIT);
    }
    FittedBead bead = bead(blocks, noise.binned(factor), s, inverse, c, factor);
    if (!Judgement.isFinite(bead)) {
      return new BeadOutcome.Refused(BeadFit.unfitted(c), BeadRefusal.POOR_FIT);
    }
    return reason(bead, Math.sqrt(inverse[4][4]), c, factor)
        .<BeadOutcome>map(why -> new BeadOutcome.Refused(bead, why))
        .orElseGet(() -> new BeadOutcome.Accepted(bead));
  }

  private Optional<BeadRefusal> reason(
      FittedBead b, double peakSigma, BeadCandidate c, int factor) {
    double moved = Math.hypot(b.xUm() - c.xUm(), b.yUm() - c.yUm());
    double allowed = SHAPE_ERROR * factor * b.snr();
    if (b.roundness() < LEAST_KNOWN) {
      return Optional.of(BeadRefusal.BORDER);
    }
    if (!(b.radiusUm() >= params.leastRadiusUm() && b.radiusUm() <= params.mostRadiusUm())
        || moved > Math.max(b.radiusUm(), c.radiusUm())) {
      return Optional.of(BeadRefusal.SIZE);
    }
    if (!(b.amplitude() > params.leastSnr() * peakSigma)
        || !(Math.max(b.xSigmaUm(), b.ySigmaUm()) < MOST_CENTRE_SIGMA * b.radiusUm())) {
      return Optional.of(BeadRefusal.FAINT);
    }
    if (b.background() > params.backgroundAdu() + MOST_BACKGROUND * b.amplitude()) {
      return Optional.of(BeadRefusal.ON_TISSUE);
    }
    return b.deviance() <= MOST_DEVIANCE + allowed * allowed
        ? Optional.empty()
        : Optional.of(BeadRefusal.POOR_FIT);
  }

  /** Share of a circle that lies on known pixels. */
  private static double known(BeadPatch patch, double x, double y, double radius) {
    int known = 0;
    for (int k = 0; k < RIM_POINTS; k++) {
      double turn = 2 * Math.PI * k / RIM_POINTS;
      double u = Math.floor((x + radius * Math.cos(turn) - patch.leftUm()) / patch.pixelUm());
      double v = Math.floor((y + radius * Math.sin(turn) - patch.topUm()) / patch.pixelUm());
      boolean inside = u >= 0 && v >= 0 && u < patch.width() && v < patch.height();
      known += inside && patch.confidence((int) v * patch.width() + (int) u) > 0 ? 1 : 0;
    }
    return (double) known / RIM_POINTS;
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
    Hump hump = Hump.of(patch, s);
    double[] j = new double[SIZE];
    double[] shape = new double[Hump.VALUES];
    int count = patch.width() * patch.height();
    for (int i = 0; i < count; i++) {
      if (!(patch.confidence(i) > 0)) {
        continue;
      }
      double dx = patch.xUm(i) - s[0];
      double dy = patch.yUm(i) - s[1];
      double square = Math.max(1e-9, dx * dx + dy * dy);
      hump.at(Math.sqrt(square), shape);
      double model = s[5] + s[4] * shape[0];
      if (patch.censored(i) && model >= patch.value(i)) {
        continue;
      }
      double slope = s[4] * shape[1];
      j[0] = slope * dx / square;
      j[1] = slope * dy / square;
      j[2] = slope;
      j[3] = s[4] * shape[2];
      j[4] = shape[0];
      j[5] = 1;
      double variance = noise.variance(model, patch.confidence(i));
      double off = patch.value(i) - model;
      normal.add(j, off / variance, 1 / variance);
      // The variance's own share keeps the deviance a likelihood.
      normal.deviance += off * off / variance + Math.log(variance);
    }
    return normal;
  }

  /**
   * The hump of height 1 and its derivatives by ln w and ln n, by the distance from the centre.
   *
   * @param step distance of the nodes, µm
   * @param table three values a node
   */
  private record Hump(double step, double[] table) {
    static final int VALUES = 3;
    private static final double NODES_PER_PIXEL = 8;

    static Hump of(BeadPatch patch, double[] s) {
      double w = Math.exp(s[2]);
      double n = Math.min(60, Math.exp(s[3]));
      double step = patch.pixelUm() / NODES_PER_PIXEL;
      double right = patch.leftUm() + patch.width() * patch.pixelUm();
      double below = patch.topUm() + patch.height() * patch.pixelUm();
      double reach =
          Math.hypot(
              Math.max(Math.abs(patch.leftUm() - s[0]), Math.abs(right - s[0])),
              Math.max(Math.abs(patch.topUm() - s[1]), Math.abs(below - s[1])));
      // Beyond this the hump is 0 to all digits.
      double end = Math.min(reach, w * Math.pow(80, 1 / n));
      double[] table = new double[VALUES * ((int) (end / step) + 3)];
      for (int i = 0; i < table.length / VALUES; i++) {
        double r = Math.max(1e-6 * w, i * step);
        double power = Math.pow(r / w, n);
        double e = Math.exp(-0.5 * power);
        table[VALUES * i] = e;
        table[VALUES * i + 1] = 0.5 * n * power * e;
        table[VALUES * i + 2] = -0.5 * n * power * e * Math.log(r / w);
      }
      return new Hump(step, table);
    }

    void at(double r, double[] out) {
      double at = r / step;
      int i = VALUES * (int) at;
      if (i >= table.length - VALUES) {
        out[0] = 0;
        out[1] = 0;
        out[2] = 0;
        return;
      }
      double u = at - (int) at;
      for (int k = 0; k < VALUES; k++) {
        out[k] = (1 - u) * table[i + k] + u * table[i + VALUES + k];
      }
    }
  }

  private static FittedBead bead(
      BeadPatch patch,
      BeadNoise noise,
      double[] s,
      double[][] inverse,
      BeadCandidate c,
      int factor) {
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
    return new FittedBead(
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
        known(patch, s[0], s[1], w * drop));
  }
}
