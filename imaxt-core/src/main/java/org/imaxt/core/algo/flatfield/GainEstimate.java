package org.imaxt.core.algo.flatfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joint estimate of gain, dark level and stray light from three kinds of data.
 *
 * <ul>
 *   <li>overlaps: log ratios, free of what the specimen shows, but only near the borders of the
 *       tile;
 *   <li>the specimen: log means over sites, everywhere, but with its structure;
 *   <li>empty areas that show an even background: everywhere and precise, but the same for gain and
 *       dark level up to a factor and an offset, which the others fix.
 * </ul>
 *
 * <p>Rounds linearise about the last model; after the first ones plane waves are added, moved and
 * dropped one at a time until the data ask for no other (compare the sparsity of BaSiC: Peng et
 * al., Nature Communications 8 (2017) 14836).
 */
final class GainEstimate {

  /** Rounds before waves are looked for, and after the last was found. */
  private static final int SETTLING = 2;

  /** Rounds that change waves or let them settle, at most. */
  private static final int MOST_LOOKS = 20;

  /** A wave vector that moves farther than this in a round has not settled, cycles. */
  private static final double UNSETTLED = 0.03;

  /** Fraction of the sites of empty areas trimmed at either end: beads lie there. */
  private static final double BACKGROUND_TRIM = 0.2;

  /** Fewest sites of empty areas. */
  private static final int FEWEST_BACKGROUND = 6;

  /** Significance at which empty areas are lit: their mean follows the gain. */
  private static final double LIT_SIGMAS = 4;

  /** Dark level expected, and its error, as parts of the lowest intensity. */
  private static final double EXPECTED_DARK = 0.6;

  private static final double DARK_ERROR = 0.25;

  private final SignalStack stack;
  private final OverlapSamples overlaps;
  private final EstimateParams params;
  private final CoarseTile.Grid grid;
  private final UsefulEdges edges;
  private final int edgePx;
  private final boolean[] backgroundPart;
  private final List<double[]> background;
  private final List<CoarseTile> empty;

  /** Noise of the stacks, which hardly changes with the waves of the model. */
  private final Map<Observations.Kind, StackNoise> noises = new EnumMap<>(Observations.Kind.class);

  private GainModel model;
  private double dark;
  private double darkSigma;
  private DarkOrigin origin;
  private StrayProfile stray;
  private double backgroundAdu;
  private double uncertainty;

  /**
   * An estimate.
   *
   * @param stack sorted bins
   * @param overlaps samples of overlaps; may be empty
   * @param params how to estimate
   * @param frame what the camera image is like
   */
  GainEstimate(SignalStack stack, OverlapSamples overlaps, EstimateParams params, Frame frame) {
    this.stack = stack;
    this.overlaps = overlaps;
    this.params = params;
    this.grid = frame.grid();
    this.edges = frame.edges();
    this.edgePx = frame.edgePx();
    this.model = GainModel.flat(params.degree(), grid);
    this.stray = StrayProfile.none(grid);
    this.backgroundPart = frame.beyondStray();
    this.background = stack.backgroundSites(backgroundPart);
    this.empty = stack.emptyTiles();
    boolean given = params.darkSource() == DarkSource.GIVEN;
    this.dark =
        given ? params.darkAdu() : stack.hasBackground() ? EXPECTED_DARK * stack.lowestAdu() : 0;
    this.origin = given ? DarkOrigin.GIVEN : DarkOrigin.UNKNOWN;
  }

  /**
   * What the camera image is like.
   *
   * @param grid bins
   * @param edges masked edges
   * @param edgePx widest edge searched for, px
   */
  record Frame(CoarseTile.Grid grid, UsefulEdges edges, int edgePx) {
    boolean[] beyond(int left, int top, int right, int bottom) {
      boolean[] part = new boolean[grid.count()];
      double half = 0.5 * grid.binPx();
      for (int p = 0; p < part.length; p++) {
        double x = grid.centreX(p);
        double y = grid.centreY(p);
        part[p] =
            (left == 0 || x - half >= left)
                && (top == 0 || y - half >= top)
                && (right == 0 || x + half <= grid.width() - right)
                && (bottom == 0 || y + half <= grid.height() - bottom);
      }
      return part;
    }

    boolean[] useful() {
      return beyond(edges.leftPx(), edges.topPx(), edges.rightPx(), edges.bottomPx());
    }

