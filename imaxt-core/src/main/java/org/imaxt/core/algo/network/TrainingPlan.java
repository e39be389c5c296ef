package org.imaxt.core.algo.network;

/**
 * How long and how fast a network learns.
 *
 * @param epochs most rounds of training, at least 1
 * @param stepsPerEpoch steps between two looks at the validation images, at least 1
 * @param batchTiles patches a step, at least 1
 * @param patchPx edge of a patch, px, a multiple of the network's size
 * @param learningRate step length at the start, positive
 * @param decay how the step length falls
 * @param patience training ends after so many rounds without a better validation loss, at least 1
 * @param seed seed of patches and their variations
 */
public record TrainingPlan(
    int epochs,
    int stepsPerEpoch,
    int batchTiles,
    int patchPx,
    double learningRate,
    Decay decay,
    int patience,
    long seed) {

  /** How the length of steps falls. */
  public enum Decay {
    /**
     * Halved each time that a third of the patience has passed without a better validation loss.
     */
    HALVED,
    /**
     * Along half a cosine, to nothing at the end of the last round (Loshchilov and Hutter, SGDR,
     * ICLR 2017).
     */
    COSINE
  }

  /** Refuses plans that cannot be carried out. */
  public TrainingPlan {
    if (epochs < 1 || stepsPerEpoch < 1 || batchTiles < 1 || patchPx < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "epochs, steps, tiles, patch and patience must be at least 1, got %s, %s, %s, %s and %s"
              .formatted(epochs, stepsPerEpoch, batchTiles, patchPx, patience));
    }
    if (!(learningRate > 0 && learningRate < 1)) {
      throw new IllegalArgumentException("learningRate must lie in 0 to 1, got " + learningRate);
    }
  }

  /**
   * The plan of the bead network: up to 60 rounds of 100 steps of 8 patches of 128 px.
   *
   * @param seed seed of patches and their variations
   * @return the plan
   */
  public static TrainingPlan defaults(long seed) {
    return new TrainingPlan(60, 100, 8, 128, 2e-3, Decay.HALVED, 15, seed);
  }

  /**
   * The same with another number of rounds.
   *
   * @param value most rounds
   * @return the changed plan
   */
  public TrainingPlan withEpochs(int value) {
    return new TrainingPlan(
        value, stepsPerEpoch, batchTiles, patchPx, learningRate, decay, patience, seed);
  }
}
