package org.imaxt.core.algo.stitch;

import java.util.Arrays;
import org.imaxt.core.algo.stitch.Patches.Patch;

/**
 * Sums over patches for one Gauss-Newton step, the photometry they show, and the error of the step.
 */
final class NormalEquations {

  /** What the sums are for. */
  enum Purpose {
    /** The next step alone. */
    STEP,
    /** Also the covariance, which takes as long again. */
    ERRORS
  }

  private static final double HUBER_SIGMAS = 4;
  private static final int SAMPLES = 12_000;
  private static final double LEAST_VARIANCE = 1e-12;

  private final Views views;
  private final SmoothedStrip a;
  private final SmoothedStrip b;
  private final Photometry photometry;
  private final boolean learn;
  private final Purpose purpose;
  private final int totalPixels;
  private final PatchSampler sampleA;
  private final PatchSampler sampleB;
  private final ScoreErrors errors;
  private final NoiseSamples[] samples;
  private final double[][] moments;

  /** Score along x and y. */
  private final double[] score = new double[2];

  /** Curvature xx, xy, yy from slopes of either view. */
  private final double[] curvature = new double[3];

  NormalEquations(
      Views views, Photometry photometry, boolean learn, int totalPixels, Purpose purpose) {
    this.views = views;
    this.a = views.both().a();
    this.b = views.both().b();
    this.sampleA = views.both().first();
    this.sampleB = views.both().second();
    this.photometry = photometry;
    this.learn = learn;
    this.purpose = purpose;
    this.totalPixels = totalPixels;
    this.errors = new ScoreErrors(views.noise());
    this.moments = new double[a.channels.length][6];
    this.samples = new NoiseSamples[a.channels.length];
    Arrays.setAll(samples, c -> new NoiseSamples(Math.min(totalPixels, 2 * SAMPLES) + 1));
  }

  void add(Patch patch, Views.Step step) {
    float[] weights = weights(patch, step.lagX(), step.lagY());
    double n = 0;
    for (float weight : weights) {
      n += weight > 0 ? 1 : 0;
    }
    if (n < 8) {
      return;
    }
    for (int c = 0; c < a.channels.length; c++) {
      views.sample(c, patch, step, weights);
      if (purpose == Purpose.ERRORS) {
        errors.begin(patch.size());
      }
      addChannel(c, weights, n);
      if (purpose == Purpose.ERRORS) {
        errors.end(patch.width(), patch.height(), n);
      }
    }
  }

  /** Weight of a difference from the weights of both pixels; 0 where either is ignored. */
  private float[] weights(Patch patch, int lagX, int lagY) {
    float[] out = new float[patch.size()];
    for (int y = 0; y < patch.height(); y++) {
      for (int x = 0; x < patch.width(); x++) {
        float wa = a.weights[(patch.y() + y) * a.width + patch.x() + x];
        float wb = b.weights[(patch.y() + y - lagY) * b.width + patch.x() + x - lagX];
        out[y * patch.width() + x] = wa > 0 && wb > 0 ? 2 * wa * wb / (wa + wb) : 0;
      }
    }
    return out;
  }

