package org.imaxt.core.network;

/**
 * A trained network that turns tiles into maps of its classes.
 *
 * <p>Any number of callers at a time; a call uses the threads with which the model was opened.
 */
public interface TileModel extends AutoCloseable {

  /**
   * What the model is and was made from.
   *
   * @return its metadata
   */
  ModelInfo info();

  /**
   * Maps of the classes of one tile. Pixels nearer to the border than the halo depend on what the
   * network supposes outside.
   *
   * @param tile normalised values, (channel, x, y); not altered
   * @param width columns, px, a multiple of the model's size multiple
   * @param height rows, px, likewise
   * @return a new array (class, x, y) of width × height × classes probabilities
   * @throws IllegalArgumentException if the tile has another shape than {@link TileShape} asks for
   */
  float[] predict(float[] tile, int width, int height);

  /** Gives back what the engine holds; predicting afterwards is refused. */
  @Override
  void close();
}
