package org.imaxt.core.network;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A network in training: one step at a time, so that whoever trains decides on schedule, patience
 * and cancelling.
 *
 * <p>One caller at a time. Equal seeds, batches and threads give equal weights on one machine.
 */
public interface TrainableNetwork extends AutoCloseable {

  /**
   * Size of the network.
   *
   * @return the shape it was made with
   */
  NetworkShape shape();

  /**
   * One step of Adam (Kingma, Ba, ICLR 2015) down the gradient of a batch's loss.
   *
   * @param batch tiles and targets; not altered
   * @param learningRate step length, positive
   * @return mean loss a pixel before the step
   * @throws IllegalArgumentException if the batch does not fit the network
   */
  float step(TileBatch batch, float learningRate);

  /**
   * Loss of a batch; nothing is learnt.
   *
   * @param batch tiles and targets; not altered
   * @return mean loss a pixel
   * @throws IllegalArgumentException if the batch does not fit the network
   */
  float loss(TileBatch batch);

  /**
   * Maps of the classes of one tile, as {@link TileModel#predict}.
   *
   * @param tile normalised values, (channel, x, y); not altered
   * @param width columns, px
   * @param height rows, px
   * @return probabilities, (class, x, y)
   * @throws IllegalArgumentException if the tile does not fit the network
   */
  float[] predict(float[] tile, int width, int height);

  /**
   * The weights as they are.
   *
   * @return a copy, one array a layer's weights or biases
   */
  float[][] weights();

  /**
   * Sets the weights; the optimiser forgets what it has learnt of gradients.
   *
   * @param weights as {@link #weights} gave them; not altered
   * @throws IllegalArgumentException if they are those of another network
   */
  void restore(float[][] weights);

  /**
   * Writes the network as it is, ready to predict.
   *
   * @param folder folder to write into, empty or absent
   * @throws IOException if it cannot be written
   */
  void save(Path folder) throws IOException;

  /** Gives back what the engine holds. */
  @Override
  void close();
}