    /** Bins where not even a faint background shows stray light. */
    boolean[] beyondStray() {
      int reach = StrayProfile.reachPx(edgePx);
      return beyond(
          edges.leftPx() > 0 ? reach : 0,
          edges.topPx() > 0 ? reach : 0,
          edges.rightPx() > 0 ? reach : 0,
          edges.bottomPx() > 0 ? reach : 0);
    }
  }

  /**
   * The outcome.
   *
   * @param model log gain
   * @param darkAdu dark level, ADU
   * @param darkSigmaAdu its standard error, ADU
   * @param origin how the dark level was found
   * @param stray stray light
   * @param uncertainty expected rms error of the log gain
   */
  record Result(
      GainModel model,
      double darkAdu,
      double darkSigmaAdu,
      DarkOrigin origin,
      StrayProfile stray,
      double uncertainty) {}

  /** Estimates. */
  Result run() {
    for (int round = 0; round < SETTLING; round++) {
      round(GainFit.Series.FITTED);
    }
    look();
    for (int round = 0; round < SETTLING; round++) {
      round(GainFit.Series.FITTED);
    }
    if (origin == DarkOrigin.UNKNOWN && stack.hasBackground()) {
      origin = DarkOrigin.DARK_AREAS;
    }
    return new Result(model, dark, darkSigma, origin, stray, uncertainty);
  }

  /** Changes the waves, one at a time, until the data ask for no other. */
  private void look() {
    boolean settling = false;
    for (int round = 0; round < MOST_LOOKS; round++) {
      GainFit fit = round(GainFit.Series.STIFF);
      if (settling && fit.moved() > UNSETTLED) {
        settling = false;
        continue;
      }
      Optional<GainModel> changed = new WaveSearch(fit).changed();
      if (changed.isEmpty()) {
        return;
      }
      model = changed.get();
      settling = true;
    }
  }

  private GainFit round(GainFit.Series series) {
    if (series == GainFit.Series.FITTED) {
      noises.clear();
    }
    GainFit fit = new GainFit(model, observations(), darkPrior(), series);
    model = fit.fitted();
    uncertainty = fit.uncertainty(grid);
    if (origin == DarkOrigin.BACKGROUND) {
      dark = Math.max(0, Math.min(stack.lowestAdu(), dark + fit.darkShift()));
      darkSigma = fit.darkSigma();
    }
    if (backgroundAdu > 0 && StrayProfile.measurable(empty)) {
      StrayProfile.Level level = new StrayProfile.Level(dark, backgroundLevel());
      stray = StrayProfile.of(empty, model, level, sides(edges), grid, edgePx);
    }
    if (backgroundAdu == 0) {
      judgeBackground();
    }
    return fit;
  }

  private static int[] sides(UsefulEdges edges) {
    return new int[] {edges.leftPx(), edges.topPx(), edges.rightPx(), edges.bottomPx()};
  }

  private GainFit.DarkPrior darkPrior() {
    double lowest = Math.max(1, stack.lowestAdu());
    return origin == DarkOrigin.BACKGROUND
        ? new GainFit.DarkPrior(DARK_ERROR * lowest, EXPECTED_DARK * lowest - dark)
        : new GainFit.DarkPrior(1e-6 * lowest, 0);
  }

  /** Whether empty areas are lit; if not, they show the dark level itself. */
  private void judgeBackground() {
    if (background.size() < FEWEST_BACKGROUND) {
      dark = origin == DarkOrigin.GIVEN ? dark : stack.hasBackground() ? stack.lowestAdu() : 0;
      return;
    }
    SiteMeans mean = SiteMeans.of(background, BACKGROUND_TRIM);
    double[] gain = gains();
    BackgroundLine line = BackgroundLine.of(mean, gain, backgroundPart);
    if (line.slope() > LIT_SIGMAS * line.slopeSigma()) {
      backgroundAdu = line.slope();
      if (origin != DarkOrigin.GIVEN) {
        origin = DarkOrigin.BACKGROUND;
        dark = Math.max(0, Math.min(stack.lowestAdu(), line.offset()));
      }
    } else if (origin != DarkOrigin.GIVEN) {
      dark = line.mean();
      darkSigma = line.meanSigma();
    }
  }

