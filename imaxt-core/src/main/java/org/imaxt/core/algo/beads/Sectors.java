package org.imaxt.core.algo.beads;

import java.util.Arrays;

/**
 * The window of a bead as a clock: sectors whose pixels disagree with the model are left out whole,
 * because what lies beside a bead, and what is broken off it, does not keep to the pixels where it
 * shows.
 */
final class Sectors {
  private static final int MOST = 36;
  private static final int LEAST = 8;

  /** Radius within which all sectors are one, fraction of the bead's. */
  private static final double CORE = 0.3;

  /** Residual in σ from which a pixel outside the bead is something else. */
  private static final double WILD = 5;

  /** Brightness beside a bead that is alone, fraction of its height. */
  private static final double DARK = 0.15;

  /** Share of the directions in which it must be dark. */
  private static final double ALONE = 0.85;

  private final BeadModel model;
  private final BeadState state;
  private final double modelError;
  private final int count;
  private final int[] sector;
  private final double[] distance;

  Sectors(BeadModel model, BeadState state, double radiusUm, double modelError) {
    this.model = model;
    this.state = state;
    this.modelError = modelError;
    double around = 2 * Math.PI * radiusUm / (3 * model.patch.pixelUm());
    count = (int) Math.max(LEAST, Math.min(MOST, around));
    sector = new int[model.pixels.length];
    distance = new double[model.pixels.length];
    for (int k = 0; k < sector.length; k++) {
      double dx = model.patch.xUm(model.pixels[k]) - state.x();
      double dy = model.patch.yUm(model.pixels[k]) - state.y();
      distance[k] = Math.sqrt(dx * dx + dy * dy);
      double turn = Math.atan2(dy, dx) / (2 * Math.PI) + 0.5;
      sector[k] = Math.min(count - 1, (int) (turn * count));
    }
  }

  /**
   * Sets the weights to 1 or 0 by the residuals of the last pass.
   *
   * @param worst mean square up to which the better sectors count as usual
   * @return which sectors are left
   */
  boolean[] choose(double worst) {
    double rim = state.rho() + 2 * model.optics().blurUm() + 0.5 * model.patch.pixelUm();
    double core = CORE * state.rho();
    double[] square = new double[count];
    int[] n = new int[count];
    for (int k = 0; k < sector.length; k++) {
      if (distance[k] > core && distance[k] < rim) {
        double z = Math.min(30, Math.abs(model.residual[k]));
        square[sector[k]] += z * z;
        n[sector[k]]++;
      }
    }
    boolean[] good = good(square, n, worst);
    boolean broken = false;
    for (boolean g : good) {
      broken |= !g;
    }
    for (int k = 0; k < sector.length; k++) {
      boolean edge = distance[k] > rim || distance[k] <= core && broken;
      boolean wild = edge && Math.abs(model.residual[k]) > WILD;
      boolean bad = distance[k] > core && !good[sector[k]];
      model.weight[k] = wild || bad ? 0 : 1;
    }
    return good;
  }

  /**
   * Masks sectors that are not bright within the circle and dark without, unless that leaves too
   * few of them.
   */
  void maskIrregular() {
    double[] inner = new double[count];
    double[] outer = new double[count];
    int[] in = new int[count];
    int[] out = new int[count];
    for (int k = 0; k < sector.length; k++) {
      double r = distance[k] / state.rho();
      double height = model.patch.value(model.pixels[k]) - state.background();
      if (r > 0.5 && r < 0.85) {
        inner[sector[k]] += height / state.peak();
        in[sector[k]]++;
      } else if (distance[k] > 1.1 * state.rho() + 2 * model.optics().blurUm() && r < 1.5) {
        outer[sector[k]] += height / state.peak();
        out[sector[k]]++;
      }
    }
    boolean[] regular = new boolean[count];
    for (int i = 0; i < count; i++) {
      boolean bright = in[i] > 0 && inner[i] > 0.5 * in[i];
      regular[i] = bright && (out[i] == 0 || outer[i] < 0.3 * out[i]);
    }
    if (share(regular) < 0.25) {
      return;
    }
    for (int k = 0; k < sector.length; k++) {
      if (!regular[sector[k]] && distance[k] > CORE * state.rho()) {
        model.weight[k] = 0;
      }
    }
  }

