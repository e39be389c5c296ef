/**
 * What core asks of a neural network, and nothing of how it is done.
 *
 * <p>Knows the JDK alone: arrays, records and interfaces. It is the one package that an engine and
 * the rest of the program share, each in a class loader of its own ({@code
 * org.imaxt.core.engine.EngineLoader}), so nothing else of core may be named here. Images are
 * arrays in the order (channel, x, y), the channel running fastest; lengths are px of the network's
 * own pyramid level unless the name says µm.
 */
package org.imaxt.core.network;
