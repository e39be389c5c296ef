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

  private final SmoothedStrip a;
  private final SmoothedStrip b;
  private final Photometry photometry;
  private final boolean learn;
  private final Purpose purpose;
  private final int totalPixels;
  private final PatchSampler sampleA = new PatchSampler();
  private final PatchSampler sampleB = new PatchSampler();
  private final NoiseCorrelation noiseCorrelation;
  private final NoiseSamples[] samples;
  private final double[][] moments;

  /** Score along x and y. */
  private final double[] score = new double[2];

  /** Curvature xx, xy, yy from slopes of either strip, whose noise is independent. */
  private final double[] curvature = new double[3];

  /** Variance of the score xx, xy, yy as if noise were white. */
  private final double[] scoreVariance = new double[3];

  private double pixels;
  private int fittedOffsets;
  private double forceSum;
  private double forceSquares;

  NormalEquations(
      SmoothedStrip a,
      SmoothedStrip b,
      Photometry photometry,
      boolean learn,
      int totalPixels,
      int noiseStep,
      Purpose purpose) {
    this.a = a;
    this.b = b;
    this.photometry = photometry;
    this.learn = learn;
    this.purpose = purpose;
    this.totalPixels = totalPixels;
    this.noiseCorrelation = new NoiseCorrelation(noiseStep);
    this.moments = new double[a.channels.length][6];
    this.samples = new NoiseSamples[a.channels.length];
    Arrays.setAll(samples, c -> new NoiseSamples(Math.min(totalPixels, 2 * SAMPLES) + 1));
  }

  void add(Patch patch, int lagX, int lagY, double[] shiftA, double[] shiftB) {
    float[] weights = weights(patch, lagX, lagY);
    double n = 0;
    for (float weight : weights) {
      n += weight > 0 ? 1 : 0;
    }
    if (n < 8) {
      return;
    }
    pixels += n * a.channels.length;
    fittedOffsets += a.channels.length;
    for (int c = 0; c < a.channels.length; c++) {
      sampleA.sample(a, c, patch, 0, 0, shiftA);
      sampleB.sample(b, c, patch, lagX, lagY, shiftB);
      addChannel(c, patch, weights, n);
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

  private void addChannel(int c, Patch patch, float[] weights, double n) {
    double rootGain = Math.sqrt(photometry.gains()[c]);
    double[] lean = photometry.lean()[c];
    double meanA = mean(sampleA.values, weights, n);
    double meanB = mean(sampleB.values, weights, n);
    double meanAx = mean(sampleA.slopesX, weights, n);
    double meanAy = mean(sampleA.slopesY, weights, n);
    double meanBx = mean(sampleB.slopesX, weights, n);
    double meanBy = mean(sampleB.slopesY, weights, n);
    int stride = Math.max(1, totalPixels / SAMPLES) | 1;
    float[] residual = new float[weights.length];
    float[] forceX = new float[weights.length];
    float[] forceY = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] == 0) {
        continue;
      }
      double va = sampleA.values[i] - meanA;
      double vb = sampleB.values[i] - meanB;
      double r = va / rootGain - vb * rootGain;
      double level = 0.5 * (sampleA.values[i] / rootGain + sampleB.values[i] * rootGain);
      double variance = photometry.noise()[c].at(level) / weights[i];
      double sigma = Math.sqrt(variance);
      double excess = Math.abs(r) / (HUBER_SIGMAS * sigma);
      double weight = (learn && excess > 1 ? 1 / excess : 1) / variance;
      double ax = sampleA.slopesX[i] - meanAx;
      double ay = sampleA.slopesY[i] - meanAy;
      double bx = sampleB.slopesX[i] - meanBx;
      double by = sampleB.slopesY[i] - meanBy;
      double middle = 0.5 * (va / rootGain + vb * rootGain);
      double slopeX = 0.5 * (ax / rootGain + bx * rootGain);
      double slopeY = 0.5 * (ay / rootGain + by * rootGain);
      double gx = slopeX - lean[0] * middle;
      double gy = slopeY - lean[1] * middle;
      score[0] += weight * gx * r;
      score[1] += weight * gy * r;
      addCurvature(
          weight, ax - lean[0] * va, ay - lean[1] * va, bx - lean[0] * vb, by - lean[1] * vb);
      double square = weight * weight * r * r;
      scoreVariance[0] += square * gx * gx;
      scoreVariance[1] += square * gx * gy;
      scoreVariance[2] += square * gy * gy;
      addMoments(moments[c], weight, va, vb);
      moments[c][3] += weight * slopeX * middle;
      moments[c][4] += weight * slopeY * middle;
      moments[c][5] += weight * middle * middle;
      double force = weight * weight * variance * (gx * gx + gy * gy);
      forceSum += force;
      forceSquares += force * force;
      residual[i] = (float) (r / sigma);
      forceX[i] = (float) (weight * sigma * gx);
      forceY[i] = (float) (weight * sigma * gy);
      if (i % stride == 0) {
        samples[c].add(level, r * r * weights[i]);
      }
    }
    if (purpose == Purpose.ERRORS) {
      noiseCorrelation.add(residual, forceX, forceY, patch.width(), patch.height());
    }
  }

  /** Second moments of the two strips: products a·b, a² and b². */
  private static void addMoments(double[] moments, double weight, double va, double vb) {
    moments[0] += weight * va * vb;
    moments[1] += weight * va * va;
    moments[2] += weight * vb * vb;
  }

  /** Curvature from the slopes of either strip, noise of one never multiplied with itself. */
  private void addCurvature(double weight, double ax, double ay, double bx, double by) {
    curvature[0] += weight * ax * bx;
    curvature[1] += weight * 0.5 * (ax * by + ay * bx);
    curvature[2] += weight * ay * by;
  }

  private static double mean(float[] values, float[] weights, double n) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        sum += values[i];
      }
    }
    return sum / n;
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
    if (step().length == 0) {
      return new double[0];
    }
    double det = curvature[0] * curvature[2] - curvature[1] * curvature[1];
    double xx = curvature[2] / det;
    double xy = -curvature[1] / det;
    double yy = curvature[0] / det;
    double factor = noiseCorrelation.factor() * freedom();
    double[] v = scoreVariance;
    return new double[] {
      factor * (xx * xx * v[0] + 2 * xx * xy * v[1] + xy * xy * v[2]),
      factor * (xy * xy * v[0] + 2 * xy * yy * v[1] + yy * yy * v[2])
    };
  }

  /**
   * Growth of the variance because step, gains and offsets were fitted to the noise that it is
   * estimated from: offsets to all of it, step and gain to the few pixels (a single bead, say) that
   * carry the structure.
   */
  private double freedom() {
    double cell = noiseCorrelation.cell();
    double telling = forceSquares > 0 ? forceSum * forceSum / forceSquares : pixels;
    return growth(pixels / cell, fittedOffsets) * growth(telling / cell, 3);
  }

  private static double growth(double samples, double fitted) {
    return samples / (samples - Math.min(fitted, 0.75 * samples));
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
