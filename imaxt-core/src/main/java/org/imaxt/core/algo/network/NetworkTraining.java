package org.imaxt.core.algo.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.imaxt.core.algo.augment.Augmentation;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.network.TileBatch;
import org.imaxt.core.network.TrainableNetwork;

/**
 * Trains a network on images with labels: rounds of steps on varied patches, the learning rate
 * halved where the validation loss stands still or falling along a cosine, an early end where the
 * loss goes on standing still, and the weights of the best round kept.
 *
 * <p>Equal images, plans, networks and threads give equal weights on one machine.
 */
public final class NetworkTraining {

  private final List<LabelledImage> training;
  private final List<LabelledImage> validation;
  private final Targets targets;
  private final Augmentation augmentation;
  private final TrainingPlan plan;

  /**
   * A training for the targets of {@link ClassTargets}, not started.
   *
   * @param training normalised images with labels to learn from, at least one
   * @param validation others of the same kind, at least one
   * @param augmentation how far patches are varied
   * @param plan how long and how fast
   */
  public NetworkTraining(
      List<LabelledImage> training,
      List<LabelledImage> validation,
      Augmentation augmentation,
      TrainingPlan plan) {
    this(training, validation, new ClassTargets(), augmentation, plan);
  }

  /**
   * A training, not started.
   *
   * @param training normalised images with labels to learn from, at least one
   * @param validation others of the same kind, at least one
   * @param targets what the network should answer
   * @param augmentation how far patches are varied
   * @param plan how long and how fast
   */
  public NetworkTraining(
      List<LabelledImage> training,
      List<LabelledImage> validation,
      Targets targets,
      Augmentation augmentation,
      TrainingPlan plan) {
    if (training.isEmpty() || validation.isEmpty()) {
      throw new IllegalArgumentException(
          "training and validation need at least one image each, got %s and %s"
              .formatted(training.size(), validation.size()));
    }
    this.training = List.copyOf(training);
    this.validation = List.copyOf(validation);
    this.targets = targets;
    this.augmentation = augmentation;
    this.plan = plan;
  }

  /**
   * Splits images at random.
   *
   * @param images all images, at least 2
   * @param share share that is kept from training, above 0 and below 1; at least one image is
   * @param seed seed of the choice
   * @return the training images and the validation images, in their old order
   * @throws IllegalArgumentException if there are not two images
   */
  public static Split split(List<LabelledImage> images, double share, long seed) {
    if (images.size() < 2 || !(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "a split needs at least 2 images and a share within 0 to 1, got %s and %s"
              .formatted(images.size(), share));
    }
    int kept = (int) Math.max(1, Math.min(images.size() - 1, Math.round(share * images.size())));
    boolean[] held = new boolean[images.size()];
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < kept; ) {
      int i = random.nextInt(held.length);
      k += held[i] ? 0 : 1;
      held[i] = true;
    }
    List<LabelledImage> training = new ArrayList<>();
    List<LabelledImage> validation = new ArrayList<>();
    for (int i = 0; i < held.length; i++) {
      (held[i] ? validation : training).add(images.get(i));
    }
    return new Split(training, validation);
  }

  /**
   * Images apart.
   *
   * @param training those to learn from
   * @param validation those to judge by
   */
  public record Split(List<LabelledImage> training, List<LabelledImage> validation) {}

  /**
   * Trains.
   *
   * @param network network of the targets' classes; has the best weights afterwards
   * @param listener hears of each step and round; what it throws ends the training
   * @return the learning curve
   */
  public TrainingHistory run(TrainableNetwork network, TrainingListener listener) {
    if (!network.shape().classes().equals(targets.classes())) {
      throw new IllegalArgumentException(
          "the network must have the classes %s, it has %s"
              .formatted(targets.classes(), network.shape().classes()));
    }
    PatchSource source = new PatchSource(training, targets, augmentation, plan.patchPx());
    ValidationImages judges =
        new ValidationImages(validation, targets, network.shape().sizeMultiple());
    SplittableRandom seeds = new SplittableRandom(plan.seed());
    List<TrainingHistory.Epoch> epochs = new ArrayList<>();
    float[][] bestWeights = null;
    int best = 0;
    double rate = plan.learningRate();
    for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
      double loss = round(network, source, seeds, epoch, rate, listener);
      double[] judged = judges.judge(network);
      epochs.add(new TrainingHistory.Epoch(epoch, rate, loss, judged[0], judged[1]));
      if (bestWeights == null || judged[0] < epochs.get(best).validationLoss()) {
        best = epoch - 1;
        bestWeights = network.weights();
      }
      listener.epoch(epochs.get(epoch - 1));
      int since = epoch - 1 - best;
      if (since >= plan.patience()) {
        break;
      }
      rate = next(rate, epoch, since);
    }
    network.restore(bestWeights);
    return new TrainingHistory(epochs, best);
  }

  /** Length of steps after a round, so many rounds after the best one. */
  private double next(double rate, int epoch, int since) {
    if (plan.decay() == TrainingPlan.Decay.COSINE) {
      return plan.learningRate() * (1 + Math.cos(Math.PI * epoch / plan.epochs())) / 2;
    }
    return since > 0 && since % Math.max(1, plan.patience() / 3) == 0 ? rate / 2 : rate;
  }

  private double round(
      TrainableNetwork network,
      PatchSource source,
      SplittableRandom seeds,
      int epoch,
      double rate,
      TrainingListener listener) {
    double sum = 0;
    for (int step = 1; step <= plan.stepsPerEpoch(); step++) {
      TileBatch batch = source.batch(plan.batchTiles(), seeds.nextLong());
      float loss = network.step(batch, (float) rate);
      sum += loss;
      listener.step(epoch, step, loss);
    }
    return sum / plan.stepsPerEpoch();
  }
}
