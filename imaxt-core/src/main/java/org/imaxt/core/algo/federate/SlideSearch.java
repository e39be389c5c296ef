package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Compares a scan with every slab of a target.
 *
 * <p>A pure function of its arguments; safe to call from many threads at once.
 */
public final class SlideSearch {

  /** Hypotheses that are followed to the end, and beads below which more are. */
  private static final int FOLLOWED = 4;

  private static final int FEW_BEADS = 12;
  private static final int FOLLOWED_OF_FEW = 40;

  /** A slab with fewer beads is not worth an evidence. */
  private static final int LEAST_BEADS = 3;

  /** Probability, before any bead is seen, of having been cut beside the sections. */
  private static final double ORPHAN_PRIOR = 0.1;

  private static final double NOWHERE_PRIOR = 0.1;

  private SlideSearch() {}

  /**
   * Looks for hypotheses and weighs every slab under the best of them.
   *
   * @param index the target's triangles
   * @param scan beads of a slide or region
   * @param guesses hypotheses from intensities; may be empty
   * @return the evidence for every slab
   */
  public static SlideEvidence search(PatternIndex index, BeadScan scan, List<Hypothesis> guesses) {
    int followed = scan.size() < FEW_BEADS ? FOLLOWED_OF_FEW : FOLLOWED;
    List<Hypothesis> all = new ArrayList<>(PatternSearch.search(index, scan, followed));
    all.addAll(GuessedPlaces.grow(index.target, scan, guesses));
    return weigh(index.target, scan, all);
  }

  /**
   * Weighs every slab under hypotheses that are good to a few µm.
   *
   * @param target what the scan is compared with
   * @param scan beads of a slide or region
   * @param hypotheses may be empty
   * @return the evidence for every slab
   */
  public static SlideEvidence weigh(BeadTarget target, BeadScan scan, List<Hypothesis> hypotheses) {
    List<SlabMatch[]> lies = new ArrayList<>();
    for (Hypothesis h : hypotheses) {
      lies.add(matches(target, scan, h));
    }
    lies.sort(Comparator.comparingDouble(l -> -top(l)));
    List<SlabMatch[]> apart = new ArrayList<>();
    for (SlabMatch[] lie : lies) {
      if (top(lie) > Double.NEGATIVE_INFINITY && apart.stream().noneMatch(l -> alike(l, lie))) {
        apart.add(lie);
      }
    }
    return evidence(target, scan, apart, hypotheses);
  }

  /** One lie in all slabs; null where it has too few beads. */
  private static SlabMatch[] matches(BeadTarget target, BeadScan scan, Hypothesis h) {
    SlabMatch[] out = new SlabMatch[target.slabs.size()];
    for (int s = 0; s < out.length; s++) {
      SlabLikelihood likelihood = new SlabLikelihood(target, scan, target.slabs.get(s), h.affine());
      if (likelihood.reach() >= LEAST_BEADS) {
        SlabMatch match = likelihood.match();
        out[s] = match.pairs().size() >= LEAST_BEADS ? match : null;
      }
    }
    return out;
  }

  private static double top(SlabMatch[] lie) {
    return Arrays.stream(lie)
        .filter(Objects::nonNull)
        .mapToDouble(SlabMatch::logEvidence)
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /** Whether two lies pair most beads alike. */
  private static boolean alike(SlabMatch[] a, SlabMatch[] b) {
    Set<List<Integer>> of = new HashSet<>();
    for (SlabMatch match : a) {
      if (match != null) {
        match.pairs().forEach(p -> of.add(List.of(p.scanBead(), p.targetBead())));
      }
    }
    long common = 0;
    long all = 0;
    for (SlabMatch match : b) {
      if (match != null && match.logEvidence() == top(b)) {
        all += match.pairs().size();
        common +=
            match.pairs().stream()
                .filter(p -> of.contains(List.of(p.scanBead(), p.targetBead())))
                .count();
      }
    }
    return 2 * common > all;
  }

  private static double[] logPriors(BeadTarget target) {
    long orphans = target.places().stream().filter(p -> p instanceof Place.Orphan).count();
    long sections = target.places().size() - orphans;
    return target.places().stream()
        .mapToDouble(
            p ->
                p instanceof Place.Orphan
                    ? Math.log(ORPHAN_PRIOR / orphans)
                    : Math.log((1 - ORPHAN_PRIOR - NOWHERE_PRIOR) / sections))
        .toArray();
  }

  private static SlideEvidence evidence(
      BeadTarget target, BeadScan scan, List<SlabMatch[]> lies, List<Hypothesis> hypotheses) {
    SlabMatch[] best = lies.isEmpty() ? new SlabMatch[target.slabs.size()] : lies.get(0);
    List<SlabMatch> matches = new ArrayList<>();
    double[] priors = logPriors(target);
    double[] logs = new double[best.length + 1];
    List<Double> rivals = new ArrayList<>();
    rivals.add(SlabLikelihood.nowhere(target, scan) + Math.log(NOWHERE_PRIOR));
    for (int s = 0; s < best.length; s++) {
      logs[s] = Double.NEGATIVE_INFINITY;
      if (best[s] != null) {
        logs[s] = best[s].logEvidence() + priors[s];
        matches.add(best[s]);
      }
      for (int l = 1; l < lies.size(); l++) {
        if (lies.get(l)[s] != null) {
          rivals.add(lies.get(l)[s].logEvidence() + priors[s]);
        }
      }
    }
    logs[best.length] =
        SlabLikelihood.logSum(rivals.stream().mapToDouble(Double::doubleValue).toArray());
    double sum = SlabLikelihood.logSum(logs);
    List<SlideEvidence.Chance> chances = new ArrayList<>();
    for (int s = 0; s < best.length; s++) {
      chances.add(new SlideEvidence.Chance(target.slabs.get(s).place(), logs[s] - sum));
    }
    chances.add(new SlideEvidence.Chance(new Place.Nowhere(), logs[best.length] - sum));
    List<SectionCount> counts =
        matches.stream()
            .max(Comparator.comparingDouble(SlabMatch::logEvidence))
            .map(m -> SectionCounts.of(target, scan, m.affine()))
            .orElse(List.of());
    return new SlideEvidence(scan, chances, matches, counts, hypotheses);
  }
}