  /**
   * Adds one channel of a patch, both strips brought to one gain. Where the strips have slopes of
   * their own the curvature never multiplies the noise of a strip with itself. Sums are local for
   * speed.
   */
  private void addChannel(int c, float[] weights, double n) {
    double gain = photometry.gains()[c];
    double rootGain = Math.sqrt(gain);
    double meanLevel =
        0.5 * (sampleA.centre(weights, n, 1 / rootGain) + sampleB.centre(weights, n, rootGain));
    NoiseByIntensity noise = photometry.noise()[c];
    double leanX = photometry.lean()[c][0];
    double leanY = photometry.lean()[c][1];
    int stride = Math.max(1, totalPixels / SAMPLES) | 1;
    double scoreX = 0;
    double scoreY = 0;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    double leaningX = 0;
    double leaningY = 0;
    double middles = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] == 0) {
        continue;
      }
      double va = sampleA.values[i];
      double vb = sampleB.values[i];
      double r = va - vb;
      double middle = 0.5 * (va + vb);
      double variance = noise.at(middle + meanLevel) / weights[i];
      double weight = weight(r, variance);
      double ax = sampleA.slopesX[i] - leanX * va;
      double ay = sampleA.slopesY[i] - leanY * va;
      double bx = sampleB.slopesX[i] - leanX * vb;
      double by = sampleB.slopesY[i] - leanY * vb;
      double gx = 0.5 * (ax + bx);
      double gy = 0.5 * (ay + by);
      scoreX += weight * gx * r;
      scoreY += weight * gy * r;
      xx += weight * ax * bx;
      xy += weight * 0.5 * (ax * by + ay * bx);
      yy += weight * ay * by;
      ab += weight * va * vb;
      aa += weight * va * va;
      bb += weight * vb * vb;
      leaningX += weight * gx * middle;
      leaningY += weight * gy * middle;
      middles += weight * middle * middle;
      if (purpose == Purpose.ERRORS) {
        errors.add(i, r, variance, weight, views.cut() ? ax : gx, views.cut() ? ay : gy);
      }
      if (i % stride == 0) {
        samples[c].add(middle + meanLevel, r * r * weights[i]);
      }
    }
    add(score, scoreX, scoreY);
    add(curvature, xx, xy, yy);
    add(moments[c], ab, gain * aa, bb / gain, leaningX, leaningY, middles);
    moments[c][3] += leanX * middles;
    moments[c][4] += leanY * middles;
  }

  private static void add(double[] sums, double... more) {
    for (int k = 0; k < more.length; k++) {
      sums[k] += more[k];
    }
  }

  /** Inverse variance, and less for what noise hardly explains (Huber). */
  private double weight(double r, double variance) {
    return learn && r * r > HUBER_SIGMAS * HUBER_SIGMAS * variance
        ? HUBER_SIGMAS / (Math.abs(r) * Math.sqrt(variance))
        : 1 / variance;
  }

  /** The step (x, y) to add, px; empty if the structure does not fix both axes. */
  double[] step() {
    double det = curvature[0] * curvature[2] - curvature[1] * curvature[1];
    boolean fixed =
        curvature[0] > 0 && curvature[2] > 0 && det > 1e-6 * curvature[0] * curvature[2];
    if (!fixed) {
      return new double[0];
    }
    return new double[] {
      -(curvature[2] * score[0] - curvature[1] * score[1]) / det,
      -(curvature[0] * score[1] - curvature[1] * score[0]) / det
    };
  }

  /** Gains and noise as these sums show them. */
  Photometry photometry() {
    int channels = moments.length;
    double[] gains = new double[channels];
    NoiseByIntensity[] noise = new NoiseByIntensity[channels];
    double[][] lean = new double[channels][2];
    for (int c = 0; c < channels; c++) {
      double[] m = moments[c];
      gains[c] = m[1] > 0 && m[2] > 0 ? Math.sqrt(m[1] / m[2]) : 1;
      lean[c][0] = m[5] > 0 ? m[3] / m[5] : 0;
      lean[c][1] = m[5] > 0 ? m[4] / m[5] : 0;
      double mean = samples[c].meanSquare();
      double floor = LEAST_VARIANCE + 1e-4 * mean;
      noise[c] =
          learn
              ? NoiseByIntensity.learn(samples[c], floor)
              : NoiseByIntensity.constant(Math.max(floor, mean));
    }
    return new Photometry(gains, noise, lean);
  }

  /** Variances (x, y) of the step, px²; empty if the structure does not fix both axes. */
  double[] covariance() {
    return step().length == 0 ? new double[0] : errors.covariance(curvature);
  }

  /** Normalised cross-correlation over all patches and channels. */
  double correlation() {
    double[] sum = new double[3];
    for (double[] m : moments) {
      for (int k = 0; k < 3; k++) {
        sum[k] += m[k];
      }
    }
    double scale = Math.sqrt(sum[1] * sum[2]);
    return scale > 0 ? Math.max(-1, Math.min(1, sum[0] / scale)) : 0;
  }
}
