package org.imaxt.core.algo.beads;

import java.util.Arrays;
import org.imaxt.core.model.BeadOptics;

/**
 * Likelihood of the pixels of a window under {@link BeadProfile} on a plane background.
 *
 * <p>The counts (value + pedestal)·c/gain are taken for Poisson numbers, the pedestal standing for
 * the noise without light. Pixels are integrated by 2 × 2 Gauss points where the profile is curved.
 * Holds the normalised residuals and the weight of each pixel. Mutable, for one thread.
 */
final class BeadModel {
  private static final double GAUSS_POINT = 0.5 / Math.sqrt(3);

  /** Below this radius a bead's image is curved everywhere. */
  private static final double SMALL_UM = 20;

  /** Scale in σ beyond which a residual loses its say at the end of robust passes. */
  static final double CAUCHY = 4;

  final BeadPatch patch;
  final BeadNoise noise;
  final int[] pixels;

  /** Weight of each pixel, 0 = left out. */
  final float[] weight;

  /** Residual over σ of each pixel in the last pass. */
  final float[] residual;

  private final BeadOptics optics;
  private final BeadPrior prior;
  private final double[] sum;

  BeadModel(BeadPatch patch, BeadNoise noise, BeadOptics optics, BeadPrior prior, int[] pixels) {
    this.patch = patch;
    this.noise = noise;
    this.optics = optics;
    this.prior = prior;
    this.pixels = pixels;
    weight = new float[pixels.length];
    Arrays.fill(weight, 1);
    residual = new float[pixels.length];
    sum = new double[BeadProfile.ALL];
  }

  BeadOptics optics() {
    return optics;
  }

  /** Deviance and normal equations of the bead's parameters; of σ, t and ln τ too on demand. */
  Normal evaluate(BeadState s, int columns) {
    BeadProfile profile = BeadProfile.of(s.rho(), s.z(), optics, columns);
    int n = BeadState.SIZE + columns - BeadProfile.BASIC;
    Normal normal = new Normal(n);
    double[] j = new double[n];
    for (int k = 0; k < pixels.length; k++) {
      double model = derivatives(profile, s, pixels[k], j);
      residual[k] = (float) add(normal, j, pixels[k], model, weight[k]);
    }
    prior.add(normal, s, profile.radiusUm, optics);
    return normal;
  }

  /** Adds a pixel; returns its normalised residual. */
  private double add(Normal normal, double[] j, int pixel, double model, double w) {
    double y = patch.value(pixel);
    if (patch.censored(pixel) && model >= y) {
      return 0;
    }
    double variance = noise.variance(model, patch.confidence(pixel));
    double z = (y - model) / Math.sqrt(variance);
    if (w > 0) {
      double inverse = w / variance;
      normal.add(j, (y - model) * inverse, inverse);
      normal.deviance += w * deviance(y, model, variance);
    }
    return z;
  }

  private double deviance(double value, double model, double variance) {
    double light = Math.max(model + noise.pedestal(), 0.25 * noise.pedestal());
    double seen = value + noise.pedestal();
    double log = seen > 0 ? seen * Math.log(seen / light) : 0;
    return 2 * light / variance * (log - (value - model));
  }

  /** Expected value of a pixel and its derivatives. */
  double derivatives(BeadProfile profile, BeadState s, int pixel, double[] j) {
    double dx = patch.xUm(pixel) - s.x();
    double dy = patch.yUm(pixel) - s.y();
    double p = patch.pixelUm();
    double r = Math.sqrt(dx * dx + dy * dy);
    Arrays.fill(j, 0);
    j[5] = 1;
    j[6] = dx;
    j[7] = dy;
    double background = s.background() + s.slopeX() * dx + s.slopeY() * dy;
    // The plane turns about the centre.
    j[0] = -s.slopeX();
    j[1] = -s.slopeY();
    if (r > profile.reachUm() + p) {
      return background;
    }
    boolean flat = s.rho() > SMALL_UM && Math.abs(r - s.rho()) > 4 * optics.blurUm() + p;
    double value = 0;
    if (flat) {
      value = sample(profile, s, dx, dy, 1, j);
    } else {
      double h = p * GAUSS_POINT;
      value += sample(profile, s, dx - h, dy - h, 0.25, j);
      value += sample(profile, s, dx + h, dy - h, 0.25, j);
      value += sample(profile, s, dx - h, dy + h, 0.25, j);
      value += sample(profile, s, dx + h, dy + h, 0.25, j);
    }
    j[4] = value;
    if (j.length > BeadState.SIZE) {
      // k = ln 10/τ, so ∂k/∂ln τ = −k.
      j[BeadState.SIZE + 2] *= -Math.log(10) / optics.decayUm();
    }
    return background + s.peak() * value;
  }

