/**
 * Field distortion: estimated from corresponding places in overlapping tiles, and taken out of
 * pixels by lazy views.
 *
 * <p>The model is a cubic polynomial with a magnification of its own along either axis; González-
 * Solares et al., Biological Imaging 3 (2023) e11. Refuses to know how correspondences were found
 * and how tiles are stored.
 */
package org.imaxt.core.algo.distortion;
