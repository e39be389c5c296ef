package org.imaxt.core.algo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imaxt.core.algo.augment.Augmentation;
import org.imaxt.core.algo.augment.LabelledImage;
import org.junit.jupiter.api.Test;

class NetworkTrainingTest {

  private static final int STEPS = 2;

  @Test
  void keepsTheWeightsOfTheBestRound() {
    ScriptedNetwork network = new ScriptedNetwork(STEPS, 0.5, 0.9, 0.8, 0.7);
    TrainingHistory history = run(network, plan(4, 9, 1), new TrainingListener() {});
    assertEquals(1, history.best());
    assertEquals(2 * STEPS, network.weights()[0][0]);
  }

  @Test
  void endsEarlyWhereNothingGetsBetter() {
    ScriptedNetwork network = new ScriptedNetwork(STEPS, 0.9, 0.8, 0.8, 0.8, 0.99);
    TrainingHistory history = run(network, plan(5, 3, 1), new TrainingListener() {});
    assertEquals(4, history.epochs().size());
  }

  @Test
  void halvesTheRateWhereNothingGetsBetter() {
    ScriptedNetwork network = new ScriptedNetwork(STEPS, 0.9, 0.8, 0.8, 0.95, 0.95);
    run(network, plan(5, 6, 1), new TrainingListener() {});
    assertEquals(
        List.of(0.01f, 0.01f, 0.01f, 0.01f, 0.01f, 0.01f, 0.005f, 0.005f, 0.005f, 0.005f),
        network.rates());
  }

  @Test
  void drawsTheSamePatchesFromTheSameSeed() {
    ScriptedNetwork one = new ScriptedNetwork(STEPS, 0.5, 0.9);
    ScriptedNetwork same = new ScriptedNetwork(STEPS, 0.5, 0.9);
    ScriptedNetwork other = new ScriptedNetwork(STEPS, 0.5, 0.9);
    run(one, plan(2, 9, 1), new TrainingListener() {});
    run(same, plan(2, 9, 1), new TrainingListener() {});
    run(other, plan(2, 9, 2), new TrainingListener() {});
    assertEquals(one.batches(), same.batches());
    assertNotEquals(one.batches(), other.batches());
  }

  @Test
  void stopsWhenItsListenerThrows() {
    ScriptedNetwork network = new ScriptedNetwork(STEPS, 0.5, 0.9);
    TrainingListener impatient =
        new TrainingListener() {
          @Override
          public void step(int epoch, int step, float loss) {
            throw new IllegalStateException("cancelled");
          }
        };
    assertThrows(IllegalStateException.class, () -> run(network, plan(2, 9, 1), impatient));
    assertEquals(1, network.rates().size());
  }

  @Test
  void tellsEachRoundAsItComes() {
    List<Integer> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epoch(TrainingHistory.Epoch epoch) {
            heard.add(epoch.number());
          }
        };
    run(new ScriptedNetwork(STEPS, 0.5, 0.6, 0.7), plan(3, 9, 1), listener);
    assertEquals(List.of(1, 2, 3), heard);
  }

  @Test
  void stepsFallAlongACosineWhereThatIsWanted() {
    ScriptedNetwork network = new ScriptedNetwork(STEPS, 0.5, 0.6, 0.7, 0.8);
    run(
        network,
        new TrainingPlan(4, STEPS, 2, 16, 0.01, TrainingPlan.Decay.COSINE, 9, 1),
        new TrainingListener() {});
    double half = Math.sqrt(0.5);
    List<Double> expected = List.of(0.01, 0.005 * (1 + half), 0.005, 0.005 * (1 - half));
    for (int epoch = 0; epoch < 4; epoch++) {
      float rate = network.rates().get(epoch * STEPS);
      assertEquals(expected.get(epoch), rate, 1e-8, "epoch " + (epoch + 1));
    }
  }

  @Test
  void splitsImagesAlikeFromTheSameSeed() {
    List<LabelledImage> images = IntStream.range(0, 10).mapToObj(i -> image(i)).toList();
    NetworkTraining.Split split = NetworkTraining.split(images, 0.2, 3);
    assertEquals(2, split.validation().size());
    assertEquals(8, split.training().size());
    assertEquals(split, NetworkTraining.split(images, 0.2, 3));
  }

  @Test
  void refusesToSplitOneImage() {
    assertThrows(
        IllegalArgumentException.class, () -> NetworkTraining.split(List.of(image(1)), 0.5, 1));
  }

  private static TrainingHistory run(
      ScriptedNetwork network, TrainingPlan plan, TrainingListener listener) {
    return new NetworkTraining(
            List.of(image(1), image(2)), List.of(image(3)), Augmentation.defaults(), plan)
        .run(network, listener);
  }

  private static TrainingPlan plan(int epochs, int patience, long seed) {
    return new TrainingPlan(epochs, STEPS, 2, 16, 0.01, TrainingPlan.Decay.HALVED, patience, seed);
  }

  /** Noise without objects. */
  private static LabelledImage image(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[40 * 30];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return new LabelledImage(values, new int[values.length], 40, 30);
  }
}
