package org.imaxt.core.algo.stitch;

import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.distortion.OverlapEquations;
import org.imaxt.core.algo.stitch.Patches.Patch;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.Orientation;

/**
 * What the intensity differences of an overlap say of the distortion, pixel by pixel, both strips
 * freed of it as far as it is known.
 *
 * <p>Each patch and channel has a gain and an offset of its own, both with a slope, and weights
 * from its own residuals, Huber's beyond three σ; patches that do not agree are left out.
 */
public final class FieldEquations {

  private static final int MARGIN = 4;
  private static final double LEAST_CORRELATION = 0.4;
  private static final double HUBER_SIGMAS = 3;
  private static final int LEAST_PIXELS = 60;

  /** Unknowns of a patch alone. */
  private static final int OWN = 6;

  private static final double LEAST_TRUST = 0.1;

  private final SmoothedStrip a;
  private final SmoothedStrip b;
  private final StripPair pair;
  private final Distortion distortion;
  private final Orientation orientation;
  private final InverseGrid inverse;
  private final int lagX;
  private final int lagY;
  private final double[] step;
  private final OverlapEquations equations;
  private final PatchSampler sampleA = new PatchSampler();
  private final PatchSampler sampleB = new PatchSampler();
  private final double[] point = new double[2];
  private final double[] termsX;
  private final double[] termsY;
  private final PatchEquations block;
  private int used;

  private FieldEquations(
      StripPair pair,
      double[] step,
      Distortion distortion,
      Orientation orientation,
      InverseGrid inverse) {
    this.pair = pair;
    this.step = step;
    this.distortion = distortion;
    this.orientation = orientation;
    this.inverse = inverse;
    this.a = SmoothedStrip.of(pair.a(), 1);
    this.b = SmoothedStrip.of(pair.b(), 1);
    this.lagX = (int) Math.round(step[0] - pair.a().x0 + pair.b().x0);
    this.lagY = (int) Math.round(step[1] - pair.a().y0 + pair.b().y0);
    double[] coefficients =
        distortion.coefficientsUm().stream().mapToDouble(Double::doubleValue).toArray();
    this.equations = new OverlapEquations(step, coefficients);
    this.termsX = new double[coefficients.length];
    this.termsY = new double[coefficients.length];
    this.block = new PatchEquations(2 + coefficients.length, OWN);
  }

  /**
   * Gathers the equations of an overlap.
   *
   * @param pair strips freed of the distortion
   * @param step step of the overlap, good to about a pixel (x, y), px of the turned frame
   * @param distortion the distortion that was taken out, at the resolution of the strips
   * @param inverse its inverse, turned
   * @param orientation how camera images lie on the stage axes
   * @param params size and number of patches
   * @return the equations, linearised at the step and the distortion; without any weight if no
   *     patch agrees
   */
  public static OverlapEquations of(
      StripPair pair,
      double[] step,
      Distortion distortion,
      InverseGrid inverse,
      Orientation orientation,
      LocalSteps.Params params) {
    FieldEquations work = new FieldEquations(pair, step, distortion, orientation, inverse);
    List<Patch> patches =
        Patches.grid(work.a, work.b, work.lagX, work.lagY, MARGIN, params.edgePx());
    for (Patch patch : patches) {
      if (work.used == params.most()) {
        break;
      }
      work.add(patch);
    }
    return work.equations;
  }

  private void add(Patch patch) {
    double[] fraction = {
      step[0] - pair.a().x0 + pair.b().x0 - lagX, step[1] - pair.a().y0 + pair.b().y0 - lagY
    };
    double[] shiftA = {0.5 * fraction[0], 0.5 * fraction[1]};
    double[] shiftB = {-0.5 * fraction[0], -0.5 * fraction[1]};
    boolean agrees = false;
    for (int c = 0; c < a.channels.length; c++) {
      sampleA.sample(a, c, patch, 0, 0, shiftA);
      sampleB.sample(b, c, patch, lagX, lagY, shiftB);
      Agreement agreement = agreement(patch);
      if (agreement.good()) {
        agrees = true;
        add(patch, agreement, shiftA);
      }
    }
    used += agrees ? 1 : 0;
  }

  /**
   * How the second strip's values follow from the first's in a patch.
   *
   * @param pixels pixels known in both
   * @param meanA mean of the first
   * @param meanB mean of the second
   * @param gain root of the ratio of variances
   * @param variance variance of the difference of a / √gain and b · √gain
   * @param correlation correlation
   */
  private record Agreement(
      int pixels, double meanA, double meanB, double gain, double variance, double correlation) {
    boolean good() {
      return pixels >= LEAST_PIXELS && correlation >= LEAST_CORRELATION;
    }
  }

  private boolean known(Patch patch, int x, int y) {
    return a.weights[(patch.y() + y) * a.width + patch.x() + x] > 0
        && b.weights[(patch.y() + y - lagY) * b.width + patch.x() + x - lagX] > 0;
  }

  private Agreement agreement(Patch patch) {
    double n = 0;
    double sa = 0;
    double sb = 0;
    double aa = 0;
    double ab = 0;
    double bb = 0;
    for (int y = 0, i = 0; y < patch.height(); y++) {
      for (int x = 0; x < patch.width(); x++, i++) {
        if (known(patch, x, y)) {
          double va = sampleA.values[i];
          double vb = sampleB.values[i];
          n++;
          sa += va;
          sb += vb;
          aa += va * va;
          ab += va * vb;
          bb += vb * vb;
        }
      }
    }
    double va = aa - sa * sa / n;
    double vb = bb - sb * sb / n;
    if (!(n > 1 && va > 0 && vb > 0)) {
      return new Agreement(0, 0, 0, 1, 1, 0);
    }
    double covariance = ab - sa * sb / n;
    double correlation = covariance / Math.sqrt(va * vb);
    double gain = Math.sqrt(va / vb);
    double variance = (va / gain + vb * gain - 2 * covariance) / n;
    return new Agreement((int) n, sa / n, sb / n, gain, variance, correlation);
  }

