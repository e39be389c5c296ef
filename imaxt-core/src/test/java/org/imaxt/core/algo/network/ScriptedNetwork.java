package org.imaxt.core.algo.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.network.NetworkShape;
import org.imaxt.core.network.TileBatch;
import org.imaxt.core.network.TrainableNetwork;

/**
 * Stands in for a network in training: its one weight counts the steps, and how well it knows the
 * background follows a script, one entry a round.
 */
final class ScriptedNetwork implements TrainableNetwork {

  private final double[] confidence;
  private final int stepsPerEpoch;
  private final List<Float> rates = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();
  private float steps;

  ScriptedNetwork(int stepsPerEpoch, double... confidence) {
    this.stepsPerEpoch = stepsPerEpoch;
    this.confidence = confidence;
  }

  List<Float> rates() {
    return rates;
  }

  List<Integer> batches() {
    return batches;
  }

  @Override
  public NetworkShape shape() {
    return new NetworkShape(1, ClassTargets.CLASSES, 1, 1);
  }

  @Override
  public float step(TileBatch batch, float learningRate) {
    batch.check(shape().tile());
    rates.add(learningRate);
    batches.add(Arrays.hashCode(batch.images()));
    steps++;
    return 1;
  }

  @Override
  public float loss(TileBatch batch) {
    return 1;
  }

  @Override
  public float[] predict(float[] tile, int width, int height) {
    double p = confidence[(int) steps / stepsPerEpoch - 1];
    float[] out = new float[3 * width * height];
    for (int i = 0; i < out.length; i += 3) {
      out[i] = (float) p;
      out[i + 1] = (float) (1 - p);
    }
    return out;
  }

  @Override
  public float[][] weights() {
    return new float[][] {{steps}};
  }

  @Override
  public void restore(float[][] weights) {
    steps = weights[0][0];
  }

  @Override
  public void save(Path folder) {
    throw new UnsupportedOperationException("nothing to save");
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
