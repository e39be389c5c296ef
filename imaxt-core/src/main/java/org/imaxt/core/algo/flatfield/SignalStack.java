package org.imaxt.core.algo.flatfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.imaxt.core.algo.image.Otsu;

/**
 * The bins of a stack of coarse tiles, told apart into those that show specimen, those that show
 * nothing but what the specimen lies in, and those at the border between the two.
 *
 * <p>Otsu's split of the logarithms of all bins tells empty areas from signal. Where the two
 * classes lie less than a factor of four apart, everything is signal and there is no background.
 */
final class SignalStack {

  /** Difference of log means below which two classes are one: contrast of tissue alone. */
  private static final double LEAST_CONTRAST = Math.log(4);

  /** Part of a tile that must show signal. */
  private static final double LEAST_COVERAGE = 0.1;

  /** Part of a tile that must show background: less fixes its level badly. */
  private static final double LEAST_BACKGROUND = 0.3;

  /** Low end of the bins that is taken for the dark level. */
  private static final double DARK_QUANTILE = 0.01;

  /** Bins looked at to find the split. */
  private static final int LARGEST_SAMPLE = 200_000;

  private static final byte BORDER = 0;
  private static final byte SIGNAL = 1;
  private static final byte BACKGROUND = 2;

  private final CoarseTile.Grid grid;
  private final List<CoarseTile> tiles;
  private final List<byte[]> classes = new ArrayList<>();
  private final boolean bimodal;
  private final double thresholdAdu;
  private final double lowestAdu;
  private final List<CoarseTile> signalTiles = new ArrayList<>();

  /**
   * Sorts the bins.
   *
   * @param tiles coarse tiles
   * @param grid their bins
   * @param useful bins inside the useful area
   */
  SignalStack(List<CoarseTile> tiles, CoarseTile.Grid grid, boolean[] useful) {
    this.grid = grid;
    this.tiles = tiles;
    double[] sample = sample(tiles);
    Otsu split = sample.length < 2 ? new Otsu(0, 0, 0) : Otsu.of(sample);
    bimodal = bimodal(split);
    thresholdAdu = bimodal ? Math.exp(split.threshold()) : 0;
    lowestAdu = lowest(sample);
    int usefulCount = count(useful);
    for (CoarseTile tile : tiles) {
      boolean[] shows = new boolean[useful.length];
      int signal = 0;
      for (int p = 0; p < shows.length; p++) {
        shows[p] = tile.bins()[p] >= 0 && tile.bins()[p] > thresholdAdu;
        signal += shows[p] && useful[p] ? 1 : 0;
      }
      if (signal >= Math.max(1, LEAST_COVERAGE * usefulCount)) {
        signalTiles.add(tile);
      }
      classes.add(classes(shows, useful, tile));
    }
  }

  private static boolean bimodal(Otsu split) {
    return split.upperMean() - split.lowerMean() > LEAST_CONTRAST;
  }

  /**
   * Low end of all bins.
   *
   * @param tiles coarse tiles
   * @return level, ADU; 0 where the data hold no empty areas
   */
  static double dark(List<CoarseTile> tiles) {
    double[] sample = sample(tiles);
    return sample.length < 2 || !bimodal(Otsu.of(sample)) ? 0 : lowest(sample);
  }

  private static double lowest(double[] sample) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : Math.exp(sorted[(int) (DARK_QUANTILE * (sorted.length - 1))]);
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

  private static int count(boolean[] values) {
    int n = 0;
    for (boolean v : values) {
      n += v ? 1 : 0;
    }
    return n;
  }

  /** A bin belongs to a class when all its neighbours do: borders are dimmer or brighter. */
  private byte[] classes(boolean[] shows, boolean[] useful, CoarseTile tile) {
    byte[] classes = new byte[shows.length];
    for (int p = 0; p < classes.length; p++) {
      int signal = 0;
      int neighbours = 0;
      for (int y = Math.max(0, p / grid.columns() - 1);
          y <= Math.min(grid.rows() - 1, p / grid.columns() + 1);
          y++) {
        for (int x = Math.max(0, p % grid.columns() - 1);
            x <= Math.min(grid.columns() - 1, p % grid.columns() + 1);
            x++) {
          signal += shows[y * grid.columns() + x] ? 1 : 0;
          neighbours++;
        }
      }
      boolean lit = useful[p] && tile.bins()[p] >= 0;
      if (lit) {
        classes[p] = signal == neighbours ? SIGNAL : signal == 0 ? BACKGROUND : BORDER;
      }
    }
    return classes;
  }

