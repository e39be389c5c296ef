package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds a region of a slide by its beads: on the slide that it was taken from, or among all. The
 * section is the same, so beads have the radii that they have on the slide.
 *
 * <p>With fewer than three beads only a guess from intensities can tell where it lies; the beads
 * then sharpen it.
 */
public final class RoiSearch {

  private static final double LEAST_PROBABILITY = 0.95;
  private static final int LEAST_PAIRS = 3;

  /** How far a guess from intensities may be off, µm. */
  private static final double GUESS_REACH_UM = 60;

  /** How far radii of one bead may differ, in standard errors. */
  private static final double RADIUS_SIGMAS = 4;

  private RoiSearch() {}

  /**
   * How beads of a region compare with those of its slide, before anything is known.
   *
   * @return the model for {@link BeadTarget#of(BeadScan, SlabModel)}
   */
  public static SlabModel usual() {
    return new SlabModel(0, 0, 1, 1.2, 0.9, 10, 0.05);
  }

  /**
   * Searches.
   *
   * @param slides triangles of the beads of each slide
   * @param roi beads of the region
   * @param guesses hypotheses from intensities, a list a slide; or empty
   * @return where it lies
   */
  public static RoiOutcome search(
      List<PatternIndex> slides, BeadScan roi, List<List<Hypothesis>> guesses) {
    double[] logs = new double[slides.size() + 1];
    SlideEvidence[] evidences = new SlideEvidence[slides.size()];
    for (int s = 0; s < slides.size(); s++) {
      List<Hypothesis> own = guesses.isEmpty() ? List.of() : guesses.get(s);
      evidences[s] = SlideSearch.search(slides.get(s), roi, own);
      Place nowhere = new Place.Nowhere();
      logs[s] =
          evidences[s].logProbability(new Place.Scan()) - evidences[s].logProbability(nowhere);
    }
    double all = SlabLikelihood.logSum(logs);
    int best = 0;
    for (int s = 1; s < slides.size(); s++) {
      best = logs[s] > logs[best] ? s : best;
    }
    double p = slides.isEmpty() ? 0 : Math.exp(logs[best] - all);
    if (p > LEAST_PROBABILITY) {
      SlabMatch match = evidences[best].match(new Place.Scan()).orElseThrow();
      if (match.pairs().size() >= LEAST_PAIRS) {
        return found(best, p, match.pairs(), match.affine());
      }
    }
    return byGuess(slides, roi, guesses);
  }

  private static RoiOutcome found(int slide, double p, List<BeadPair> pairs, Affine start) {
    TransformOutcome outcome = TransformFit.fit(pairs, start, Stretching.OF_INSTRUMENTS);
    return outcome instanceof TransformOutcome.Fitted f
        ? new RoiOutcome.Found(slide, p, f.transform(), pairs)
        : new RoiOutcome.Refused(((TransformOutcome.Refused) outcome).reason());
  }

  /** Beads near where the only guess lays them. */
  private static RoiOutcome byGuess(
      List<PatternIndex> slides, BeadScan roi, List<List<Hypothesis>> guesses) {
    long guessed = guesses.stream().filter(g -> !g.isEmpty()).count();
    if (guessed != 1) {
      return new RoiOutcome.Refused(
          String.format(
              Locale.ROOT,
              "%d beads do not tell where the region lies; name its slide and use intensities",
              roi.size()));
    }
    int s = 0;
    while (guesses.get(s).isEmpty()) {
      s++;
    }
    Affine guess = guesses.get(s).get(0).affine();
    List<BeadPair> pairs = near(slides.get(s).target, roi, guess);
    return pairs.isEmpty()
        ? new RoiOutcome.Refused("no bead of the region lies near a bead of the slide")
        : found(s, 1, pairs, guess);
  }

  /** Pairs that agree on a shift of the guess, the largest such set. */
  private static List<BeadPair> near(BeadTarget target, BeadScan roi, Affine guess) {
    List<BeadPair> all = new ArrayList<>();
    int[] found = new int[32];
    for (int i = 0; i < roi.size(); i++) {
      ScanBead b = roi.beads().get(i);
      double x = guess.x(b.xUm(), b.yUm());
      double y = guess.y(b.xUm(), b.yUm());
      int n = target.grid.within(x, y, GUESS_REACH_UM, found);
      for (int j : Arrays.copyOf(found, n)) {
        double error = Math.hypot(b.radiusSigmaUm(), target.model.radiusSigmaUm());
        if (Math.abs(target.depths.get(j).radius()[1] - b.radiusUm()) < RADIUS_SIGMAS * error) {
          double sigma = Math.hypot(b.sigmaUm(), target.positionSigma);
          all.add(new BeadPair(i, j, b.xUm(), b.yUm(), target.x[j], target.y[j], sigma));
        }
      }
    }
    List<BeadPair> best = List.of();
    for (BeadPair lead : all) {
      List<BeadPair> agree = agreeing(all, lead, guess);
      best = agree.size() > best.size() ? agree : best;
    }
    return best;
  }

  private static List<BeadPair> agreeing(List<BeadPair> all, BeadPair lead, Affine guess) {
    List<BeadPair> out = new ArrayList<>(List.of(lead));
    for (BeadPair p : all) {
      boolean free = out.stream().noneMatch(o -> o.scanBead() == p.scanBead());
      boolean open = out.stream().noneMatch(o -> o.targetBead() == p.targetBead());
      double apart = Math.hypot(p.fromX() - lead.fromX(), p.fromY() - lead.fromY());
      double dx = offX(p, guess) - offX(lead, guess);
      double dy = offY(p, guess) - offY(lead, guess);
      if (free && open && Math.hypot(dx, dy) < 5 + 0.05 * apart) {
        out.add(p);
      }
    }
    return out;
  }

  private static double offX(BeadPair p, Affine guess) {
    return p.toX() - guess.x(p.fromX(), p.fromY());
  }

  private static double offY(BeadPair p, Affine guess) {
    return p.toY() - guess.y(p.fromX(), p.fromY());
  }
}
