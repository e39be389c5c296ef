package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Likelihood of a scan's beads as a marked point process, given that it was cut from one slab.
 *
 * <p>A paired bead counts by the density of its place (a bell with long tails about where the
 * affine lays it) and of its apparent radius (over all depths and sizes that the bead may have); an
 * unpaired one of the scan by the density of false detections and of beads that the block does not
 * know; one of the slab by the probability to overlook it, or to lie where the slide is torn. The
 * share found and the share of false detections are averaged over what may be; the affine by
 * Laplace's approximation.
 */
final class SlabLikelihood {

  private static final int ROUNDS = 4;
  private static final double GATE_UM = 14;
  private static final double TAIL = 6;

  /** Distance from the border within which a bead may or may not be found, µm. */
  private static final double BORDER_UM = 40;

  /** Shares found of what the model says, and how usual each is. */
  private static final double[] FOUND = {1, 0.85, 0.6, 0.35, 0.15, 0.06};

  private static final double[] FOUND_PRIOR = {0.75, 0.12, 0.06, 0.03, 0.02, 0.02};

  /** Shares of false detections, the first being the model's, and how usual each is. */
  private static final double[] FALSE = {0, 0.15, 0.5};

  private static final double[] FALSE_PRIOR = {0.85, 0.12, 0.03};

  private final BeadTarget target;
  private final BeadScan scan;
  private final Slab slab;
  private final Flat flat;
  private final AffineFit fit = new AffineFit();
  private final List<Option> options = new ArrayList<>();
  private final TornParts torn;

  SlabLikelihood(BeadTarget target, BeadScan scan, Slab slab, Affine start) {
    this.target = target;
    this.scan = scan;
    this.slab = slab;
    flat = new Flat(scan, start.mirrors());
    torn = new TornParts(target, slab);
    System.arraycopy(flat.inward(start), 0, fit.values, 0, 6);
    collect();
  }

  /** A pair that may be: bead of the scan, place in the slab, logarithm of the radius density. */
  private record Option(int i, int k, int j, double logRadius, double variance) {}

  private void collect() {
    int[] found = new int[64];
    double s = target.model.positionSigmaUm();
    for (int i = 0; i < flat.size(); i++) {
      double px = fit.mapX(flat.x[i], flat.y[i]);
      double py = fit.mapY(flat.x[i], flat.y[i]);
      int n = target.grid.within(px, py, GATE_UM, found);
      for (int q = 0; q < n; q++) {
        int k = Arrays.binarySearch(slab.beads(), found[q]);
        if (k >= 0) {
          double density =
              target
                  .depths
                  .get(found[q])
                  .density(
                      flat.radius[i],
                      flat.radiusSigma[i],
                      slab.topUm(),
                      slab.bottomUm(),
                      target.model);
          double own = flat.sigma[i] * flat.sigma[i];
          double variance = s * s + own + target.positionSigma * target.positionSigma;
          options.add(new Option(i, k, found[q], Math.log(density + 1e-12), variance));
        }
      }
    }
  }

  /** Beads of the scan that have an option. */
  int reach() {
    return (int) options.stream().mapToInt(Option::i).distinct().count();
  }

  SlabMatch match() {
    double angle = fit.angle();
    Option[] chosen = assign();
    for (int round = 0; round < ROUNDS; round++) {
      refit(chosen, angle);
      angle = fit.angle();
      chosen = assign();
    }
    refit(chosen, angle);
    return result(chosen);
  }

  private double logPlace(Option o) {
    double dx = fit.mapX(flat.x[o.i], flat.y[o.i]) - target.x[o.j];
    double dy = fit.mapY(flat.x[o.i], flat.y[o.i]) - target.y[o.j];
    double odd = (dx * dx + dy * dy) / (TAIL * o.variance);
    return -Math.log(2 * Math.PI * o.variance) - (TAIL / 2 + 1) * Math.log1p(odd);
  }

  /** Density of an unpaired bead of the scan, per µm² and µm. */
  private double stray(int i, double found, double falseShare) {
    int c = BeadTarget.radiusClass(flat.radius[i]);
    double known = found * target.model.detected() * slab.unknown()[c];
    double perArea = falseShare * flat.size() / scan.field().areaUm2();
    return known + perArea * generic(c);
  }

  private double generic(int radiusClass) {
    double even = 1 / (BeadTarget.RADIUS_CLASSES * BeadTarget.RADIUS_CLASS_UM);
    return 0.5 * even + 0.5 * target.usualRadii[radiusClass];
  }

  private double overlooked(int k, double found) {
    return 1 - Math.min(0.999, found * target.model.detected() * slab.visible()[k]);
  }

  /** Pairs one to one, those that gain most first. */
  private Option[] assign() {
    List<double[]> gains = new ArrayList<>();
    for (int o = 0; o < options.size(); o++) {
      Option option = options.get(o);
      double gain =
          Math.log(target.model.detected())
              + option.logRadius
              + logPlace(option)
              - Math.log(stray(option.i, 1, 0.05))
              - Math.log(overlooked(option.k, 0.85));
      if (gain > 0) {
        gains.add(new double[] {gain, o});
      }
    }
    gains.sort(Comparator.comparingDouble(g -> -g[0]));
    Option[] of = new Option[flat.size()];
    boolean[] taken = new boolean[slab.beads().length];
    for (double[] gain : gains) {
      Option option = options.get((int) gain[1]);
      if (of[option.i] == null && !taken[option.k]) {
        of[option.i] = option;
        taken[option.k] = true;
      }
    }
    return of;
  }

