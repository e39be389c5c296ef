/**
 * Scores label images against true ones: pixels, objects by the share of their union that they have
 * in common, centres, numbers.
 *
 * <p>Arrays in, numbers out. Refuses to know what the objects are, how they were found and where
 * images lie. F1 at intersection over union as in the evaluation of the 2018 Data Science Bowl (J.
 * C. Caicedo et al., Nature Methods 16 (2019) 1247-1253).
 */
package org.imaxt.core.algo.evaluate;
