package org.imaxt.core.algo.numeric;

import java.util.ArrayList;
import java.util.List;

/**
 * Weighted least squares of values on a graph: every unknown has a weak prior, and links fix
 * differences of two unknowns. The pattern of links is ordered once; weights may change between
 * solutions.
 *
 * <p>Time and memory are linear in the unknowns for a given band width (about the smaller side of a
 * grid). Immutable; safe to share between threads.
 */
public final class SparseLeastSquares {

  private final int[] from;
  private final int[] to;
  private final int[] place;
  private final int halfBand;

  /**
   * Orders the unknowns for a narrow band.
   *
   * @param unknowns number of unknowns
   * @param from first unknown of each link
   * @param to second unknown of each link, same length
   * @throws IllegalArgumentException if the arrays differ in length or a link joins an unknown with
   *     itself
   */
  public SparseLeastSquares(int unknowns, int[] from, int[] to) {
    if (from.length != to.length) {
      throw new IllegalArgumentException(
          "each link needs two ends, got " + from.length + " and " + to.length);
    }
    List<List<Integer>> neighbours = new ArrayList<>();
    for (int i = 0; i < unknowns; i++) {
      neighbours.add(new ArrayList<>());
    }
    for (int k = 0; k < from.length; k++) {
      if (from[k] == to[k]) {
        throw new IllegalArgumentException(
            "link " + k + " joins unknown " + to[k] + " with itself");
      }
      neighbours.get(from[k]).add(to[k]);
      neighbours.get(to[k]).add(from[k]);
    }
    this.from = from.clone();
    this.to = to.clone();
    this.place = BandOrdering.reverseCuthillMcKee(neighbours);
    int widest = 0;
    for (int k = 0; k < from.length; k++) {
      widest = Math.max(widest, Math.abs(place[from[k]] - place[to[k]]));
    }
    this.halfBand = widest;
  }

  /**
   * Factorises the normal matrix for given weights.
   *
   * @param linkWeights inverse variance of each link, not negative
   * @param priorWeights inverse variance of each unknown's prior, positive
   * @return the factorised system
   */
  public Factor factor(double[] linkWeights, double[] priorWeights) {
    BandedCholesky.Matrix matrix = new BandedCholesky.Matrix(place.length, halfBand);
    for (int i = 0; i < place.length; i++) {
      matrix.add(place[i], place[i], priorWeights[i]);
    }
    for (int k = 0; k < from.length; k++) {
      int i = place[from[k]];
      int j = place[to[k]];
      matrix.add(i, i, linkWeights[k]);
      matrix.add(j, j, linkWeights[k]);
      matrix.add(i, j, -linkWeights[k]);
    }
    return new Factor(new BandedCholesky(matrix), linkWeights.clone(), priorWeights.clone());
  }

  /** A factorised system: solves for any right-hand side and gives the covariance along links. */
  public final class Factor {
    private final BandedCholesky cholesky;
    private final double[] linkWeights;
    private final double[] priorWeights;
    private BandedCholesky.Inverse inverse;

    private Factor(BandedCholesky cholesky, double[] linkWeights, double[] priorWeights) {
      this.cholesky = cholesky;
      this.linkWeights = linkWeights;
      this.priorWeights = priorWeights;
    }

    /**
     * The unknowns that fit differences and priors best.
     *
     * @param differences value at {@code to} less value at {@code from}, one a link
     * @param priors prior value of each unknown
     * @return the unknowns
     */
    public double[] solve(double[] differences, double[] priors) {
      double[] right = new double[priors.length];
      for (int i = 0; i < right.length; i++) {
        right[i] = priorWeights[i] * priors[i];
      }
      for (int k = 0; k < from.length; k++) {
        right[to[k]] += linkWeights[k] * differences[k];
        right[from[k]] -= linkWeights[k] * differences[k];
      }
      return solveNormal(right);
    }

    /**
     * Inverse of the normal matrix times a vector.
     *
     * @param right the vector, one number an unknown
     * @return the product
     */
    public double[] solveNormal(double[] right) {
      double[] ordered = new double[right.length];
      for (int i = 0; i < right.length; i++) {
        ordered[place[i]] = right[i];
      }
      cholesky.solve(ordered);
      double[] result = new double[right.length];
      for (int i = 0; i < right.length; i++) {
        result[i] = ordered[place[i]];
      }
      return result;
    }

    /**
     * Covariance of two unknowns that are equal or linked.
     *
     * @param i an unknown
     * @param j the same or one linked with it
     * @return entry of the inverse of the normal matrix
     */
    public double covariance(int i, int j) {
      if (inverse == null) {
        inverse = cholesky.inverse();
      }
      return inverse.get(place[i], place[j]);
    }
  }
}
