package org.imaxt.core.algo.measure;

/** What is said of the values of a channel in a region; missing pixels (NaN) do not count. */
public enum Statistic {
  /** Mean. */
  MEAN,
  /** Sum. */
  SUM,
  /** Smallest value. */
  MIN,
  /** Largest value. */
  MAX,
  /** Median; the mean of the two in the middle of an even number. */
  MEDIAN,
  /** Standard deviation, of the pixels as they are (divided by their number). */
  STD,
  /** Variance, likewise. */
  VARIANCE,
  /** Column of the centroid weighted by the values, px; NaN where they sum to 0. */
  WEIGHTED_X,
  /** Row of the centroid weighted by the values, px; NaN where they sum to 0. */
  WEIGHTED_Y
}
