package org.imaxt.core.network;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Library that computes networks; found as a service in a class loader of its own.
 *
 * <p>Implementations have a public constructor without arguments that does nothing costly.
 */
public interface NetworkEngine {

  /**
   * Loads what is native; the first call of all. Done once, later calls do nothing.
   *
   * @param cache folder to unpack native libraries into
   * @throws IOException if the folder cannot be used or the libraries do not load
   */
  void start(Path cache) throws IOException;

  /**
   * Name and version of the library.
   *
   * @return text for reports
   */
  String describe();

  /**
   * Opens a saved network.
   *
   * @param folder what {@link TrainableNetwork#save} or another program of this library wrote
   * @param info what is known of it
   * @param threads threads a prediction uses, at least 1
   * @return the model, which has read what it needs: the folder may be deleted at once
   * @throws ModelException if it cannot be read or takes other tiles than {@code info} says
   */
  TileModel open(Path folder, ModelInfo info, int threads) throws ModelException;

  /**
   * Makes a network with random weights.
   *
   * @param shape its size
   * @param seed seed of the weights
   * @param threads threads a step uses, at least 1
   * @return the network
   */
  TrainableNetwork create(NetworkShape shape, long seed, int threads);
}
