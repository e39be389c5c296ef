package org.imaxt.core.algo.distortion;

import java.util.List;
import java.util.TreeMap;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Errors of the coefficients where overlaps of one group may err alike, as copies of an edge of the
 * grid do in sections next to one another.
 *
 * <p>What the overlaps know shapes the errors, how far groups contradict the fit sizes them: the
 * squares of the groups' scores over those expected of independent overlaps, less what each group
 * draws the fit to itself by (McCullagh and Nelder's dispersion, Generalized Linear Models, 1989,
 * chapter 9, of groups instead of observations). That is one number of many squares. A jackknife
 * finds the error of each sum of coefficients by itself, from the few groups that show it.
 *
 * <p>What a prior draws the fit towards is not in these errors.
 *
 * @param covariance of the coefficients, µm²
 */
public record GroupScatter(double[][] covariance) {

  /**
   * Errors of a fit.
   *
   * @param overlaps equations of the overlaps
   * @param groups number of the group that each overlap belongs to, same length
   * @param fit what was fitted to these overlaps
   * @return the errors; never less than those of independent overlaps
   */
  public static GroupScatter of(
      List<OverlapEquations> overlaps, int[] groups, JointDistortion fit) {
    TreeMap<Integer, OverlapEquations.Reduced> sums = new TreeMap<>();
    for (int i = 0; i < groups.length; i++) {
      OverlapEquations.Reduced weighted =
          overlaps.get(i).reduced().scaled(fit.weights()[i] * fit.worth());
      sums.merge(groups[i], weighted, OverlapEquations.Reduced::plus);
    }
    RealVector at = new ArrayRealVector(fit.coefficientsUm());
    RealMatrix inverse = new Array2DRowRealMatrix(fit.covariance());
    RealMatrix known = new Array2DRowRealMatrix(at.getDimension(), at.getDimension());
    double found = 0;
    double expected = 0;
    for (OverlapEquations.Reduced group : sums.values()) {
      RealVector score = group.score(at);
      RealMatrix share = inverse.multiply(group.matrix());
      found += score.dotProduct(inverse.operate(score));
      expected += share.getTrace() - share.multiply(share).getTrace();
      known = known.add(group.matrix());
    }
    // Overlaps that err alike can only contradict the fit more than independent ones.
    double size = found > expected ? found / expected : 1;
    return new GroupScatter(
        inverse.multiply(known).multiply(inverse).scalarMultiply(size).getData());
  }

  /**
   * Standard error of a sum of coefficients.
   *
   * @param slope by what each coefficient is multiplied
   * @return the standard error, units of the sum
   */
  public double sigma(double[] slope) {
    RealVector by = new ArrayRealVector(slope);
    return Math.sqrt(by.dotProduct(new Array2DRowRealMatrix(covariance).operate(by)));
  }
}
