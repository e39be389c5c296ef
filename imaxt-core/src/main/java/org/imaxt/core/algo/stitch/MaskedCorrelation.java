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
 * residuals give the errors. Where its margins cost refinement what the search found, the step is
 * refined by what one tile shows whole and the other up to its last known pixel.
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

  /** Steps that refinement knows so well rest on structure whatever the search found beside it. */
  private static final double SURE_PX = 0.1;

  /**
   * Correlation that structure cut off in one tile must have with what the other shows of it, also
   * where the search leaves the step open: masks often hide what would close it.
   */
  private static final double LEAST_SHOWN = 0.8;

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
        : refined(pair, params, peak);
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
    if (outcome instanceof PairOutcome.Matched) {
      return outcome;
    }
    // What is cut off was looked at where most is shown: all of the overlap would cost much more.
    StripPair whole = tiles.read(nominal, strips, 1);
    return judged(whole, params, scaled, Refinement.refine(whole, scaled));
  }

  private static PairOutcome refined(StripPair pair, PairParams params, CoarseSearch.Peak peak) {
    Refinement.Result fine = Refinement.refine(pair, peak);
    if (!sees(fine, peak) || sharper(peak, fine)) {
      for (Refinement.Result cut : Refinement.refineCut(pair, peak)) {
        if (!sharper(peak, cut)
            && cut.correlation() >= LEAST_SHOWN
            && doubt(pair, params, peak, cut).isEmpty()) {
          return matched(pair, params, cut);
        }
      }
    }
    return judged(pair, params, peak, fine);
  }

  private static PairOutcome judged(
      StripPair pair, PairParams params, CoarseSearch.Peak peak, Refinement.Result fine) {
    if (peak.verdict() == Verdict.OPEN && !decides(fine)) {
      return unmatched(pair, peak.doubt());
    }
    if (sharper(peak, fine) && narrow(pair, peak)) {
      return unrefined(pair, peak);
    }
    String doubt = doubt(pair, params, peak, fine);
    if (doubt.isEmpty() && !sees(fine, peak)) {
      return unmatched(pair, "structure lies too near to ignored pixels to fix the step");
    }
    return doubt.isEmpty() ? matched(pair, params, fine) : unmatched(pair, doubt);
  }

  /**
   * Whether refinement sees what the search found: smoothing raises the correlation of what both
   * tiles show, unless its margins cost most of it. Bins are smoothed more than that.
   */
  private static boolean sees(Refinement.Result fine, CoarseSearch.Peak peak) {
    return fine.worstSigmaPx() <= SURE_PX
        || peak.bin() > 1
        || fine.correlation() >= peak.correlation();
  }

  /**
   * Whether refinement settles what the search left open: it sees each patch free of background.
   */
  private static boolean decides(Refinement.Result fine) {
    return fine.doubt().isEmpty() && fine.correlation() >= DECIDING_CORRELATION;
  }

  private static PairOutcome matched(StripPair pair, PairParams params, Refinement.Result fine) {
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
    return fine.worstSigmaPx() > UNREFINED_SIGMA_BINS * peak.bin();
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
    if (!fine.doubt().isEmpty()) {
      return fine.doubt();
    }
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
