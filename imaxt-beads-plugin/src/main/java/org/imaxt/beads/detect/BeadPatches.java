package org.imaxt.beads.detect;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.imaxt.core.algo.beads.BeadFit;
import org.imaxt.core.algo.beads.BeadPatch;
import org.imaxt.core.algo.beads.Neighbourhood;
import org.imaxt.core.model.BeadCandidate;

/**
 * The pixels round the candidates of a plane without those of others. The first patches of which
 * something is learnt are kept until they are fitted, so that they are read once. For one thread.
 */
final class BeadPatches {

  /** How far the blur of usual optics carries a neighbour's light, µm. */
  private static final double MARGIN_UM = 1.5;

  /** Patches that are kept at most; a few hundred kilobytes each. */
  private static final int KEPT = 40;

  private final ImagePlane plane;
  private final List<BeadCandidate> all;
  private final Map<BeadCandidate, BeadPatch> kept = new IdentityHashMap<>();

  BeadPatches(ImagePlane plane, List<BeadCandidate> all) {
    this.plane = plane;
    this.all = all;
  }

  /** A patch of which something is learnt before it is fitted. */
  BeadPatch witness(BeadCandidate c) {
    BeadPatch patch = kept.get(c);
    if (patch == null) {
      patch = wide(c, BeadFit.windowUm(c.radiusUm()));
      if (kept.size() < KEPT) {
        kept.put(c, patch);
      }
    }
    return patch;
  }

  /** The patch that is to be fitted; the last who asks for it. */
  BeadPatch fitted(BeadCandidate c) {
    BeadPatch patch = kept.remove(c);
    return patch == null ? wide(c, BeadFit.windowUm(c.radiusUm())) : patch;
  }

  /** Pixels round a candidate; a pixel and its blur may be another's. */
  BeadPatch wide(BeadCandidate c, double reachUm) {
    BeadPatch patch = plane.patch(c.xUm(), c.yUm(), reachUm);
    return Neighbourhood.mask(patch, c, all, MARGIN_UM + 0.5 * plane.pixelUm());
  }
}
