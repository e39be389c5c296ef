package org.imaxt.core.algo.flatfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.imaxt.core.algo.numeric.Cholesky;

/**
 * The most probable gain and dark level for observations linearised about a model.
 *
 * <p>How stiff the prior is and how far each stack may be wrong in a way that all its sites share
 * (tissue at repeating places, a background that is not even) is what makes all data together most
 * probable: a stack that contradicts the overlaps loses its say. Unknowns: those of {@link
 * GainModel#design}, then the dark level.
 */
final class GainFit {

  /** Prior rms of the log gain in a wave. */
  static final double WAVE_RMS = 0.05;

  /** Inverse prior variance of what is not there. */
  private static final double ABSENT = 1e12;

  /** Prior error of a wave vector's component, cycles. */
  private static final double WAVE_VECTOR_RMS = 0.1;

  /** Errors common to all sites that are tried, log gain in a term of the lowest degrees. */
  private static final double[] COMMON_ERRORS = {0, 0.005, 0.01, 0.02, 0.04, 0.08};

  /** Beyond this degree common errors fall off. */
  private static final int COARSE_DEGREE = 4;

  private final Series series;
  private final GainModel model;
  private final List<Observations> observations;
  private final double[] start;
  private final double[] rest;
  private final double darkPull;
  private final Map<Observations.Kind, Double> commonErrors =
      new EnumMap<>(Observations.Kind.class);

  private List<GainEquations.Coloured> coloured = List.of();
  private GainEquations last;
  private double[] lastPrior;
  private double[] solution;
  private double[][] covariance;

  /** How free the Legendre series is beyond degree 4. */
  enum Series {
    /** Too stiff to follow ripple, so that waves are missed where they are. */
    STIFF(0.1),
    /** As free as the data ask for. */
    FITTED(Double.MAX_VALUE);

    private final double most;

    Series(double most) {
      this.most = most;
    }
  }

  /**
   * What is known of the dark level beforehand.
   *
   * @param sigmaAdu its standard error, ADU
   * @param shiftAdu expected value less the present one, ADU
   */
  record DarkPrior(double sigmaAdu, double shiftAdu) {}

  /**
   * Fits.
   *
   * @param model present model
   * @param observations all that was observed
   * @param dark prior of the dark level
   * @param series how free the Legendre series is
   */
  GainFit(GainModel model, List<Observations> observations, DarkPrior dark, Series series) {
    this.series = series;
    this.model = model;
    this.observations = observations;
    int size = model.designSize() + 1;
    start = Arrays.copyOf(model.state(), size);
    rest = new double[size - model.legendreTerms()];
    int waves = 2 * model.waves().size();
    Arrays.fill(rest, 0, waves, 1 / (WAVE_RMS * WAVE_RMS));
    Arrays.fill(rest, waves, 2 * waves, 1 / (WAVE_VECTOR_RMS * WAVE_VECTOR_RMS));
    rest[2 * waves] = 1 / (dark.sigmaAdu() * dark.sigmaAdu());
    darkPull = dark.shiftAdu() * rest[2 * waves];
    solve();
  }

  private void solve() {
    Joint joint = assemble();
    double[] prior = fitted(joint);
    if (observations.size() > 1) {
      for (Observations one : observations) {
        if (one.kind() != Observations.Kind.OVERLAPS) {
          commonErrors.put(one.kind(), mostProbable(one.kind(), prior));
        }
      }
      joint = assemble();
      prior = fitted(joint);
    }
    coloured = joint.parts;
    Cholesky factor = Cholesky.of(joint.equations.matrix(), prior);
    solution = factor.solve(joint.equations.right());
    covariance = factor.inverse();
    last = joint.equations;
    lastPrior = prior;
  }

  private double mostProbable(Observations.Kind kind, double[] prior) {
    double best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (double error : COMMON_ERRORS) {
      commonErrors.put(kind, error);
      Joint joint = assemble();
      double evidence = joint.logProbability + evidence(joint, prior);
      if (evidence > most) {
        most = evidence;
        best = error;
      }
    }
    return best;
  }

  private double[] fitted(Joint joint) {
    return withRest(
        LegendreSurface.fittedPrior(
            model.degree(), series.most, legendre -> evidence(joint, withRest(legendre))));
  }

  private double[] withRest(double[] legendre) {
    double[] prior = Arrays.copyOf(legendre, start.length);
    System.arraycopy(rest, 0, prior, legendre.length, rest.length);
    return prior;
  }

  private static double evidence(Joint joint, double[] prior) {
    Cholesky factor = Cholesky.of(joint.equations.matrix(), prior);
    double[] z = factor.forward(joint.equations.right());
    double sum = 0.5 * GainEquations.dot(z, z) - factor.logDiagonal();
    for (double p : prior) {
      sum += 0.5 * Math.log(p);
    }
    return sum;
  }

