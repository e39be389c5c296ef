package org.imaxt.core.algo.federate;

import java.io.Serializable;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * An expected target registration error.
 *
 * @param rmsUm root mean square distance, µm
 * @param lowUm lower end of its 95 % interval, µm
 * @param highUm upper end, µm
 */
public record TargetError(double rmsUm, double lowUm, double highUm) implements Serializable {

  private static final double TAIL = 0.025;

  /** The interval that residuals of so much freedom leave a standard deviation. */
  static TargetError of(double rmsUm, int freedom) {
    ChiSquaredDistribution law = new ChiSquaredDistribution(null, freedom);
    double low = Math.sqrt(freedom / law.inverseCumulativeProbability(1 - TAIL));
    double high = Math.sqrt(freedom / law.inverseCumulativeProbability(TAIL));
    return new TargetError(rmsUm, rmsUm * low, rmsUm * high);
  }
}
