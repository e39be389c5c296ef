package org.imaxt.core.algo.beads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.numeric.RobustScale;
import org.imaxt.core.model.BeadCandidate;

/**
 * Gain, read noise and correlation of an image from the beads themselves, which are even inside and
 * lie on even ground.
 *
 * <p>Second differences along both axes (1 −2 1 / −2 4 −2 / 1 −2 1; Immerkaer, Comput. Vis. Image
 * Underst. 64 (1996) 300-302) of pixels two apart, which interpolation does not correlate, show the
 * variance inside and outside each candidate; its growth with the brightness is the gain. Those of
 * neighbouring pixels are smaller by what interpolation correlates: with a share q of the variance
 * the neighbour's covariance is 3/4·(1 − √q) of a pixel's. All of it by medians, so candidates that
 * are none do little harm. Mutable, for one thread.
 */
public final class NoiseFit {
  /** Variance of the second difference of independent pixels. */
  private static final double SECOND = 36;

  private static final int LEAST_PIXELS = 30;
  private static final int LEAST_BEADS = 5;

  /** σ of a normal variable of which half lies within 1. */
  private static final double PER_MEDIAN = 1 / 0.6744897501960817;

  private final List<double[]> slopes = new ArrayList<>();
  private final List<double[]> grounds = new ArrayList<>();
  private final List<Double> shares = new ArrayList<>();

  /** Begins without beads. */
  public NoiseFit() {}

  /**
   * Looks at a candidate.
   *
   * @param patch pixels round it
   * @param c the candidate, in the patch's frame
   */
  public void add(BeadPatch patch, BeadCandidate c) {
    double[] inside = zone(patch, c, 0, 0.6);
    double[] outside = zone(patch, c, 1.25, 1.6);
    if (outside.length > 0) {
      grounds.add(outside);
      shares.add(outside[2]);
    }
    if (inside.length > 0) {
      shares.add(inside[2]);
      if (outside.length > 0 && inside[0] - outside[0] > 3 * Math.sqrt(outside[1])) {
        slopes.add(new double[] {inside[0] - outside[0], inside[1] - outside[1]});
      }
    }
  }

  /**
   * What was learnt.
   *
   * @param otherwise what to believe if there were too few beads
   * @return noise of the image
   */
  public BeadNoise noise(BeadNoise otherwise) {
    if (slopes.size() < LEAST_BEADS) {
      return otherwise;
    }
    double q = Math.min(1, RobustScale.median(numbers(shares)));
    double neighbour = 0.75 * (1 - Math.sqrt(q));
    double axis = 1 / (1 + 2 * neighbour);
    double full = 1 / (axis * axis);
    double gain = full * median(slopes.stream().mapToDouble(s -> s[1] / s[0]).toArray());
    double read = median(grounds.stream().mapToDouble(g -> full * g[1] - gain * g[0]).toArray());
    if (!(gain > 0)) {
      return otherwise;
    }
    return new BeadNoise(gain, Math.max(read, 0.05 * gain * gain), axis, neighbour * axis);
  }

  /** Brightness, variance of a pixel of confidence 1, share q; empty if there are few pixels. */
  private static double[] zone(BeadPatch p, BeadCandidate c, double from, double to) {
    int n = p.width() * p.height();
    double[] value = new double[n];
    double[] far = new double[n];
    double[] near = new double[n];
    int count = 0;
    for (int y = 2; y < p.height() - 2; y++) {
      for (int x = 2; x < p.width() - 2; x++) {
        int i = y * p.width() + x;
        double r = Math.hypot(p.xUm(i) - c.xUm(), p.yUm(i) - c.yUm()) / c.radiusUm();
        if (r < from || r > to || !known(p, i)) {
          continue;
        }
        double root = Math.sqrt(p.confidence(i));
        value[count] = p.value(i);
        far[count] = root * second(p, i, 2);
        near[count++] = root * second(p, i, 1);
      }
    }
    if (count < LEAST_PIXELS) {
      return new double[0];
    }
    double wide = variance(Arrays.copyOf(far, count));
    double narrow = variance(Arrays.copyOf(near, count));
    return new double[] {median(Arrays.copyOf(value, count)), wide, wide > 0 ? narrow / wide : 1};
  }

  private static boolean known(BeadPatch p, int i) {
    for (int y = -2; y <= 2; y++) {
      for (int x = -2; x <= 2; x++) {
        int j = i + y * p.width() + x;
        if (!(p.confidence(j) > 0) || p.censored(j)) {
          return false;
        }
      }
    }
    return true;
  }

  private static double second(BeadPatch p, int i, int apart) {
    int down = apart * p.width();
    return Math.abs(row(p, i - down, apart) - 2 * row(p, i, apart) + row(p, i + down, apart));
  }

  private static double row(BeadPatch p, int i, int apart) {
    return p.value(i - apart) - 2.0 * p.value(i) + p.value(i + apart);
  }

  private static double variance(double[] sizes) {
    double sigma = PER_MEDIAN * median(sizes);
    return sigma * sigma / SECOND;
  }

  private static double median(double[] values) {
    return RobustScale.median(values);
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