  /** Equations of all observations under the present common errors. */
  private Joint assemble() {
    Joint joint = new Joint(GainEquations.none(start.length));
    int[] degrees = LegendreSurface.degrees(model.degree());
    for (Observations one : observations) {
      double error = commonErrors.getOrDefault(one.kind(), 0.0);
      double[] variances = one.noise().clone();
      for (int i = 0; i < variances.length; i++) {
        double fall = Math.min(1, (double) COARSE_DEGREE / degrees[i]);
        variances[i] += error * error * fall * fall;
      }
      joint.add(one.equations().coloured(variances), start);
    }
    joint.equations.right()[start.length - 1] += darkPull;
    return joint;
  }

  /** Equations for the unknowns themselves, not for their change, and the probability of it all. */
  private static final class Joint {
    final GainEquations equations;
    final List<GainEquations.Coloured> parts = new ArrayList<>();
    double logProbability;

    Joint(GainEquations equations) {
      this.equations = equations;
    }

    void add(GainEquations.Coloured part, double[] start) {
      parts.add(part);
      equations.add(part.equations());
      double[] shift = part.equations().times(start);
      logProbability += part.logProbability();
      logProbability -= GainEquations.dot(part.equations().right(), start);
      logProbability -= 0.5 * GainEquations.dot(shift, start);
      for (int i = 0; i < shift.length; i++) {
        equations.right()[i] += shift[i];
      }
    }
  }

  /** The model that was fitted, waves moved. */
  GainModel fitted() {
    return model.with(solution);
  }

  /** Dark level less the one that observations were made with, ADU. */
  double darkShift() {
    return solution[solution.length - 1];
  }

  /** Standard error of the dark level, ADU. */
  double darkSigma() {
    return Math.sqrt(covariance[covariance.length - 1][covariance.length - 1]);
  }

  /** Expected rms error of the log gain over the tile. */
  double uncertainty(CoarseTile.Grid grid) {
    int n = model.designSize();
    double[] row = new double[n];
    double[] mean = new double[n];
    List<double[]> rows = new ArrayList<>();
    for (int p = 0; p < grid.count(); p += 7) {
      model.design(grid.centreX(p), grid.centreY(p), row);
      rows.add(row.clone());
      for (int i = 0; i < n; i++) {
        mean[i] += row[i];
      }
    }
    double sum = 0;
    for (double[] one : rows) {
      for (int i = 0; i < n; i++) {
        one[i] -= mean[i] / rows.size();
      }
      for (int i = 0; i < n; i++) {
        sum += one[i] * GainEquations.dot(one, covariance[i]);
      }
    }
    return Math.sqrt(sum / rows.size());
  }

  /** How far the wave vector that moved most moved, cycles. */
  double moved() {
    double most = 0;
    for (int i = 0; i < 2 * model.waves().size(); i++) {
      most =
          Math.max(most, Math.abs(solution[model.legendreTerms() + 2 * model.waves().size() + i]));
    }
    return most;
  }

  /** The model that this is a fit of. */
  GainModel model() {
    return model;
  }

  /** What is known of the unknowns. */
  GainPosterior posterior() {
    return new GainPosterior(start, solution, covariance);
  }

  /** What would be known if a wave of the model were not there, all else equal. */
  GainPosterior without(int wave) {
    double[] prior = lastPrior.clone();
    int coefficient = model.legendreTerms() + 2 * wave;
    int move = coefficient + 2 * model.waves().size();
    for (int k = 0; k < 2; k++) {
      prior[coefficient + k] = ABSENT;
      prior[move + k] = ABSENT;
    }
    Cholesky factor = Cholesky.of(last.matrix(), prior);
    return new GainPosterior(start, factor.solve(last.right()), factor.inverse());
  }

  /** The column of another wave. */
  WaveColumn column(Wave wave) {
    WaveColumn all = WaveColumn.none(start.length);
    for (int o = 0; o < observations.size(); o++) {
      all.add(observations.get(o).column(model, wave), coloured.get(o));
    }
    return all;
  }

  /** The columns of all waves of a table. */
  List<WaveColumn> columns(WaveTable table) {
    List<WaveColumn> all = new ArrayList<>();
    table.waves().forEach(w -> all.add(WaveColumn.none(start.length)));
    for (int o = 0; o < observations.size(); o++) {
      List<WaveColumn> raw = observations.get(o).columns(table);
      for (int k = 0; k < raw.size(); k++) {
        all.get(k).add(raw.get(k), coloured.get(o));
      }
    }
    return all;
  }
}
