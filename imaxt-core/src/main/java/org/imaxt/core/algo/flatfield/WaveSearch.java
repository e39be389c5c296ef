package org.imaxt.core.algo.flatfield;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the plane waves of a gain, one change at a time: a wave that the data do not ask for is
 * dropped, one that they would rather have elsewhere is moved there, the one that they miss most is
 * added.
 *
 * <p>Overlaps see little of a tile, so several wave vectors explain them nearly as well, the more
 * so while other waves are still missing. Each wave is therefore looked for again with the others
 * in place (as RELAX does: Li and Stoica, IEEE Trans. Signal Process. 44 (1996) 281-295).
 */
final class WaveSearch {

  /**
   * Least gain in log probability: some thousand waves are tried, and specimens are not Gaussian.
   */
  private static final double LEAST_GAIN = 30;

  /** Least gain in log probability of another wave in the place of one. */
  private static final double LEAST_BETTER = 5;

  /** Fewest cycles: what is longer the series follows. */
  private static final double LONGEST = 1;

  /** Most cycles over the tile: shorter ripple is not resolved by the blocks noise is told by. */
  private static final double SHORTEST = 8;

  private static final double FINEST = 0.02;

  /** Waves nearer than this are one whose vector is not settled yet, cycles. */
  private static final double LEAST_DISTANCE = 0.75;

  /** Waves of the table that are looked at more closely. */
  private static final int CANDIDATES = 3;

  private static final int MOST_WAVES = 6;

  private final GainFit fit;
  private final GainModel model;
  private final WaveTable table;
  private final List<WaveColumn> columns;

  /** What each wave of the model brings beside the others. */
  private final List<Scored> present = new ArrayList<>();

  /**
   * A search.
   *
   * @param fit fit of a model
   */
  WaveSearch(GainFit fit) {
    this.fit = fit;
    this.model = fit.model();
    this.table = new WaveTable(model, SHORTEST);
    this.columns = fit.columns(table);
    for (int k = 0; k < model.waves().size(); k++) {
      GainPosterior without = fit.without(k);
      present.add(climbed(scored(model.waves().get(k), without), without, k));
    }
  }

  /** A wave and the gain in log probability that it brings. */
  private record Scored(Wave wave, double gain) {}

  /**
   * The fitted model with its waves changed.
   *
   * @return the changed model; nothing if the data ask for no change
   */
  Optional<GainModel> changed() {
    return dropped().or(this::moved).or(this::added);
  }

  /** Without the wave that brings least, if that is too little. */
  private Optional<GainModel> dropped() {
    int worst = -1;
    double least = LEAST_GAIN;
    for (int k = 0; k < model.waves().size(); k++) {
      double gain = present.get(k).gain();
      if (gain < least) {
        least = gain;
        worst = k;
      }
    }
    return worst < 0 ? Optional.empty() : Optional.of(fit.fitted().without(worst));
  }

  /** With the wave elsewhere that would bring most more there. */
  private Optional<GainModel> moved() {
    GainModel changed = null;
    double most = LEAST_BETTER;
    for (int k = 0; k < model.waves().size(); k++) {
      Scored now = present.get(k);
      Optional<Scored> other = best(fit.without(k), k);
      if (other.isPresent()
          && other.get().gain() - now.gain() > most
          && other.get().wave().distance(now.wave()) > LEAST_DISTANCE) {
        most = other.get().gain() - now.gain();
        changed = fit.fitted().without(k).plus(other.get().wave());
      }
    }
    return Optional.ofNullable(changed);
  }

  /** With the wave that is missed most. */
  private Optional<GainModel> added() {
    return model.waves().size() < MOST_WAVES
        ? best(fit.posterior(), -1)
            .filter(w -> w.gain() > LEAST_GAIN)
            .map(w -> fit.fitted().plus(w.wave()))
        : Optional.empty();
  }

  /** The best wave beside those of the model, one of them left out. */
  private Optional<Scored> best(GainPosterior posterior, int without) {
    List<Scored> all = new ArrayList<>();
    for (int k = 0; k < columns.size(); k++) {
      Wave wave = table.waves().get(k);
      if (allowed(wave, without)) {
        all.add(new Scored(wave, posterior.gain(columns.get(k), GainFit.WAVE_RMS)));
      }
    }
    all.sort(Comparator.comparingDouble(Scored::gain).reversed());
    List<Scored> tried = new ArrayList<>();
    Scored best = null;
    for (Scored one : all) {
      if (tried.size() < CANDIDATES
          && tried.stream().allMatch(t -> t.wave().distance(one.wave()) >= 2 * LEAST_DISTANCE)) {
        tried.add(one);
        Scored top = climbed(one, posterior, without);
        best = best == null || top.gain() > best.gain() ? top : best;
      }
    }
    return Optional.ofNullable(best);
  }

  private Scored scored(Wave wave, GainPosterior posterior) {
    return new Scored(wave, posterior.gain(fit.column(wave), GainFit.WAVE_RMS));
  }

  /** The top of the hill that a wave stands on. */
  private Scored climbed(Scored from, GainPosterior posterior, int without) {
    Scored best = from;
    for (double step = WaveTable.STEP / 2; step > FINEST; ) {
      Wave middle = best.wave();
      for (int k = 0; k < 4; k++) {
        double move = (k & 1) == 0 ? step : -step;
        Wave other = new Wave(middle.x() + (k < 2 ? move : 0), middle.y() + (k < 2 ? 0 : move));
        if (allowed(other, without)) {
          Scored one = scored(other, posterior);
          best = one.gain() > best.gain() ? one : best;
        }
      }
      step = best.wave().equals(middle) ? step / 2 : step;
    }
    return best;
  }

  private boolean allowed(Wave wave, int without) {
    double cycles = Math.hypot(wave.x(), wave.y());
    boolean far = cycles >= LONGEST && cycles <= SHORTEST;
    for (int k = 0; k < model.waves().size(); k++) {
      far &= k == without || model.waves().get(k).distance(wave) >= LEAST_DISTANCE;
    }
    return far;
  }
}
