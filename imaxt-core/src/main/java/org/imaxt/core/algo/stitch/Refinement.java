package org.imaxt.core.algo.stitch;

import java.util.List;
import org.imaxt.core.algo.stitch.Patches.Patch;

/**
 * Refines a step to a small fraction of a pixel by Gauss-Newton on the weighted difference of two
 * views of both strips: {@link MovedViews} or, where ignored pixels cut structure, {@link
 * CutViews}.
 *
 * <p>Free beside the step: one gain a channel and one offset a patch and channel. Weights are the
 * inverse of the variance at each intensity, learnt from the differences, and Huber's beyond four
 * σ.
 */
final class Refinement {

  /** Weights are learnt this often and then kept, so that the steps have a fixed point. */
  private static final int LEARN_TIMES = 2;

  private static final int MAX_STEPS = 15;
  private static final double CONVERGED_PX = 5e-4;
  private static final double LARGEST_FRACTION = 0.8;
  private static final double LEARN_BELOW_PX = 0.2;

  /** Overlaps narrower than this are not smoothed: too few pixels would be left. */
  private static final int SMOOTH_FROM_PX = 14;

  /**
   * Below this correlation noise is most of what is seen, and its products would swamp the steps.
   */
  private static final double NOISY_CORRELATION = 0.5;

  private static final int NOISY_PASSES = 4;

  private final Views views;
  private final int originX;
  private final int originY;
  private List<Patch> patches = List.of();
  private int lagX;
  private int lagY;
  private double fractionX;
  private double fractionY;

  /** Step, covariance, correlation and gain of a refined match; or why there is none. */
  record Result(
      double dxPx,
      double dyPx,
      double sigmaXPx,
      double sigmaYPx,
      double correlation,
      double gain,
      String doubt) {
    static Result failed(String doubt) {
      return new Result(0, 0, 0, 0, 0, 0, doubt);
    }

    /** The step from the second tile to the first. */
    Result swapped() {
      return new Result(-dxPx, -dyPx, sigmaXPx, sigmaYPx, correlation, 1 / gain, doubt);
    }

    /** The larger of both errors; infinite if there is no step. */
    double worstSigmaPx() {
      return doubt.isEmpty() ? Math.max(sigmaXPx, sigmaYPx) : Double.POSITIVE_INFINITY;
    }

    /** Whether it is a step, and one with smaller errors than another. */
    boolean sharperThan(Result other) {
      return worstSigmaPx() < other.worstSigmaPx();
    }
  }

  private Refinement(StripPair pair, CoarseSearch.Peak start, Views views) {
    this.views = views;
    originX = pair.a().x0 - pair.b().x0;
    originY = pair.a().y0 - pair.b().y0;
    moveTo(start.dxPx() - originX, start.dyPx() - originY);
  }

  /** Refines from a start good to about a bin. */
  static Result refine(StripPair pair, CoarseSearch.Peak start) {
    boolean noisy = start.correlation() < NOISY_CORRELATION;
    boolean narrow = CommonPixels.narrowest(pair, start.dxPx(), start.dyPx()) < SMOOTH_FROM_PX;
    int passes = narrow ? 0 : noisy ? NOISY_PASSES : 1;
    Views views =
        new MovedViews(
            SmoothedStrip.of(pair.a(), passes), SmoothedStrip.of(pair.b(), passes), noisy ? 2 : 1);
    return new Refinement(pair, start, views).run(start.bin());
  }

  /**
   * Refines by what one strip shows whole and the other up to its last known pixel.
   *
   * @return either way round, the one that fixes the step better first
   */
  static List<Result> refineCut(StripPair pair, CoarseSearch.Peak start) {
    Result first = cut(pair, start);
    Result second = cut(pair.swapped(), start.swapped()).swapped();
    return second.sharperThan(first) ? List.of(second, first) : List.of(first, second);
  }