  private double sample(
      BeadProfile profile, BeadState s, double dx, double dy, double share, double[] j) {
    double r = Math.sqrt(dx * dx + dy * dy);
    Arrays.fill(sum, 0);
    profile.add(r, sum);
    double w = share * s.peak();
    if (r > 0) {
      j[0] -= w * sum[1] * dx / r;
      j[1] -= w * sum[1] * dy / r;
    }
    j[2] += w * sum[2];
    j[3] += w * sum[3];
    for (int c = BeadState.SIZE; c < j.length; c++) {
      j[c] += w * sum[c - BeadState.SIZE + BeadProfile.BASIC];
    }
    return share * sum[0];
  }

  /** Whether some of the pixels exceed the range. */
  boolean saturated() {
    for (int pixel : pixels) {
      if (patch.censored(pixel)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Weights that make wild pixels mute, from the last pass; masked pixels stay so.
   *
   * @param scale residual in σ at which a pixel has half its say
   */
  void soften(double scale) {
    for (int k = 0; k < weight.length; k++) {
      if (weight[k] > 0) {
        double z = residual[k] / scale;
        weight[k] = (float) (1 / (1 + z * z));
      }
    }
  }

  /** Sum that {@link #soften} lessens at its last scale. */
  double softDeviance() {
    double total = 0;
    for (int k = 0; k < weight.length; k++) {
      if (weight[k] > 0) {
        double z = residual[k] / CAUCHY;
        total += CAUCHY * CAUCHY * Math.log1p(z * z);
      }
    }
    return total;
  }

  /**
   * Covariance of the parameters with the noise's correlation: H⁻¹·(Σ s C sᵀ)·H⁻¹, s being the
   * score of a pixel.
   *
   * @return n × n; empty if the data do not fix the parameters
   */
  double[][] covariance(BeadState s) {
    Normal normal = evaluate(s, BeadProfile.BASIC);
    double[][] inverse = normal.inverse();
    if (inverse.length == 0 || noise.axisNeighbour() == 0) {
      return inverse;
    }
    return Sandwich.of(scores(s), inverse, noise, patch);
  }

  /**
   * Mean squared residual of the last pass where the place is told: pixels by what they know of the
   * centre, which are those of the rim. What the profile is wrong by lies there too.
   */
  double placeDeviance(BeadState s) {
    float[][] scores = scores(s);
    double sum = 0;
    double all = 0;
    for (int k = 0; k < pixels.length; k++) {
      double x = scores[0][pixels[k]];
      double y = scores[1][pixels[k]];
      double say = x * x + y * y;
      sum += say * residual[k] * residual[k];
      all += say;
    }
    return all > 0 ? sum / all : 1;
  }

  /** Derivative over standard deviation of each pixel of the patch; 0 where it has no say. */
  private float[][] scores(BeadState s) {
    BeadProfile profile = BeadProfile.of(s.rho(), s.z(), optics, BeadProfile.BASIC);
    float[][] scores = new float[BeadState.SIZE][patch.width() * patch.height()];
    double[] j = new double[BeadState.SIZE];
    for (int k = 0; k < pixels.length; k++) {
      double model = derivatives(profile, s, pixels[k], j);
      if (weight[k] <= 0 || patch.censored(pixels[k]) && model >= patch.value(pixels[k])) {
        continue;
      }
      double v = noise.variance(model, patch.confidence(pixels[k]));
      for (int a = 0; a < j.length; a++) {
        scores[a][pixels[k]] = (float) (j[a] / Math.sqrt(v));
      }
    }
    return scores;
  }
}
