package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lays the image of a region on that of its slide by the nuclei that both show: at first every
 * shift, small turns in both mirror states by correlation, then a transform from the shifts of many
 * patches. Nuclei are bright in both images.
 *
 * <p>Only the texture of single nuclei is used, not the outline or density of the tissue, which
 * neighbouring sections share. Nuclei 10 µm apart must be seen: search with pixels of about 5 µm,
 * refine with pixels of 2 to 2.5 µm.
 *
 * <p>Pure functions of their arguments; safe to call from many threads at once.
 */
public final class RegionMatch {

  /** Score below which a hypothesis of a search may be chance: outlines of tissue reach 12. */
  public static final double SIGNIFICANT = 15;

  private static final double LARGEST_TURN = Math.toRadians(10);

  /** Half of it moves a corner of 700 µm by less than a nucleus. */
  private static final double STEP = Math.toRadians(1.5);

  private static final int IMPROVED = 12;
  private static final double APART_UM = 50;
  private static final double REACH_UM = 30;
  private static final double AROUND_UM = 100;
  private static final int PASSES = 2;

  /** Patches that a transform must rest on, and their share of those with contrast. */
  private static final int LEAST_PATCHES = 4;

  private static final double LEAST_SHARE = 0.4;

  /** A patch is odd beyond so many medians of the residuals, and never within this, µm. */
  private static final double ODD = 5;

  private static final double NEVER_ODD_UM = 3;

  private static final double LARGEST_OFF_UM = 12;

  /** A similarity must predict patches left out so much better than an affine. */
  private static final double WORTH = 0.7;

  private static final int LEAST_FOR_AFFINE = 8;

  private RegionMatch() {}

  /**
   * Searches the whole slide.
   *
   * @param region DNA of the region, pixels of about 5 µm
   * @param slide nuclear stain of the slide, pixels of nearly the same size
   * @param most how many hypotheses are wanted at most
   * @return similarities from the region's frame to the slide's, best first, at least 50 µm or a
   *     mirroring apart; the score is the correlation in standard deviations of that at other
   *     shifts: above {@link #SIGNIFICANT} it is hardly chance. Turns lie within 10°. Empty where
   *     an image shows nothing or the region is larger than the slide
   * @throws IllegalArgumentException if pixel sizes differ by more than a tenth
   */
  public static List<Hypothesis> search(CoarseImage region, CoarseImage slide, int most) {
    double ratio = region.pixelUm() / slide.pixelUm();
    if (!(ratio > 0.9 && ratio < 1.1)) {
      throw new IllegalArgumentException(
          "pixels of both images must be of nearly the same size, got %s and %s µm"
              .formatted(region.pixelUm(), slide.pixelUm()));
    }
    CellTexture small = CellTexture.of(region);
    CellTexture large = CellTexture.of(slide);
    TurnedCorrelation surface = new TurnedCorrelation(small, large);
    if (!surface.fits()) {
      return List.of();
    }
    List<TurnedCorrelation.Peak> all = new ArrayList<>();
    int steps = (int) Math.round(LARGEST_TURN / STEP);
    for (int k = -steps; k <= steps; k++) {
      Affine turn = Affine.similarity(k * LARGEST_TURN / steps, 1);
      all.addAll(surface.peaks(surface.turned(turn), surface.turned(Affine.flipX().then(turn))));
    }
    double[] centre = region.centre();
    PatchShifts patches = new PatchShifts(small, large);
    List<TurnedCorrelation.Peak> improved = new ArrayList<>();
    for (TurnedCorrelation.Peak peak : apart(all, IMPROVED, centre)) {
      improved.add(improved(peak, patches, small, large));
    }
    return apart(improved, most, centre).stream()
        .map(p -> new Hypothesis(p.map(), p.score(), Hypothesis.Origin.INTENSITY))
        .toList();
  }

  /** The first of each group that lies together, best first. */
  private static List<TurnedCorrelation.Peak> apart(
      List<TurnedCorrelation.Peak> peaks, int most, double[] centre) {
    List<TurnedCorrelation.Peak> out = new ArrayList<>();
    peaks.stream()
        .sorted(Comparator.comparingDouble(p -> -p.score()))
        .filter(p -> out.size() < most && out.stream().noneMatch(o -> near(o, p, centre)))
        .forEach(out::add);
    return out;
  }

  private static boolean near(
      TurnedCorrelation.Peak one, TurnedCorrelation.Peak other, double[] at) {
    double dx = one.map().x(at[0], at[1]) - other.map().x(at[0], at[1]);
    double dy = one.map().y(at[0], at[1]) - other.map().y(at[0], at[1]);
    return one.map().mirrors() == other.map().mirrors() && Math.hypot(dx, dy) < APART_UM;
  }

