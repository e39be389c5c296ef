package org.imaxt.core.algo.beads;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.FittedBead;

/**
 * Looks once more where other planes foretell a bead.
 *
 * <p>The fit begins at the foretold circle, and what is missing or does not belong to the bead is
 * found as {@link CutFit} does; if that does not end at the bead, once more without what is far
 * from the foretold profile, and last as {@link BeadFit} does. The foretold radius is held within
 * its error, as an arc by itself hardly tells radius and centre apart; the foretold place is not,
 * so that the errors of the place are those of this image alone. But what lies elsewhere, or is of
 * other brightness, is not taken.
 *
 * <p>Immutable, for any number of threads.
 */
public final class ExpectedFit {
  private final BeadOptics optics;
  private final BeadNoise noise;
  private final BeadFitParams params;

  /**
   * A fit.
   *
   * @param optics blur and layer of the section
   * @param noise noise of its pixels
   * @param params what counts as a bead
   */
  public ExpectedFit(BeadOptics optics, BeadNoise noise, BeadFitParams params) {
    this.optics = optics;
    this.noise = noise;
    this.params = params;
  }

  /**
   * Pixels that a fit looks at round a place.
   *
   * @param expected what is foretold
   * @return half the edge of the square that a patch should cover, µm
   */
  public static double windowUm(ExpectedBead expected) {
    return BeadFit.windowUm(expected.radiusUm() + expected.radiusSigmaUm());
  }

  /**
   * Fits what is foretold.
   *
   * @param patch pixels round it; confidence 0 where they belong to another bead
   * @param expected what is foretold, in the patch's frame
   * @param label label of the bead
   * @return the bead, if it is there and can be measured
   */
  public Optional<FittedBead> fit(BeadPatch patch, ExpectedBead expected, int label) {
    BeadPrior prior =
        BeadPrior.usual(params.radiusUm())
            .withApparent(expected.radiusUm(), expected.radiusSigmaUm());
    BeadCandidate at = candidate(expected, label);
    Stream<Supplier<Optional<CutFit.Measured>>> ways =
        Stream.of(
            () -> broken(patch, at, prior, expected, CutFit.Start.GUESSED),
            () -> broken(patch, at, prior, expected, CutFit.Start.KNOWN),
            () -> whole(patch, at, prior));
    return ways.map(Supplier::get)
        .flatMap(Optional::stream)
        .filter(m -> isExpected(m, expected))
        .findFirst()
        .map(CutFit.Measured::bead);
  }

  private boolean isExpected(CutFit.Measured m, ExpectedBead expected) {
    double rho = m.bead().radiusUm();
    double filled = Math.min(1, fill(sphere(rho), rho) / optics.thicknessUm());
    return Judgement.ofExpected(m, filled, expected, params);
  }

  /** Sectors that something touches left out. */
  private Optional<CutFit.Measured> whole(BeadPatch patch, BeadCandidate at, BeadPrior prior) {
    BeadFit.Solved solved = new BeadFit(optics, noise, params, prior).solve(patch, at);
    FittedBead bead = solved.outcome().bead();
    return bead.amplitude() > 0
        ? Optional.of(new CutFit.Measured(bead, CutFit.kept(solved.model(), solved.state())))
        : Optional.empty();
  }

  /** What lies beyond a straight edge left out. */
  private Optional<CutFit.Measured> broken(
      BeadPatch patch,
      BeadCandidate at,
      BeadPrior prior,
      ExpectedBead expected,
      CutFit.Start known) {
    BeadWindow window = BeadWindow.of(patch, at, optics, noise, windowUm(expected));
    if (!window.suffices()) {
      return Optional.empty();
    }
    CutFit fit = new CutFit(optics, noise, params, prior);
    return fit.solve(window, start(window, expected, prior), known)
        .flatMap(arc -> fit.measured(arc, at.label()));
  }

  /** The foretold circle, with the sphere's centre above, inside or below the layer. */
  private BeadState start(BeadWindow window, ExpectedBead e, BeadPrior prior) {
    BeadModel model =
        new BeadModel(window.blocks(), window.noise(), optics, prior, window.pixels());
    double t = optics.thicknessUm();
    double rho = e.radiusUm();
    double sphere = sphere(rho);
    double away = Math.sqrt(sphere * sphere - rho * rho);
    BeadState best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double z : new double[] {-away, 0.5 * t, t + away}) {
      for (double part : new double[] {1, Math.min(1, fill(sphere, rho) / t)}) {
        double height = part * e.amplitudeAdu();
        BeadState s = new BeadState(e.xUm(), e.yUm(), rho, z, height, params.backgroundAdu(), 0, 0);
        model.evaluate(s, BeadProfile.BASIC);
        double deviance = model.softDeviance();
        if (deviance < least) {
          least = deviance;
          best = s;
        }
      }
    }
    return best;
  }

  /** Radius of a sphere that may show such a disc, µm. */
  private double sphere(double apparentUm) {
    return Math.max(params.radiusUm(), 1.02 * apparentUm);
  }

  /** How deep a sphere that shows such a disc dips into the layer at least, µm. */
  private static double fill(double sphereUm, double apparentUm) {
    return sphereUm - Math.sqrt(sphereUm * sphereUm - apparentUm * apparentUm);
  }

  /**
   * The foretold disc as a candidate, to tell which pixels are its own.
   *
   * @param expected what is foretold
   * @param label its label
   * @return the candidate
   */
  public static BeadCandidate candidate(ExpectedBead expected, int label) {
    return new BeadCandidate(label, expected.xUm(), expected.yUm(), expected.radiusUm(), 1);
  }
}
