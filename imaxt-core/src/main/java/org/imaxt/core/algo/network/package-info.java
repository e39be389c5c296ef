/**
 * What is done around a network: intensities brought to its scale, images of any size cut into
 * tiles and put together without seams, labels turned into what it should answer, and its training.
 *
 * <p>Sees a network only through {@link org.imaxt.core.network.TileModel} and {@link
 * org.imaxt.core.network.TrainableNetwork}. Refuses to know which library computes it, where images
 * come from and what its classes are used for. Network and targets after Ronneberger, Fischer,
 * Brox, MICCAI 2015 (arXiv:1505.04597).
 */
package org.imaxt.core.algo.network;