  private boolean[] good(double[] square, int[] n, double worst) {
    double[] mean = new double[count];
    int seen = 0;
    for (int i = 0; i < count; i++) {
      if (n[i] > 0) {
        mean[seen++] = square[i] / n[i];
      }
    }
    Arrays.sort(mean, 0, seen);
    double usual = seen == 0 ? 1 : Math.max(1, Math.min(worst, mean[seen / 4]));
    double snr = state.peak() * modelError;
    double slack = snr * snr / variance();
    boolean[] bad = new boolean[count];
    for (int i = 0; i < count; i++) {
      double allowed = (usual + slack) * (1 + 4.5 * Math.sqrt(2.0 / Math.max(1, n[i])));
      bad[i] = n[i] == 0 || square[i] / n[i] > allowed;
    }
    boolean[] good = new boolean[count];
    for (int i = 0; i < count; i++) {
      good[i] = !bad[i] && !bad[(i + 1) % count] && !bad[(i + count - 1) % count];
    }
    return good;
  }

  /** Variance of a usual pixel of the bead. */
  private double variance() {
    double confidence = 0;
    for (int pixel : model.pixels) {
      confidence += model.patch.confidence(pixel);
    }
    return model.noise.variance(
        state.background() + state.peak(), confidence / model.pixels.length);
  }

  /** Share of the sectors that are left. */
  static double share(boolean[] good) {
    int n = 0;
    for (boolean g : good) {
      n += g ? 1 : 0;
    }
    return (double) n / good.length;
  }

  /** Share of the rim, from 0 to 1, whose pixels are known and lie in sectors that are left. */
  double rim(boolean[] good) {
    int[] seen = new int[count];
    double band = 1.5 * model.optics().blurUm() + model.patch.pixelUm();
    for (int k = 0; k < sector.length; k++) {
      if (Math.abs(distance[k] - state.rho()) < band && model.weight[k] > 0) {
        seen[sector[k]]++;
      }
    }
    double expected = 2 * Math.PI * state.rho() * 2 * band;
    expected /= count * model.patch.pixelUm() * model.patch.pixelUm();
    double share = 0;
    for (int i = 0; i < count; i++) {
      share += good[i] ? Math.min(1, seen[i] / Math.max(1, expected)) : 0;
    }
    return share / count;
  }

  /** Whether nothing shines round the circle, in whatever direction it can be seen. */
  boolean isAlone() {
    double from = state.rho() + 3 * model.optics().blurUm() + model.patch.pixelUm();
    double[] outer = new double[count];
    int[] seen = new int[count];
    for (int k = 0; k < sector.length; k++) {
      if (distance[k] > from) {
        double height = model.patch.value(model.pixels[k]) - state.background();
        outer[sector[k]] += height / state.peak();
        seen[sector[k]]++;
      }
    }
    int known = 0;
    int dark = 0;
    for (int i = 0; i < count; i++) {
      known += seen[i] > 0 ? 1 : 0;
      dark += seen[i] > 0 && outer[i] < DARK * seen[i] ? 1 : 0;
    }
    return 2 * known > count && dark >= ALONE * known;
  }

  /** Share of the circle that lies on known pixels. */
  double known() {
    int[] seen = new int[count];
    double band = 1.5 * model.optics().blurUm() + model.patch.pixelUm();
    for (int k = 0; k < sector.length; k++) {
      if (Math.abs(distance[k] - state.rho()) < band) {
        seen[sector[k]]++;
      }
    }
    int known = 0;
    for (int n : seen) {
      known += n > 0 ? 1 : 0;
    }
    return (double) known / count;
  }
}
