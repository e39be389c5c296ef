package org.imaxt.core.algo.network;

import java.util.List;

/**
 * Learning curve of a training.
 *
 * @param epochs its rounds
 * @param best index of the round whose weights were kept
 */
public record TrainingHistory(List<Epoch> epochs, int best) {

  /** Copies the list. */
  public TrainingHistory {
    epochs = List.copyOf(epochs);
  }

  /**
   * One round.
   *
   * @param number number of the round, from 1
   * @param learningRate step length
   * @param trainingLoss mean loss a pixel of the round's patches
   * @param validationLoss mean loss a pixel of the validation images
   * @param validationScore agreement of objects in the validation images: twice the shared pixels
   *     over the sum of both (Dice), 0 to 1
   */
  public record Epoch(
      int number,
      double learningRate,
      double trainingLoss,
      double validationLoss,
      double validationScore) {}

  /**
   * The round whose weights were kept.
   *
   * @return the round of least validation loss
   */
  public Epoch bestEpoch() {
    return epochs.get(best);
  }
}
