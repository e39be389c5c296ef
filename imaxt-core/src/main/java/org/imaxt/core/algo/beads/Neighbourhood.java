package org.imaxt.core.algo.beads;

import java.util.List;
import org.imaxt.core.model.BeadCandidate;

/** Keeps the pixels of other candidates out of a fit. */
public final class Neighbourhood {

  /** Quality of a candidate that may take pixels from another. */
  private static final double SURE = 0.6;

  /** By how much it may be less than the other's. */
  private static final double SURE_ABOVE = 0.3;

  private Neighbourhood() {}

  /**
   * Marks as unknown what lies in the circle of another good candidate and deeper in it than in the
   * candidate's own. Doubtful candidates take nothing: tissue is full of them.
   *
   * @param patch pixels round the candidate
   * @param own the candidate
   * @param all all candidates of the image, the own one may be among them; µm in the patch's frame
   * @param marginUm how much farther than their radius others shine, µm
   * @return a patch that shares all but the confidence with {@code patch}; the patch itself where
   *     there is no other candidate
   */
  public static BeadPatch mask(
      BeadPatch patch, BeadCandidate own, List<BeadCandidate> all, double marginUm) {
    double reach = BeadFit.windowUm(own.radiusUm());
    List<BeadCandidate> near =
        all.stream()
            .filter(c -> c.label() != own.label())
            .filter(c -> c.quality() > Math.max(SURE, own.quality() - SURE_ABOVE))
            .filter(
                c ->
                    Math.hypot(c.xUm() - own.xUm(), c.yUm() - own.yUm())
                        < reach * Math.sqrt(2) + c.radiusUm() + marginUm)
            .toList();
    if (near.isEmpty()) {
      return patch;
    }
    float[] confidence = new float[patch.width() * patch.height()];
    for (int i = 0; i < confidence.length; i++) {
      confidence[i] = patch.confidence(i);
      double mine = depth(own, patch.xUm(i), patch.yUm(i), 0);
      for (BeadCandidate other : near) {
        double theirs = depth(other, patch.xUm(i), patch.yUm(i), marginUm);
        if (theirs > 0 && theirs > mine) {
          confidence[i] = 0;
          break;
        }
      }
    }
    return patch.with(confidence);
  }

  /** How far inside a circle a place lies, µm; negative outside. */
  private static double depth(BeadCandidate c, double x, double y, double marginUm) {
    return c.radiusUm() + marginUm - Math.hypot(x - c.xUm(), y - c.yUm());
  }
}