  private void refit(Option[] chosen, double angle) {
    double[] old = fit.values.clone();
    fit.clear();
    for (Option o : chosen) {
      if (o != null) {
        double x = flat.x[o.i];
        double y = flat.y[o.i];
        double dx = old[0] * x + old[1] * y + old[2] - target.x[o.j];
        double dy = old[3] * x + old[4] * y + old[5] - target.y[o.j];
        double weight = (TAIL + 2) / (TAIL + (dx * dx + dy * dy) / o.variance) / o.variance;
        fit.add(x, y, target.x[o.j], target.y[o.j], weight);
      }
    }
    fit.solve(angle);
  }

  private SlabMatch result(Option[] chosen) {
    Affine affine = flat.outward(fit.values);
    boolean[] paired = new boolean[slab.beads().length];
    List<BeadPair> pairs = new ArrayList<>();
    double fixed = 0;
    double overRadii = 0;
    for (Option o : chosen) {
      if (o != null) {
        paired[o.k] = true;
        fixed += o.logRadius + logPlace(o);
        overRadii +=
            o.logRadius
                - Math.log(slab.visible()[o.k])
                - Math.log(generic(BeadTarget.radiusClass(flat.radius[o.i])));
        pairs.add(pair(o));
      }
    }
    Field field = scan.field();
    Affine back = affine.inverse();
    List<Integer> missing = new ArrayList<>();
    double expected = pairs.size();
    for (int k = 0; k < paired.length; k++) {
      int j = slab.beads()[k];
      double bx = back.x(target.x[j], target.y[j]);
      double by = back.y(target.x[j], target.y[j]);
      if (!paired[k] && field.contains(bx, by, BORDER_UM)) {
        missing.add(k);
        expected += slab.visible()[k];
      }
    }
    double evidence = fixed + average(chosen, paired, missing) + occam();
    double lacking = expected - pairs.size();
    return new SlabMatch(slab.place(), evidence, affine, pairs, expected, lacking, overRadii);
  }

  private BeadPair pair(Option o) {
    ScanBead b = scan.beads().get(o.i);
    double sigma = Math.hypot(b.sigmaUm(), target.positionSigma);
    return new BeadPair(o.i, o.j, b.xUm(), b.yUm(), target.x[o.j], target.y[o.j], sigma);
  }

  /** What the unpaired say, and the share found of the paired, over all shares. */
  private double average(Option[] chosen, boolean[] paired, List<Integer> missing) {
    double[] absent = torn.absent(paired, missing);
    int n = 0;
    for (Option o : chosen) {
      n += o != null ? 1 : 0;
    }
    double[] terms = new double[FOUND.length * FALSE.length];
    for (int f = 0; f < FOUND.length; f++) {
      double found = n * Math.log(FOUND[f] * target.model.detected());
      for (int q = 0; q < missing.size(); q++) {
        found += Math.log((1 - absent[q]) * overlooked(missing.get(q), FOUND[f]) + absent[q]);
      }
      for (int c = 0; c < FALSE.length; c++) {
        terms[f * FALSE.length + c] =
            found
                + strays(chosen, FOUND[f], Math.max(FALSE[c], target.model.falseShare()))
                + Math.log(FOUND_PRIOR[f] * FALSE_PRIOR[c]);
      }
    }
    return logSum(terms);
  }

  private double strays(Option[] chosen, double found, double falseShare) {
    double sum = 0;
    for (int i = 0; i < chosen.length; i++) {
      sum += chosen[i] == null ? Math.log(stray(i, found, falseShare)) : 0;
    }
    double unknown = 0;
    for (double u : slab.unknown()) {
      unknown += u * BeadTarget.RADIUS_CLASS_UM;
    }
    double area = Math.min(scan.field().areaUm2(), target.field.areaUm2());
    return sum - falseShare * flat.size() - found * target.model.detected() * unknown * area;
  }

  /** Prior density of the affine times the volume that the beads leave it. */
  private double occam() {
    return fit.logPrior()
        - Math.log(2 * target.field.areaUm2())
        + 3 * Math.log(2 * Math.PI)
        - fit.halfLogDeterminant();
  }

  /**
   * Evidence if the scan has nothing to do with the target: as many beads as it has, or as many as
   * any slab of such a block would show.
   */
  static double nowhere(BeadTarget target, BeadScan scan) {
    double even = 1 / (BeadTarget.RADIUS_CLASSES * BeadTarget.RADIUS_CLASS_UM);
    double own = scan.size() / scan.field().areaUm2();
    double area = Math.min(scan.field().areaUm2(), target.field.areaUm2());
    double usual = target.usualDensity * target.model.detected();
    double[] terms = new double[1 + FALSE.length];
    terms[0] = -scan.size();
    for (int c = 0; c < FALSE.length; c++) {
      double share = Math.max(FALSE[c], target.model.falseShare());
      terms[c + 1] = -usual * area - share * scan.size() + Math.log(FALSE_PRIOR[c]);
    }
    for (ScanBead b : scan.beads()) {
      double radii = target.usualRadii[BeadTarget.radiusClass(b.radiusUm())];
      double generic = 0.5 * even + 0.5 * radii;
      terms[0] += Math.log(own * generic);
      for (int c = 0; c < FALSE.length; c++) {
        double share = Math.max(FALSE[c], target.model.falseShare());
        terms[c + 1] += Math.log(usual * radii + share * own * generic);
      }
    }
    return logSum(terms) - Math.log(2);
  }

  /** Logarithm of a sum of exponentials. */
  static double logSum(double... terms) {
    double top = Arrays.stream(terms).max().orElseThrow();
    double sum = 0;
    for (double t : terms) {
      sum += Math.exp(t - top);
    }
    return top + Math.log(sum);
  }
}
