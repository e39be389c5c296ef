package org.imaxt.beads.detect;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.imaxt.core.algo.beads.Backdrop;
import org.imaxt.core.algo.beads.BeadFit;
import org.imaxt.core.algo.beads.BeadFitParams;
import org.imaxt.core.algo.beads.DogDetector;
import org.imaxt.core.algo.beads.LevelImage;
import org.imaxt.core.algo.beads.NoiseFit;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOutcome;

/**
 * The channel that shows the beads best: the one in which the large round things that have the
 * profile of a sphere cover most, each by its signal to noise. Where none has, the one whose round
 * things are brightest.
 *
 * @param imaging how the images show beads
 * @param params the stage's parameters
 */
record ChannelChoice(Imaging imaging, BeadsParams params) {

  /** Quality of the candidates that are looked at. */
  private static final double GOOD = 0.75;

  /** Smallest discs that are evidence, usual radii: cells are as round, but smaller. */
  private static final double LARGE = 0.25;

  /** Candidates of a channel that are fitted at most, the largest. */
  private static final int MOST = 60;

  /** What brightness counts beside area: only where no channel has any. */
  private static final double NEXT_TO_NOTHING = 1e-9;

  /**
   * The channel asked for, or the best one of an image.
   *
   * @param channels number of channels
   * @param plane a channel's plane, by its number from 1
   */
  int of(int channels, IntFunction<ImagePlane> plane) {
    if (params.channel() > 0 || channels == 1) {
      return Math.max(1, params.channel());
    }
    List<String> numbers = IntStream.rangeClosed(1, channels).mapToObj(Integer::toString).toList();
    return best(shown(numbers, plane), numbers);
  }

  /**
   * What each channel of an image shows of beads.
   *
   * @param names names of the channels in their order
   * @param plane a channel's plane, by its number from 1
   */
  Map<String, Double> shown(List<String> names, IntFunction<ImagePlane> plane) {
    Map<String, Double> shown = new LinkedHashMap<>();
    for (int channel = 1; channel <= names.size(); channel++) {
      shown.merge(names.get(channel - 1), shown(plane.apply(channel)), Double::sum);
    }
    return shown;
  }

  /**
   * Of some channels the one that has most to show.
   *
   * @param shown what channels show, by their names
   * @param names names of the channels to choose from
   * @return number of the channel from 1
   */
  static int best(Map<String, Double> shown, List<String> names) {
    int best = 0;
    for (int k = 1; k < names.size(); k++) {
      if (shown.getOrDefault(names.get(k), 0.0) > shown.getOrDefault(names.get(best), 0.0)) {
        best = k;
      }
    }
    return best + 1;
  }

  /**
   * Area of the beads in usual ones, times their signal to noise: several channels may show all.
   */
  private double shown(ImagePlane plane) {
    LevelImage image = plane.level(plane.levelFor(params.radius()));
    Backdrop backdrop = Backdrop.of(image);
    List<BeadCandidate> all = DogDetector.ofRadius(params.radius()).detect(image).candidates();
    List<BeadCandidate> good =
        all.stream()
            .filter(c -> c.quality() >= GOOD && c.radiusUm() >= LARGE * params.radius())
            .sorted(Comparator.comparingDouble(BeadCandidate::radiusUm).reversed())
            .limit(MOST)
            .toList();
    BeadPatches patches = new BeadPatches(plane, all);
    NoiseFit noises = new NoiseFit();
    good.forEach(c -> noises.add(patches.witness(c), c));
    BeadFitParams how = BeadFitParams.ofRadius(params.radius(), backdrop.level());
    BeadFit fit = new BeadFit(imaging.optics().optics(), imaging.noise(noises), how);
    double sum = 0;
    for (BeadCandidate c : good) {
      sum += NEXT_TO_NOTHING * brightness(image, c, backdrop);
      if (fit.fit(patches.fitted(c), c) instanceof BeadOutcome.Accepted accepted) {
        double share = Math.min(1, accepted.bead().radiusUm() / params.radius());
        sum += share * share * accepted.bead().snr();
      }
    }
    return sum;
  }

  private static double brightness(LevelImage image, BeadCandidate c, Backdrop backdrop) {
    int x = (int) Math.min(image.width() - 1, Math.max(0, c.xUm() / image.pixelUm()));
    int y = (int) Math.min(image.height() - 1, Math.max(0, c.yUm() / image.pixelUm()));
    double height = image.values()[y * image.width() + x] - backdrop.level();
    return Math.max(0, height) / backdrop.sigma();
  }
}
