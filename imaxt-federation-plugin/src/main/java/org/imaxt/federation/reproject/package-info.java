/**
 * Job {@code reproject}: images, label images and tables of points from one frame into another.
 *
 * <p>Knows frames and the images that lie in them; samples by {@code
 * org.imaxt.core.algo.image.AffineSampling}. Refuses to know how frames were found.
 */
package org.imaxt.federation.reproject;