  private static Result cut(StripPair pair, CoarseSearch.Peak start) {
    StripPair framed =
        new StripPair(pair.nominal(), pair.a(), pair.b().framed(SmoothedStrip.REACH));
    int lagX = nearest(start.dxPx() - framed.a().x0 + framed.b().x0);
    int lagY = nearest(start.dyPx() - framed.a().y0 + framed.b().y0);
    Views views = new CutViews(framed.a(), framed.b(), lagX, lagY);
    return new Refinement(framed, start, views).run(start.bin());
  }

  private Result run(int reach) {
    if (patches.isEmpty()) {
      return Result.failed("overlap too narrow to refine");
    }
    int[] nudge = IntegerSearch.best(views, patches, lagX, lagY, reach);
    if (nudge[0] != 0 || nudge[1] != 0) {
      moveTo(lagX + nudge[0], lagY + nudge[1]);
    }
    return iterate();
  }

  /** Keeps the whole-pixel part while the fraction allows, lest pixels come and go without end. */
  private void moveTo(double x, double y) {
    int newX = patches.isEmpty() || Math.abs(x - lagX) > LARGEST_FRACTION ? nearest(x) : lagX;
    int newY = patches.isEmpty() || Math.abs(y - lagY) > LARGEST_FRACTION ? nearest(y) : lagY;
    fractionX = x - newX;
    fractionY = y - newY;
    if (patches.isEmpty() || newX != lagX || newY != lagY) {
      lagX = newX;
      lagY = newY;
      patches = Patches.of(views.both().a(), views.both().b(), lagX, lagY, SmoothedStrip.REACH);
    }
  }

  /** Rounds halves away from zero, so that swapped tiles round to swapped lags. */
  private static int nearest(double value) {
    return (int) (Math.signum(value) * Math.round(Math.abs(value)));
  }

  private Result iterate() {
    Photometry photometry = Photometry.start(views.both().a().channels.length);
    double last = Double.MAX_VALUE;
    int learnt = 0;
    for (int step = 0; step < MAX_STEPS; step++) {
      boolean learn = learnt > 0 || last < LEARN_BELOW_PX;
      NormalEquations sums = pass(views, photometry, learn, NormalEquations.Purpose.STEP);
      double[] delta = sums.step();
      if (delta.length == 0) {
        return Result.failed("structure in the overlap does not fix both axes");
      }
      last = Math.hypot(delta[0], delta[1]);
      if (last < CONVERGED_PX && learnt >= LEARN_TIMES) {
        return result(photometry);
      }
      if (learnt < LEARN_TIMES) {
        photometry = sums.photometry();
        learnt += learn ? 1 : 0;
      }
      double limit = Math.min(1, 1 / Math.max(last, 1e-9));
      moveTo(lagX + fractionX + limit * delta[0], lagY + fractionY + limit * delta[1]);
      if (patches.isEmpty()) {
        return Result.failed("refinement left the overlap");
      }
    }
    return last < 20 * CONVERGED_PX
        ? result(photometry)
        : Result.failed("refinement did not converge");
  }

  private NormalEquations pass(
      Views seen, Photometry photometry, boolean learn, NormalEquations.Purpose purpose) {
    int pixels = 0;
    for (Patch patch : patches) {
      pixels += patch.size();
    }
    NormalEquations sums = new NormalEquations(seen, photometry, learn, pixels, purpose);
    Views.Step step = new Views.Step(lagX, lagY, fractionX, fractionY);
    for (Patch patch : patches) {
      sums.add(patch, step);
    }
    return sums;
  }

  private Result result(Photometry photometry) {
    NormalEquations sums = pass(views.apart(), photometry, true, NormalEquations.Purpose.ERRORS);
    double[] covariance = sums.covariance();
    if (covariance.length == 0) {
      return Result.failed("structure in the overlap does not fix both axes");
    }
    return new Result(
        lagX + fractionX + originX,
        lagY + fractionY + originY,
        Math.sqrt(covariance[0]),
        Math.sqrt(covariance[1]),
        sums.correlation(),
        photometry.strongestGain(),
        "");
  }
}
