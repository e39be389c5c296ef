package org.imaxt.core.algo.stitch;

import org.imaxt.core.algo.stitch.CoarseSearch.Verdict;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PairOutcome;

/**
 * Finds the step between two overlapping tiles, or says why the overlap does not fix it.
 *
 * <p>Three parts, each of which can refuse: a search over the whole window at reduced resolution by
 * masked normalised cross-correlation; a test whether the best step could come from unrelated
 * textures; a refinement at full resolution by weighted intensity differences, whose curvature and
 * residuals give the errors.
 */
public final class MaskedCorrelation {

  /** Gains between two views of one tissue that no shading explains. */
  private static final double LARGEST_GAIN = 2;

  /**
   * Overlaps narrower than this may leave refinement nothing once its margins are off, or not what
   * the search saw.
   */
  private static final double NARROW_PX = 16;

  /** What the coarse search is good to where its peak is unique and the overlap narrow. */
  private static final double UNREFINED_SIGMA_BINS = 0.5;

  /** Where the search leaves open whether a step is right, both tiles must show the same. */
  private static final double DECIDING_CORRELATION = 0.95;

  private MaskedCorrelation() {}

  /**
   * Compares two strips.
   *
   * @param pair the strips and their nominal step
   * @param params search window and thresholds
   * @return the step with its errors, or the reason why there is none
   */
  public static PairOutcome match(StripPair pair, PairParams params) {
    CoarseSearch.Peak peak = CoarseSearch.search(pair, params);
    return peak.verdict() == Verdict.REFUSED
        ? unmatched(pair, peak.doubt())
        : decided(refined(pair, params, peak), pair, peak);
  }

  /**
   * Compares two tiles of which strips are read as needed: all of the overlap at the resolution of
   * the search, and at full resolution only where it shows most.
   *
   * @param nominal the tiles and their nominal step
   * @param strips rectangles that hold the overlap
   * @param tiles where strips are read
   * @param params search window and thresholds
   * @return the step with its errors, or the reason why there is none
   */
  public static PairOutcome match(
      NeighbourPair nominal, OverlapStrips strips, StripSource tiles, PairParams params) {
    int bin = CoarseSearch.bin(strips);
    if (bin == 1 || strips.smallerArea() <= OverlapWindow.AREA_PX) {
      return match(tiles.read(nominal, strips, 1), params);
    }
    StripPair small = tiles.read(nominal, strips, bin);
    CoarseSearch.Peak peak = CoarseSearch.search(small, params.binned(bin));
    if (peak.verdict() == Verdict.REFUSED) {
      return unmatched(small, peak.doubt());
    }
    CoarseSearch.Peak scaled = peak.scaled(bin);
    OverlapStrips window = OverlapWindow.of(small, bin, strips, scaled);
    PairOutcome outcome = refined(tiles.read(nominal, window, 1), params, scaled);
    return decided(
        outcome instanceof PairOutcome.Matched
            ? outcome
            : refined(tiles.read(nominal, strips, 1), params, scaled),
        small,
        peak);
  }

  /** Lets refinement decide what the search left open: it sees each patch free of background. */
  private static PairOutcome decided(PairOutcome fine, StripPair pair, CoarseSearch.Peak peak) {
    return peak.verdict() == Verdict.OPEN
            && !(fine instanceof PairOutcome.Matched matched
                && matched.displacement().correlation() >= DECIDING_CORRELATION)
        ? unmatched(pair, peak.doubt())
        : fine;
  }

  private static PairOutcome refined(StripPair pair, PairParams params, CoarseSearch.Peak peak) {
    Refinement.Result fine = Refinement.refine(pair, peak);
    if (sharper(peak, fine) && narrow(pair, peak)) {
      return unrefined(pair, peak);
    }
    String doubt = fine.doubt().isEmpty() ? doubt(pair, params, peak, fine) : fine.doubt();
    if (!doubt.isEmpty()) {
      return unmatched(pair, doubt);
    }
    return new PairOutcome.Matched(
        new Displacement(
            pair.nominal().a(),
            pair.nominal().b(),
            fine.dxPx(),
            fine.dyPx(),
            Math.hypot(fine.sigmaXPx(), params.sigmaFloorPx()),
            Math.hypot(fine.sigmaYPx(), params.sigmaFloorPx()),
            fine.correlation()));
  }

  /** Whether the search knows the step better than refinement does. */
  private static boolean sharper(CoarseSearch.Peak peak, Refinement.Result fine) {
    return !fine.doubt().isEmpty()
        || Math.max(fine.sigmaXPx(), fine.sigmaYPx()) > UNREFINED_SIGMA_BINS * peak.bin();
  }

  /** Whether the overlap at the best step has too few pixels across for refinement to work on. */
  private static boolean narrow(StripPair pair, CoarseSearch.Peak peak) {
    return CommonPixels.narrowest(pair, peak.dxPx(), peak.dyPx()) < NARROW_PX;
  }

  private static PairOutcome unrefined(StripPair pair, CoarseSearch.Peak peak) {
    double sigma = UNREFINED_SIGMA_BINS * peak.bin();
    return new PairOutcome.Matched(
        new Displacement(
            pair.nominal().a(),
            pair.nominal().b(),
            peak.dxPx(),
            peak.dyPx(),
            sigma,
            sigma,
            peak.correlation()));
  }

  private static String doubt(
      StripPair pair, PairParams params, CoarseSearch.Peak peak, Refinement.Result fine) {
    double reach = 1.5 * peak.bin() + 1;
    if (Math.abs(fine.dxPx() - peak.dxPx()) > reach
        || Math.abs(fine.dyPx() - peak.dyPx()) > reach) {
      return "refinement ran away from the best step";
    }
    if (Math.abs(fine.dxPx() - pair.nominal().dxPx()) > params.searchRadiusPx()
        || Math.abs(fine.dyPx() - pair.nominal().dyPx()) > params.searchRadiusPx()) {
      return "best step lies beyond the search radius";
    }
    if (!(fine.gain() < LARGEST_GAIN && fine.gain() > 1 / LARGEST_GAIN)) {
      return "intensities of the two tiles differ more than shading explains";
    }
    boolean sharp =
        fine.sigmaXPx() <= params.maxSigmaPx() && fine.sigmaYPx() <= params.maxSigmaPx();
    return sharp ? "" : "structure in the overlap does not fix the step";
  }

  private static PairOutcome unmatched(StripPair pair, String reason) {
    return new PairOutcome.Unmatched(pair.nominal().a(), pair.nominal().b(), reason);
  }
}