  private double[] gains() {
    double[] gain = model.bins();
    for (int p = 0; p < gain.length; p++) {
      gain[p] = Math.exp(gain[p]);
    }
    return gain;
  }

  /** What empty areas show beyond the dark level where the gain is 1, ADU. */
  private double backgroundLevel() {
    SiteMeans mean = SiteMeans.of(background, BACKGROUND_TRIM);
    double[] gain = gains();
    double sum = 0;
    double weight = 0;
    for (int p = 0; p < gain.length; p++) {
      sum += mean.weights()[p] * (mean.values()[p] - dark) / gain[p];
      weight += mean.weights()[p];
    }
    return Math.max(1e-3 * backgroundAdu, sum / weight);
  }

  private List<Observations> observations() {
    List<Observations> all = new ArrayList<>();
    double[] additive = stray.bins();
    for (int p = 0; p < additive.length; p++) {
      additive[p] += dark;
    }
    double[][] rows = rows(new double[grid.count()]);
    List<double[]> signal = stack.signalSites(additive, model.bins());
    if (signal.size() > 1) {
      all.add(of(Observations.Kind.SIGNAL, signal, params.trim(), rows));
    }
    if (backgroundAdu > 0) {
      double level = backgroundLevel();
      double[] gain = gains();
      double[] darkColumn = new double[gain.length];
      for (int p = 0; p < gain.length; p++) {
        darkColumn[p] = 1 / (level * gain[p]);
      }
      all.add(of(Observations.Kind.BACKGROUND, relative(gain), BACKGROUND_TRIM, rows(darkColumn)));
    }
    double least = stack.thresholdAdu() == 0 ? 0 : stack.thresholdAdu() - dark;
    boolean guard = stray.isDark();
    OverlapRatios.Selection selection =
        new OverlapRatios.Selection(least, guard ? twice(edges) : new UsefulEdges(0, 0, 0, 0));
    all.addAll(new OverlapRatios(overlaps, selection, grid).about(model, dark, stray));
    return all;
  }

  /** Edges twice as wide: stray light that is not measured has faded there. */
  private static UsefulEdges twice(UsefulEdges edges) {
    return new UsefulEdges(
        2 * edges.leftPx(), 2 * edges.topPx(), 2 * edges.rightPx(), 2 * edges.bottomPx());
  }

  /** Derivatives at each bin by the unknowns of the model and, last, the dark level. */
  private double[][] rows(double[] darkColumn) {
    int n = model.designSize();
    double[][] rows = new double[grid.count()][n + 1];
    for (int p = 0; p < rows.length; p++) {
      model.design(grid.centreX(p), grid.centreY(p), rows[p]);
      rows[p][n] = darkColumn[p];
    }
    return rows;
  }

  /** What each site's background shows relative to the model at the site's own level, less 1. */
  private List<double[]> relative(double[] gain) {
    List<double[]> sites = new ArrayList<>();
    for (double[] site : background) {
      double sum = 0;
      int n = 0;
      double[] made = new double[site.length];
      for (int p = 0; p < site.length; p++) {
        made[p] = (site[p] - dark) / gain[p];
        sum += Double.isNaN(site[p]) ? 0 : made[p];
        n += Double.isNaN(site[p]) ? 0 : 1;
      }
      double level = sum / n;
      if (level > 0) {
        for (int p = 0; p < site.length; p++) {
          made[p] = made[p] / level - 1;
        }
        sites.add(made);
      }
    }
    return sites;
  }

  private Observations of(
      Observations.Kind kind, List<double[]> sites, double trim, double[][] rows) {
    int degree = params.degree();
    double[][] legendre = new double[rows.length][];
    for (int p = 0; p < rows.length; p++) {
      legendre[p] = Arrays.copyOf(rows[p], LegendreSurface.count(degree));
    }
    StackNoise noise =
        noises.computeIfAbsent(kind, k -> StackNoise.of(sites, trim, degree, legendre, grid));
    SiteMeans mean = SiteMeans.of(sites, trim);
    double[] weights = mean.weights().clone();
    double[][] places = new double[2][rows.length];
    for (int p = 0; p < weights.length; p++) {
      weights[p] /= noise.bin();
      places[0][p] = grid.centreX(p);
      places[1][p] = grid.centreY(p);
    }
    return new Observations(kind, rows, mean.values(), weights, noise.coefficients(), places);
  }
}
