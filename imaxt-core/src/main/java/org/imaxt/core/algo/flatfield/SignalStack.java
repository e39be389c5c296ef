package org.imaxt.core.algo.flatfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The signal-bearing part of a stack of coarse tiles, as logarithms above the dark level.
 *
 * <p>Otsu's split of the logarithms of all bins tells empty areas from signal. Where the two
 * classes lie less than a factor of four apart, everything is signal and the data say nothing of
 * the dark level.
 */
final class SignalStack {

  /** Difference of log means below which two classes are one: contrast of tissue alone. */
  private static final double LEAST_CONTRAST = Math.log(4);

  /** Part of a tile that must show signal. */
  private static final double LEAST_COVERAGE = 0.1;

  /** Low end of the bins that is taken for the dark level. */
  private static final double DARK_QUANTILE = 0.01;

  /** Bins looked at to find the split. */
  private static final int LARGEST_SAMPLE = 200_000;

  private final double leastSignalAdu;
  private final List<Integer> sites = new ArrayList<>();
  private final List<double[]> logs = new ArrayList<>();

  private SignalStack(double leastSignalAdu) {
    this.leastSignalAdu = leastSignalAdu;
  }

  /**
   * Dark level: given, or the low end of all bins where the data hold empty areas, else 0.
   *
   * @param tiles coarse tiles
   * @param params how to estimate
   * @return level, ADU
   */
  static double dark(List<CoarseTile> tiles, EstimateParams params) {
    if (params.darkSource() == DarkSource.GIVEN) {
      return params.darkAdu();
    }
    double[] sample = sample(tiles);
    if (sample.length < 2 || !bimodal(Otsu.of(sample))) {
      return 0;
    }
    Arrays.sort(sample);
    return Math.exp(sample[(int) (DARK_QUANTILE * (sample.length - 1))]);
  }

  /**
   * Selects tiles and bins.
   *
   * @param tiles coarse tiles
   * @param darkAdu dark level, ADU
   * @param useful bins inside the useful area
   * @return the signal
   */
  static SignalStack of(List<CoarseTile> tiles, double darkAdu, boolean[] useful) {
    // The split is sought above zero, not above the dark level, where empty bins are mere noise.
    double[] sample = sample(tiles);
    double least = 0;
    if (sample.length >= 2) {
      Otsu split = Otsu.of(sample);
      least = bimodal(split) ? Math.max(0, Math.exp(split.threshold()) - darkAdu) : 0;
    }
    int usefulCount = 0;
    for (boolean u : useful) {
      usefulCount += u ? 1 : 0;
    }
    SignalStack stack = new SignalStack(least);
    for (CoarseTile tile : tiles) {
      double[] log = new double[useful.length];
      int signal = 0;
      for (int p = 0; p < log.length; p++) {
        double v = tile.bins()[p] - darkAdu;
        boolean shown = useful[p] && tile.bins()[p] >= 0 && v > least;
        log[p] = shown ? Math.log(v) : Double.NEGATIVE_INFINITY;
        signal += shown ? 1 : 0;
      }
      if (signal >= Math.max(1, LEAST_COVERAGE * usefulCount)) {
        stack.sites.add(tile.site());
        stack.logs.add(log);
      }
    }
    return stack;
  }

  private static boolean bimodal(Otsu split) {
    return split.upperMean() - split.lowerMean() > LEAST_CONTRAST;
  }

  private static double[] sample(List<CoarseTile> tiles) {
    long bins = tiles.isEmpty() ? 0 : (long) tiles.size() * tiles.get(0).bins().length;
    int stride = (int) Math.max(1, (bins + LARGEST_SAMPLE - 1) / LARGEST_SAMPLE);
    double[] sample = new double[(int) (bins / stride) + 1];
    int n = 0;
    long at = 0;
    for (CoarseTile tile : tiles) {
      for (float v : tile.bins()) {
        if (at++ % stride == 0 && v > 0) {
          sample[n++] = Math.log(v);
        }
      }
    }
    return Arrays.copyOf(sample, n);
  }

  /** Least intensity above the dark level that counts as signal, ADU. */
  double leastSignalAdu() {
    return leastSignalAdu;
  }

  /** Number of signal-bearing tiles. */
  int tiles() {
    return logs.size();
  }

  /** Number of different sites among them. */
  int sites() {
    return (int) sites.stream().distinct().count();
  }

  /**
   * Mean over the tiles of each site of log signal − log level, where the level of a tile is the
   * mean of log signal − surface.
   *
   * @param surface log gain at each bin
   * @return one image a site, −∞ where it shows no signal
   */
  List<double[]> siteResiduals(double[] surface) {
    List<Integer> distinct = sites.stream().distinct().sorted().toList();
    List<double[]> means = new ArrayList<>();
    for (int site : distinct) {
      double[] sum = new double[surface.length];
      int[] count = new int[surface.length];
      for (int t = 0; t < logs.size(); t++) {
        if (sites.get(t) == site) {
          addResidual(logs.get(t), surface, sum, count);
        }
      }
      for (int p = 0; p < sum.length; p++) {
        sum[p] = count[p] == 0 ? Double.NEGATIVE_INFINITY : sum[p] / count[p];
      }
      means.add(sum);
    }
    return means;
  }

  private static void addResidual(double[] log, double[] surface, double[] sum, int[] count) {
    double level = 0;
    int n = 0;
    for (int p = 0; p < log.length; p++) {
      if (log[p] > Double.NEGATIVE_INFINITY) {
        level += log[p] - surface[p];
        n++;
      }
    }
    level /= n;
    for (int p = 0; p < log.length; p++) {
      if (log[p] > Double.NEGATIVE_INFINITY) {
        sum[p] += log[p] - level;
        count[p]++;
      }
    }
  }
}
