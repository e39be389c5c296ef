package org.imaxt.tensorflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.network.NetworkShape;
import org.imaxt.core.network.TileBatch;
import org.imaxt.core.network.TileShape;
import org.imaxt.core.network.TrainableNetwork;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.train.ApplyAdam;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A U-Net with its loss, gradients and Adam in one graph. */
final class Training implements TrainableNetwork {

  /** Usual decay of Adam's means of gradients and of their squares. */
  private static final float BETA_1 = 0.9f;

  private static final float BETA_2 = 0.999f;
  private static final float EPSILON = 1e-7f;

  private final NetworkShape shape;
  private final TileShape tile;
  private final Graph graph = new Graph();
  private final Session session;
  private final UNet net;
  private final Weights weights;
  private final Weights moments;
  private final Placeholder<TFloat32> targets;
  private final Operand<TFloat32> loss;
  private final Placeholder<TFloat32> rate;
  private final Placeholder<TFloat32> power1;
  private final Placeholder<TFloat32> power2;
  private final List<ApplyAdam<TFloat32>> updates = new ArrayList<>();
  private double decay1;
  private double decay2;
  private boolean open = true;

  Training(NetworkShape shape, long seed, int threads) {
    this.shape = shape;
    tile = shape.tile();
    Ops tf = Ops.create(graph);
    net = UNet.build(tf, shape);
    targets = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, classes())));
    // As a table of pixels: the gradient of logSoftmax sums over the second axis, whatever it is.
    Operand<TInt32> table = tf.constant(new int[] {-1, classes()});
    Operand<TFloat32> logarithms = tf.nn.logSoftmax(tf.reshape(net.logits(), table));
    Operand<TFloat32> each =
        tf.sum(tf.math.mul(tf.reshape(targets, table), logarithms), tf.constant(1));
    loss = tf.math.neg(tf.math.mean(each, tf.constant(0)));
    rate = scalar(tf);
    power1 = scalar(tf);
    power2 = scalar(tf);
    moments = new Weights(tf, addUpdates(tf));
    weights = new Weights(tf, net.weights());
    session = new Session(graph, Tensors.threads(threads));
    session.initialize();
    restore(weights.draw(seed));
  }

  private List<Variable<TFloat32>> addUpdates(Ops tf) {
    Operand<?>[] parameters = net.weights().toArray(Operand<?>[]::new);
    Output<?>[] outputs = new Output<?>[parameters.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = parameters[i].asOutput();
    }
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), outputs);
    // No weight changes before all gradients are known: some still have to look at it.
    List<Operation> known = new ArrayList<>();
    for (Output<?> gradient : gradients) {
      known.add(gradient.op());
    }
    Ops after = tf.withControlDependencyOps(known);
    List<Variable<TFloat32>> state = new ArrayList<>();
    Ops init = tf.withInitScope();
    for (int i = 0; i < gradients.length; i++) {
      Variable<TFloat32> weight = net.weights().get(i);
      Operand<TFloat32> zero =
          init.fill(init.constant(weight.shape().asArray()), init.constant(0f));
      Variable<TFloat32> mean = init.withName("mean_" + i).variable(zero);
      Variable<TFloat32> square = init.withName("square_" + i).variable(zero);
      state.add(mean);
      state.add(square);
      updates.add(
          after.train.applyAdam(
              weight,
              mean,
              square,
              power1,
              power2,
              rate,
              tf.constant(BETA_1),
              tf.constant(BETA_2),
              tf.constant(EPSILON),
              gradients[i].expect(TFloat32.class)));
    }
    return state;
  }

  private static Placeholder<TFloat32> scalar(Ops tf) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  private int classes() {
    return tile.outputChannels();
  }

  @Override
  public NetworkShape shape() {
    return shape;
  }

  @Override
  public float step(TileBatch batch, float learningRate) {
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException("learningRate must be positive, got " + learningRate);
    }
    decay1 *= BETA_1;
    decay2 *= BETA_2;
    try (TFloat32 a = Tensors.scalar(learningRate);
        TFloat32 b = Tensors.scalar((float) decay1);
        TFloat32 c = Tensors.scalar((float) decay2)) {
      Session.Runner runner = session.runner().feed(rate, a).feed(power1, b).feed(power2, c);
      updates.forEach(u -> runner.addTarget(u.op()));
      return run(runner, batch);
    }
  }

  @Override
  public float loss(TileBatch batch) {
    return run(session.runner(), batch);
  }

  private float run(Session.Runner runner, TileBatch batch) {
    checkOpen();
    batch.check(tile);
    try (TFloat32 in = Tensors.of(batch.images(), sized(batch, tile.inputChannels()));
        TFloat32 wanted = Tensors.of(batch.targets(), sized(batch, classes()));
        Result result = runner.feed(net.input(), in).feed(targets, wanted).fetch(loss).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  private static Shape sized(TileBatch batch, int channels) {
    return Shape.of(batch.tiles(), batch.height(), batch.width(), channels);
  }

  @Override
  public float[] predict(float[] values, int width, int height) {
    checkOpen();
    tile.checkTile(values.length, width, height);
    Shape size = Shape.of(1, height, width, tile.inputChannels());
    try (TFloat32 in = Tensors.of(values, size);
        Result result = session.runner().feed(net.input(), in).fetch(net.probabilities()).run()) {
      return Tensors.values((TFloat32) result.get(0));
    }
  }

  @Override
  public float[][] weights() {
    checkOpen();
    return weights.read(session);
  }

  @Override
  public void restore(float[][] values) {
    checkOpen();
    weights.set(session, values);
    moments.set(session, moments.zeros());
    decay1 = 1;
    decay2 = 1;
  }

  @Override
  public void save(Path folder) throws IOException {
    SavedNetwork.write(shape, weights(), folder);
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      session.close();
      graph.close();
    }
  }

  private void checkOpen() {
    if (!open) {
      throw new IllegalStateException("this network is closed");
    }
  }
}