  /** Follows the patches where they agree. */
  private static TurnedCorrelation.Peak improved(
      TurnedCorrelation.Peak peak, PatchShifts patches, CellTexture small, CellTexture large) {
    List<BeadPair> pairs = patches.near(peak.map(), REACH_UM).pairs();
    if (pairs.size() < LEAST_PATCHES) {
      return peak;
    }
    List<BeadPair> agreed = agreed(pairs, peak.map());
    Affine map =
        TransformFit.fit(agreed, peak.map(), TransformModel.SIMILARITY, Stretching.OF_INSTRUMENTS)
            .affine();
    double score = small.correlation(large, map) / peak.noise();
    return score > peak.score() ? new TurnedCorrelation.Peak(map, score, peak.noise()) : peak;
  }

  /**
   * Refines a guess.
   *
   * @param region DNA of the region, pixels of 2 to 2.5 µm
   * @param slide nuclear stain of the slide, or of its part under the region, pixels of 2 to 2.5 µm
   * @param guess from the region's frame to the slide's, off by less than 30 µm everywhere; its
   *     mirror state is kept
   * @return an affine, or a similarity where patches are few or it predicts patches left out much
   *     better, with its errors (one pair a patch); or why the images do not show the same nuclei
   */
  public static TransformOutcome refine(CoarseImage region, CoarseImage slide, Affine guess) {
    CellTexture under = CellTexture.under(region, guess, slide, AROUND_UM);
    PatchShifts patches = new PatchShifts(CellTexture.of(region), under);
    Affine map = guess;
    List<BeadPair> agreed = List.of();
    for (int pass = 0; pass < PASSES; pass++) {
      PatchShifts.Found found = patches.near(map, REACH_UM);
      if (found.tried() < LEAST_PATCHES) {
        return new TransformOutcome.Refused(
            "%d patches of the region show nuclei, at least %d are needed"
                .formatted(found.tried(), LEAST_PATCHES));
      }
      agreed = found.pairs();
      if (agreed.size() >= LEAST_PATCHES) {
        agreed = agreed(agreed, map);
      }
      if (agreed.size() < Math.max(LEAST_PATCHES, LEAST_SHARE * found.tried())) {
        return new TransformOutcome.Refused(
            "%d of %d patches of the region are found on the slide, it shows other nuclei"
                .formatted(agreed.size(), found.tried()));
      }
      map =
          TransformFit.fit(agreed, map, TransformModel.SIMILARITY, Stretching.OF_INSTRUMENTS)
              .affine();
    }
    return outcome(agreed, map);
  }

  private static TransformOutcome outcome(List<BeadPair> pairs, Affine start) {
    FittedTransform best =
        TransformFit.fit(pairs, start, TransformModel.SIMILARITY, Stretching.OF_INSTRUMENTS);
    if (pairs.size() >= LEAST_FOR_AFFINE) {
      FittedTransform affine =
          TransformFit.fit(pairs, start, TransformModel.AFFINE, Stretching.OF_INSTRUMENTS);
      boolean held = best.leaveOneOutRmsUm() < WORTH * affine.leaveOneOutRmsUm();
      best = held ? best : affine;
    }
    String doubt = Plausible.doubt(best.affine());
    return doubt.isEmpty()
        ? new TransformOutcome.Fitted(best)
        : new TransformOutcome.Refused(doubt);
  }

  /** The pairs without those that lie far from where the others lead. */
  private static List<BeadPair> agreed(List<BeadPair> pairs, Affine start) {
    List<BeadPair> kept = pairs;
    for (int k = 0; k < 3 && kept.size() >= LEAST_PATCHES; k++) {
      Affine map =
          TransformFit.fit(kept, start, TransformModel.SIMILARITY, Stretching.OF_INSTRUMENTS)
              .affine();
      double[] off = pairs.stream().mapToDouble(p -> off(p, map)).toArray();
      double[] sorted = kept.stream().mapToDouble(p -> off(p, map)).sorted().toArray();
      double odd = Math.max(NEVER_ODD_UM, ODD * sorted[sorted.length / 2]);
      List<BeadPair> next = new ArrayList<>();
      for (int i = 0; i < off.length; i++) {
        if (off[i] <= Math.min(odd, LARGEST_OFF_UM)) {
          next.add(pairs.get(i));
        }
      }
      kept = next;
    }
    return kept;
  }

  private static double off(BeadPair p, Affine map) {
    return Math.hypot(p.toX() - map.x(p.fromX(), p.fromY()), p.toY() - map.y(p.fromX(), p.fromY()));
  }
}
