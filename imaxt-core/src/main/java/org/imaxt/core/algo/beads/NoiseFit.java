package org.imaxt.core.algo.beads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.numeric.RobustScale;
import org.imaxt.core.model.BeadCandidate;

/**
 * Gain, read noise and correlation of an image from the beads themselves, which are even inside and
 * lie on even ground.
 *
 * <p>Second differences along both axes (1 −2 1 / −2 4 −2 / 1 −2 1; Immerkaer, Comput. Vis. Image
 * Underst. 64 (1996) 300-302) of pixels two apart, which interpolation does not correlate, show the
 * variance inside and outside each candidate. Those of pixels that are neighbours along one axis
 * are smaller by what interpolation correlates along it: with a share q of the variance the
 * neighbour's covariance is 3/4·(1 − q) of a pixel's. How much that is depends on the fraction of a
 * pixel by which an image was moved, which is much the same all over a bead and another at the
 * next; so each bead's variances are brought to the camera's on their own before their growth with
 * the brightness is taken for the gain. Medians over the beads make candidates that are none do
 * little harm. Mutable, for one thread.
 */
public final class NoiseFit {
  /** Variance of the second difference of independent pixels. */
  private static final double SECOND = 36;

  private static final int LEAST_PIXELS = 30;
  private static final int LEAST_BEADS = 5;

  /** σ of a normal variable of which half lies within 1. */
  private static final double PER_MEDIAN = 1 / 0.6744897501960817;

  /** Differences beyond so many σ count as if they were there; of normal ones that takes little. */
  private static final double CLIP = 3;

  private static final double CLIPPED = 0.995;

  /** Where a bead is even, radii. */
  private static final double INSIDE = 0.6;

  /**
   * Where its light has ended, radii and px: candidates know the radius at half the height, which
   * of caps is much less than that at the foot; the rest is the blur and the reach of a difference.
   */
  private static final double OUTSIDE = 1.35;

  private static final double OUTSIDE_PX = 3;

  /** Covariance with a neighbour over a pixel's variance at the fraction ½. */
  private static final double MOST_NEIGHBOUR = 0.5;

  private final List<double[]> slopes = new ArrayList<>();
  private final List<double[]> grounds = new ArrayList<>();
  private final List<Double> neighbours = new ArrayList<>();

  /** Begins without beads. */
  public NoiseFit() {}

  /**
   * An even piece of the image.
   *
   * @param value brightness, ADU
   * @param variance variance of a pixel of confidence 1, ADU²
   * @param nearX the same from neighbours along x, as a share
   * @param nearY the same along y
   * @param count number of pixels
   */
  private record Zone(double value, double variance, double nearX, double nearY, int count) {}

  /**
   * Looks at a candidate.
   *
   * @param patch pixels round it
   * @param c the candidate, in the patch's frame
   */
  public void add(BeadPatch patch, BeadCandidate c) {
    double foot = OUTSIDE * c.radiusUm() + OUTSIDE_PX * patch.pixelUm();
    Optional<Zone> inside = zone(patch, c, 0, INSIDE * c.radiusUm());
    Optional<Zone> outside = zone(patch, c, foot, Double.MAX_VALUE);
    if (outside.isEmpty()) {
      return;
    }
    Zone dark = outside.get();
    int within = inside.map(Zone::count).orElse(0);
    double share = (double) within / (within + dark.count);
    double shareX = share * inside.map(Zone::nearX).orElse(0.0) + (1 - share) * dark.nearX;
    double shareY = share * inside.map(Zone::nearY).orElse(0.0) + (1 - share) * dark.nearY;
    double alongX = Math.min(MOST_NEIGHBOUR, 0.75 * (1 - shareX));
    double alongY = Math.min(MOST_NEIGHBOUR, 0.75 * (1 - shareY));
    double camera = (1 + 2 * alongX) * (1 + 2 * alongY);
    neighbours.add(0.5 * (alongX + alongY));
    grounds.add(new double[] {dark.value, camera * dark.variance});
    if (inside.isPresent()) {
      double light = inside.get().value - dark.value;
      if (light > 3 * Math.sqrt(dark.variance)) {
        slopes.add(new double[] {light, camera * (inside.get().variance - dark.variance)});
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
    double ratio = median(neighbours.stream().mapToDouble(v -> v).toArray());
    double axis = 1 / (1 + 2 * Math.max(0, Math.min(MOST_NEIGHBOUR, ratio)));
    double gain = median(slopes.stream().mapToDouble(s -> s[1] / s[0]).toArray());
    double read = median(grounds.stream().mapToDouble(g -> g[1] - gain * g[0]).toArray());
    if (!(gain > 0)) {
      return otherwise;
    }
    return new BeadNoise(gain, Math.max(read, 0.05 * gain * gain), axis, 0.5 * (1 - axis));
  }

  /** The pixels between two distances from a candidate; empty if they are few. */
  private static Optional<Zone> zone(BeadPatch p, BeadCandidate c, double fromUm, double toUm) {
    int n = p.width() * p.height();
    double[] value = new double[n];
    double[] far = new double[n];
    double[] nearX = new double[n];
    double[] nearY = new double[n];
    int count = 0;
    for (int y = 2; y < p.height() - 2; y++) {
      for (int x = 2; x < p.width() - 2; x++) {
        int i = y * p.width() + x;
        double r = Math.hypot(p.xUm(i) - c.xUm(), p.yUm(i) - c.yUm());
        if (r < fromUm || r > toUm || !known(p, i)) {
          continue;
        }
        double root = Math.sqrt(p.confidence(i));
        value[count] = p.value(i);
        far[count] = root * second(p, i, 2, 2);
        nearX[count] = root * second(p, i, 1, 2);
        nearY[count++] = root * second(p, i, 2, 1);
      }
    }
    if (count < LEAST_PIXELS) {
      return Optional.empty();
    }
    double wide = variance(Arrays.copyOf(far, count));
    if (!(wide > 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new Zone(
            median(Arrays.copyOf(value, count)),
            wide,
            variance(Arrays.copyOf(nearX, count)) / wide,
            variance(Arrays.copyOf(nearY, count)) / wide,
            count));
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

  private static double second(BeadPatch p, int i, int acrossPx, int downPx) {
    int down = downPx * p.width();
    return Math.abs(
        row(p, i - down, acrossPx) - 2 * row(p, i, acrossPx) + row(p, i + down, acrossPx));
  }

  private static double row(BeadPatch p, int i, int apart) {
    return p.value(i - apart) - 2.0 * p.value(i) + p.value(i + apart);
  }

  /** Mean square of differences, the wild ones clipped, as the variance of a pixel. */
  private static double variance(double[] sizes) {
    double most = CLIP * PER_MEDIAN * median(sizes);
    double sum = 0;
    for (double size : sizes) {
      double clipped = Math.min(size, most);
      sum += clipped * clipped;
    }
    return sum / sizes.length / CLIPPED / SECOND;
  }

  private static double median(double[] values) {
    return RobustScale.median(values);
  }
}
