/**
 * Job {@code evaluate labels}: how well label images agree with true ones of the same names, image
 * by image and pooled.
 *
 * <p>Reads the files and writes the report; the scores are {@link org.imaxt.core.algo.evaluate}.
 * Refuses to know who made the labels.
 */
package org.imaxt.imc.evaluation;
