/**
 * Makes many training images out of few: pairs of image and labels turned, bent, dimmed, blurred
 * and made noisy.
 *
 * <p>Pure functions of a pair, a strength and a seed. Refuses to know what the labels mean and who
 * learns from them. Elastic deformation after Simard, Steinkraus, Platt, ICDAR 2003.
 */
package org.imaxt.core.algo.augment;
