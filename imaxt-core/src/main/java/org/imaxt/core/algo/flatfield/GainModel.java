package org.imaxt.core.algo.flatfield;

import java.util.ArrayList;
import java.util.List;

/**
 * A log gain: a Legendre series, which follows vignetting, and plane waves, which follow ripple.
 * Immutable.
 *
 * <p>Phases of the waves are at the middle of the tile, so that a wave vector can be refined
 * without its phase. Normalised to rms 1, so that coefficients are rms contributions.
 */
final class GainModel {

  /** Farthest that a refinement moves a component of a wave vector at once, cycles. */
  private static final double MOST_MOVED = 0.15;

  private final LegendreSurface legendre;
  private final CoarseTile.Grid grid;
  private final List<Wave> waves;
  private final double[] coefficients;

  private GainModel(
      LegendreSurface legendre, CoarseTile.Grid grid, List<Wave> waves, double[] coefficients) {
    this.legendre = legendre;
    this.grid = grid;
    this.waves = List.copyOf(waves);
    this.coefficients = coefficients;
  }

  /**
   * A flat gain.
   *
   * @param degree degree of the series
   * @param grid gives the size of the tile
   * @return log gain 0
   */
  static GainModel flat(int degree, CoarseTile.Grid grid) {
    LegendreSurface legendre = new LegendreSurface(degree, grid.width(), grid.height());
    return new GainModel(legendre, grid, List.of(), new double[LegendreSurface.count(degree)]);
  }

  int degree() {
    return legendre.degree();
  }

  List<Wave> waves() {
    return waves;
  }

  CoarseTile.Grid grid() {
    return grid;
  }

  /** Number of terms of the Legendre series. */
  int legendreTerms() {
    return coefficients.length - 2 * waves.size();
  }

  /** Number of columns of {@link #design}. */
  int designSize() {
    return coefficients.length + 2 * waves.size();
  }

  /** The coefficients, then no movement of any wave vector. */
  double[] state() {
    double[] state = new double[designSize()];
    System.arraycopy(coefficients, 0, state, 0, coefficients.length);
    return state;
  }

  /**
   * Derivatives of the log gain by its coefficients, then by its wave vectors.
   *
   * @param x x, px, centre of pixel i at i + 0.5
   * @param y y, px
   * @param out receives them, {@link #designSize} long or longer
   */
  void design(double x, double y, double[] out) {
    legendre.terms(x, y, out);
    int at = legendreTerms();
    int moves = coefficients.length;
    for (int i = 0; i < waves.size(); i++, at += 2, moves += 2) {
      wave(waves.get(i), x, y, out, at);
      double slope = coefficients[at + 1] * out[at] - coefficients[at] * out[at + 1];
      out[moves] = slope * turns(x - 0.5 * grid.width());
      out[moves + 1] = slope * turns(y - 0.5 * grid.height());
    }
  }

  /** Cosine and sine of a wave, rms 1 together with any phase. */
  void wave(Wave wave, double x, double y, double[] out, int at) {
    double phase = wave.x() * phaseX(x) + wave.y() * phaseY(y);
    out[at] = Math.sqrt(2) * Math.cos(phase);
    out[at + 1] = Math.sqrt(2) * Math.sin(phase);
  }

  /** Phase of one cycle along x, rad, 0 in the middle of the tile. */
  double phaseX(double x) {
    return turns(x - 0.5 * grid.width());
  }

  /** Phase of one cycle along y, rad, 0 in the middle of the tile. */
  double phaseY(double y) {
    return turns(y - 0.5 * grid.height());
  }

  private double turns(double px) {
    return 2 * Math.PI * px / Math.max(grid.width(), grid.height());
  }

  /**
   * Log gain at a point.
   *
   * @param x x, px
   * @param y y, px
   * @param scratch {@link #designSize} long or longer
   * @return log gain, up to a constant
   */
  double at(double x, double y, double[] scratch) {
    design(x, y, scratch);
    double sum = 0;
    for (int i = 0; i < coefficients.length; i++) {
      sum += coefficients[i] * scratch[i];
    }
    return sum;
  }

  /**
   * The model of a solution.
   *
   * @param state coefficients, then movements of the wave vectors
   * @return model with these coefficients and moved waves
   */
  GainModel with(double[] state) {
    List<Wave> moved = new ArrayList<>();
    int moves = coefficients.length;
    for (int i = 0; i < waves.size(); i++, moves += 2) {
      moved.add(waves.get(i).moved(state[moves], state[moves + 1], MOST_MOVED));
    }
    double[] first = new double[coefficients.length];
    System.arraycopy(state, 0, first, 0, first.length);
    return new GainModel(legendre, grid, moved, first);
  }

  /** This model with one more wave, of amplitude 0. */
  GainModel plus(Wave wave) {
    List<Wave> more = new ArrayList<>(waves);
    more.add(wave);
    double[] longer = new double[coefficients.length + 2];
    System.arraycopy(coefficients, 0, longer, 0, coefficients.length);
    return new GainModel(legendre, grid, more, longer);
  }

  /** This model without one of its waves. */
  GainModel without(int wave) {
    List<Wave> fewer = new ArrayList<>(waves);
    fewer.remove(wave);
    double[] shorter = new double[coefficients.length - 2];
    int from = legendreTerms() + 2 * wave;
    System.arraycopy(coefficients, 0, shorter, 0, from);
    System.arraycopy(coefficients, from + 2, shorter, from, shorter.length - from);
    return new GainModel(legendre, grid, fewer, shorter);
  }

  /** Log gain at the middle of each bin. */
  double[] bins() {
    double[] values = new double[grid.count()];
    double[] scratch = new double[designSize()];
    for (int p = 0; p < values.length; p++) {
      values[p] = at(grid.centreX(p), grid.centreY(p), scratch);
    }
    return values;
  }

  /**
   * Gain at every pixel, up to a factor.
   *
   * @return row-major, width × height
   */
  float[] render() {
    int w = grid.width();
    int h = grid.height();
    double[] sums = legendre.render(coefficients);
    double[] cos = new double[w];
    double[] sin = new double[w];
    for (int i = 0, at = legendreTerms(); i < waves.size(); i++, at += 2) {
      Wave wave = waves.get(i);
      for (int x = 0; x < w; x++) {
        double phase = wave.x() * turns(x + 0.5 - 0.5 * w);
        cos[x] = Math.sqrt(2) * Math.cos(phase);
        sin[x] = Math.sqrt(2) * Math.sin(phase);
      }
      for (int y = 0; y < h; y++) {
        double phase = wave.y() * turns(y + 0.5 - 0.5 * h);
        double c = coefficients[at] * Math.cos(phase) + coefficients[at + 1] * Math.sin(phase);
        double s = coefficients[at + 1] * Math.cos(phase) - coefficients[at] * Math.sin(phase);
        for (int x = 0; x < w; x++) {
          sums[y * w + x] += c * cos[x] + s * sin[x];
        }
      }
    }
    float[] gain = new float[sums.length];
    for (int i = 0; i < gain.length; i++) {
      gain[i] = (float) Math.exp(sums[i]);
    }
    return gain;
  }
}
