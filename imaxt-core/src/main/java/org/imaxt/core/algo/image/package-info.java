/**
 * Kernels on plain arrays that ImgLib2's core lacks: factor-two averages, Gaussian smoothing,
 * masked correlation, segmentation.
 *
 * <p>Row-major primitive arrays in, primitive arrays out. Refuses to know where the pixels come
 * from or what they show; the one convention it shares with the mosaics is that a stored 0 of an
 * intensity image means unknown.
 */
package org.imaxt.core.algo.image;