  private void add(Patch patch, Agreement agreement, double[] shiftA) {
    double root = Math.sqrt(agreement.gain());
    double sigma = Math.sqrt(agreement.variance());
    double[] means = meanSlopes(patch);
    double trust = trust(patch, means, agreement.gain());
    block.clear();
    for (int y = 0, i = 0; y < patch.height(); y++) {
      for (int x = 0; x < patch.width(); x++, i++) {
        if (!known(patch, x, y)) {
          continue;
        }
        double va = (sampleA.values[i] - agreement.meanA()) / root;
        double vb = (sampleB.values[i] - agreement.meanB()) * root;
        double r = va - vb;
        double gx =
            0.5 * ((sampleA.slopesX[i] - means[0]) / root + (sampleB.slopesX[i] - means[2]) * root);
        double gy =
            0.5 * ((sampleA.slopesY[i] - means[1]) / root + (sampleB.slopesY[i] - means[3]) * root);
        double excess = Math.abs(r) / (HUBER_SIGMAS * sigma);
        double weight = (excess > 1 ? 1 / excess : 1) / agreement.variance();
        own(va + vb, x, y, patch);
        slopes(
            pair.a().x0 + patch.x() + x + 0.5 + shiftA[0],
            pair.a().y0 + patch.y() + y + 0.5 + shiftA[1],
            gx,
            gy);
        block.add(r, weight);
      }
    }
    block.addTo(equations, trust);
  }

  /** Gain and offset of the patch and how they change across it: shading moves nothing. */
  private void own(double value, int x, int y, Patch patch) {
    double s = (2 * x + 1.0) / patch.width() - 1;
    double t = (2 * y + 1.0) / patch.height() - 1;
    double[] row = block.row();
    int at = row.length - OWN;
    row[at] = 1;
    row[at + 1] = s;
    row[at + 2] = t;
    row[at + 3] = value;
    row[at + 4] = s * value;
    row[at + 5] = t * value;
  }

  /** Share of the squared slopes that both strips show, whose noise is independent. */
  private double trust(Patch patch, double[] means, double gain) {
    double both = 0;
    double squares = 0;
    for (int y = 0, i = 0; y < patch.height(); y++) {
      for (int x = 0; x < patch.width(); x++, i++) {
        if (known(patch, x, y)) {
          double ax = sampleA.slopesX[i] - means[0];
          double ay = sampleA.slopesY[i] - means[1];
          double bx = gain * (sampleB.slopesX[i] - means[2]);
          double by = gain * (sampleB.slopesY[i] - means[3]);
          both += ax * bx + ay * by;
          squares += 0.25 * ((ax + bx) * (ax + bx) + (ay + by) * (ay + by));
        }
      }
    }
    return squares > 0 ? Math.max(LEAST_TRUST, Math.min(1, both / squares)) : LEAST_TRUST;
  }

  private double[] meanSlopes(Patch patch) {
    double[] sums = new double[4];
    int n = 0;
    for (int y = 0, i = 0; y < patch.height(); y++) {
      for (int x = 0; x < patch.width(); x++, i++) {
        if (known(patch, x, y)) {
          n++;
          sums[0] += sampleA.slopesX[i];
          sums[1] += sampleA.slopesY[i];
          sums[2] += sampleB.slopesX[i];
          sums[3] += sampleB.slopesY[i];
        }
      }
    }
    for (int k = 0; k < sums.length; k++) {
      sums[k] /= n;
    }
    return sums;
  }

  /** Change of the difference of intensities with the step and with each coefficient. */
  private void slopes(double x, double y, double gx, double gy) {
    double[] slopes = block.row();
    slopes[0] = -gx;
    slopes[1] = -gy;
    Arrays.fill(slopes, 2, 2 + termsX.length, 0);
    addTerms(x, y, gx, gy);
    addTerms(x - step[0], y - step[1], -gx, -gy);
  }

  private void addTerms(double x, double y, double gx, double gy) {
    double[] slopes = block.row();
    int cw = distortion.widthPx();
    int ch = distortion.heightPx();
    double tx = x + inverse.dx(x, y);
    double ty = y + inverse.dy(x, y);
    point[0] = orientation.cameraX(tx, ty, cw, ch);
    point[1] = orientation.cameraY(tx, ty, cw, ch);
    double half = distortion.halfSidePx();
    distortion
        .model()
        .terms((point[0] - 0.5 * cw) / half, (point[1] - 0.5 * ch) / half, termsX, termsY);
    // The slope on the camera's axes, so that terms need not be turned.
    double turnedX = orientation.mirrorsX() ? -gx : gx;
    double turnedY = orientation.mirrorsY() ? -gy : gy;
    double cx = orientation.swapsAxes() ? turnedY : turnedX;
    double cy = orientation.swapsAxes() ? turnedX : turnedY;
    double p = distortion.pixelSizeUm();
    for (int k = 0; k < termsX.length; k++) {
      slopes[2 + k] += (cx * termsX[k] + cy * termsY[k]) / p;
    }
  }
}
