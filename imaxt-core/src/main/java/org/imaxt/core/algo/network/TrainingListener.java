package org.imaxt.core.algo.network;

/** Hears how a training goes; throws to stop it. */
public interface TrainingListener {

  /**
   * A step was done.
   *
   * @param epoch number of the round, from 1
   * @param step number of the step in it, from 1
   * @param loss mean loss a pixel of its patches
   */
  default void step(int epoch, int step, float loss) {}

  /**
   * A round was done.
   *
   * @param epoch what came of it
   */
  default void epoch(TrainingHistory.Epoch epoch) {}
}