  /** Whether there are empty areas beside the signal. */
  boolean hasBackground() {
    return bimodal;
  }

  /** Least intensity that counts as signal, dark level included, ADU; 0 if all does. */
  double thresholdAdu() {
    return thresholdAdu;
  }

  /** Low end of all bins, ADU. */
  double lowestAdu() {
    return lowestAdu;
  }

  /** Number of signal-bearing tiles. */
  int tiles() {
    return signalTiles.size();
  }

  /** Number of different sites among them. */
  int sites() {
    return (int) signalTiles.stream().map(CoarseTile::site).distinct().count();
  }

  /** Tiles without a bin of signal or border in it. */
  List<CoarseTile> emptyTiles() {
    List<CoarseTile> empty = new ArrayList<>();
    for (int t = 0; t < tiles.size() && bimodal; t++) {
      boolean all = true;
      for (int p = 0; p < classes.get(t).length && all; p++) {
        all = tiles.get(t).bins()[p] <= thresholdAdu;
      }
      if (all) {
        empty.add(tiles.get(t));
      }
    }
    return empty;
  }

  /**
   * Mean over the tiles of each site of log signal − log gain, brought to mean 0 tile by tile.
   *
   * @param additive dark level and stray light at each bin, ADU
   * @param logGain log gain at each bin
   * @return one image a site, NaN where it shows no signal
   */
  List<double[]> signalSites(double[] additive, double[] logGain) {
    TreeMap<Integer, SiteMean> sites = new TreeMap<>();
    double[] values = new double[logGain.length];
    for (int t = 0; t < tiles.size(); t++) {
      CoarseTile tile = tiles.get(t);
      int n = 0;
      double level = 0;
      for (int p = 0; p < values.length; p++) {
        double v = tile.bins()[p] - additive[p];
        boolean shown = classes.get(t)[p] == SIGNAL && v > 0;
        values[p] = shown ? Math.log(v) - logGain[p] : Double.NaN;
        level += shown ? values[p] : 0;
        n += shown ? 1 : 0;
      }
      if (n >= Math.max(1, LEAST_COVERAGE * values.length)) {
        sites.computeIfAbsent(tile.site(), s -> new SiteMean(values.length)).add(values, level / n);
      }
    }
    return sites.values().stream().map(SiteMean::image).toList();
  }

  /**
   * Mean over the tiles of each site of what its background shows.
   *
   * @param part bins that count
   * @return one image a site, ADU, NaN where it shows no background
   */
  List<double[]> backgroundSites(boolean[] part) {
    TreeMap<Integer, SiteMean> sites = new TreeMap<>();
    int least = (int) (LEAST_BACKGROUND * count(part));
    double[] values = new double[part.length];
    for (int t = 0; t < tiles.size() && bimodal; t++) {
      int n = 0;
      for (int p = 0; p < values.length; p++) {
        boolean shown = part[p] && classes.get(t)[p] == BACKGROUND;
        values[p] = shown ? tiles.get(t).bins()[p] : Double.NaN;
        n += shown ? 1 : 0;
      }
      if (n > least) {
        sites.computeIfAbsent(tiles.get(t).site(), s -> new SiteMean(values.length)).add(values, 0);
      }
    }
    return sites.values().stream().map(SiteMean::image).toList();
  }

  /** Mean of the tiles of one site. */
  private static final class SiteMean {
    private final double[] sums;
    private final int[] counts;

    SiteMean(int bins) {
      sums = new double[bins];
      counts = new int[bins];
    }

    void add(double[] values, double level) {
      for (int p = 0; p < sums.length; p++) {
        if (!Double.isNaN(values[p])) {
          sums[p] += values[p] - level;
          counts[p]++;
        }
      }
    }

    double[] image() {
      double[] image = new double[sums.length];
      for (int p = 0; p < image.length; p++) {
        image[p] = counts[p] == 0 ? Double.NaN : sums[p] / counts[p];
      }
      return image;
    }
  }
}
