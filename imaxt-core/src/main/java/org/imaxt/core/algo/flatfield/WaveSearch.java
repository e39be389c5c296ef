package org.imaxt.core.algo.flatfield;

import java.util.Optional;

/** Looks for the plane wave that a fit of the gain misses most. */
final class WaveSearch {

  /** Least gain in log probability: some thousand waves are tried. */
  private static final double LEAST_GAIN = 15;

  /** Fewest cycles: what is longer the series follows. */
  private static final double LONGEST = 1;

  /** Most cycles over the tile: shorter ripple is not resolved by the blocks noise is told by. */
  private static final double SHORTEST = 8;

  /** Step of the first look, cycles: half the width of a wave's peak. */
  private static final double STEP = 0.5;

  private static final double FINEST = 0.02;

  /** Waves nearer than this are one whose vector is not settled yet, cycles. */
  private static final double LEAST_DISTANCE = 0.75;

  private WaveSearch() {}

  /**
   * Searches.
   *
   * @param fit fit of the model without the wave
   * @param model its model
   * @param grid bins of the stacks
   * @return the wave; nothing if no wave makes the data more probable by far
   */
  static Optional<Wave> next(GainFit fit, GainModel model, CoarseTile.Grid grid) {
    int every = grid.columns() % 5 == 0 ? 7 : 5;
    Wave best = new Wave(0, 0);
    double most = 0;
    int reach = (int) (SHORTEST / STEP);
    for (int j = 0; j <= reach; j++) {
      for (int i = j == 0 ? 1 : -reach; i <= reach; i++) {
        Wave wave = new Wave(STEP * i, STEP * j);
        if (allowed(wave, model)) {
          double gain = fit.gain(wave, every);
          if (gain > most) {
            most = gain;
            best = wave;
          }
        }
      }
    }
    return most <= 0 ? Optional.empty() : refined(best, fit, model);
  }

  private static Optional<Wave> refined(Wave wave, GainFit fit, GainModel model) {
    Wave best = wave;
    double most = fit.gain(wave, 1);
    for (double step = STEP / 2; step > FINEST; ) {
      Wave middle = best;
      for (int k = 0; k < 4; k++) {
        double move = (k & 1) == 0 ? step : -step;
        Wave other = new Wave(middle.x() + (k < 2 ? move : 0), middle.y() + (k < 2 ? 0 : move));
        double gain = allowed(other, model) ? fit.gain(other, 1) : Double.NEGATIVE_INFINITY;
        if (gain > most) {
          most = gain;
          best = other;
        }
      }
      step = best.equals(middle) ? step / 2 : step;
    }
    return most > LEAST_GAIN ? Optional.of(best) : Optional.empty();
  }

  private static boolean allowed(Wave wave, GainModel model) {
    double cycles = Math.hypot(wave.x(), wave.y());
    return cycles >= LONGEST
        && cycles <= SHORTEST
        && model.waves().stream().allMatch(w -> w.distance(wave) >= LEAST_DISTANCE);
  }
}
