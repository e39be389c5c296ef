package org.imaxt.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.network.NetworkShape;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The layers of a U-Net in a graph: blocks stacked as channels, down by the largest of 2 × 2, up by
 * repeating, joined by concatenation, two 3 × 3 convolutions a level, ReLU, classes by softmax.
 *
 * <p>No normalisation inside: images come normalised, the network is shallow, and training and
 * predicting stay one and the same graph.
 *
 * @param input tiles, (tile, y, x, channel)
 * @param logits classes before softmax, (tile, y, x, class)
 * @param probabilities classes, (tile, y, x, class)
 * @param weights all variables in the order of the layers: filters, biases, filters, …
 */
record UNet(
    Placeholder<TFloat32> input,
    Operand<TFloat32> logits,
    Operand<TFloat32> probabilities,
    List<Variable<TFloat32>> weights) {

  /** Names by which exported models are fed and read, as CSBDeep has them. */
  static final String INPUT = "input";

  static final String OUTPUT = "output";

  static UNet build(Ops tf, NetworkShape shape) {
    Layers layers = new Layers(tf, new ArrayList<>());
    Placeholder<TFloat32> input =
        tf.withName(INPUT)
            .placeholder(
                TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, shape.inputChannels())));
    long block = NetworkShape.BLOCK;
    Operand<TFloat32> x = tf.nn.spaceToDepth(input, block);
    int channels = shape.inputChannels() * (int) (block * block);
    List<Operand<TFloat32>> skips = new ArrayList<>();
    for (int level = 0; level < shape.levels(); level++) {
      if (level > 0) {
        skips.add(x);
        x = layers.halve(x);
      }
      int filters = shape.filters() << level;
      x = layers.convolve(x, 3, channels, filters);
      x = layers.convolve(x, 3, filters, filters);
      channels = filters;
    }
    for (int level = shape.levels() - 2; level >= 0; level--) {
      int filters = shape.filters() << level;
      Operand<TFloat32> skip = skips.get(level);
      x = tf.concat(List.of(layers.enlarge(x, skip), skip), tf.constant(3));
      x = layers.convolve(x, 3, channels + filters, filters);
      x = layers.convolve(x, 3, filters, filters);
      channels = filters;
    }
    int classes = shape.classes().size();
    Operand<TFloat32> stacked = layers.linear(x, 1, channels, classes * (int) (block * block));
    Operand<TFloat32> logits = tf.nn.depthToSpace(stacked, block);
    Operand<TFloat32> probabilities = tf.withName(OUTPUT).nn.softmax(logits);
    return new UNet(input, logits, probabilities, layers.weights());
  }

  /** Layers put into a graph, and the variables they made. */
  private record Layers(Ops tf, List<Variable<TFloat32>> weights) {

    private static final List<Long> EVERY = List.of(1L, 1L, 1L, 1L);

    Operand<TFloat32> convolve(Operand<TFloat32> x, int size, int from, int to) {
      return tf.nn.relu(linear(x, size, from, to));
    }

    Operand<TFloat32> linear(Operand<TFloat32> x, int size, int from, int to) {
      Variable<TFloat32> filters = variable("filters", Shape.of(size, size, from, to));
      Variable<TFloat32> biases = variable("biases", Shape.of(to));
      return tf.nn.biasAdd(tf.nn.conv2d(x, filters, EVERY, "SAME"), biases);
    }

    Operand<TFloat32> halve(Operand<TFloat32> x) {
      Operand<TInt32> two = tf.constant(new int[] {1, 2, 2, 1});
      return tf.nn.maxPool(x, two, two, "VALID");
    }

    Operand<TFloat32> enlarge(Operand<TFloat32> x, Operand<TFloat32> like) {
      Operand<TInt32> size =
          tf.slice(tf.shape(like), tf.constant(new int[] {1}), tf.constant(new int[] {2}));
      return tf.image.resizeNearestNeighbor(x, size);
    }

    /** Zero at first; the weights proper are assigned. */
    private Variable<TFloat32> variable(String kind, Shape shape) {
      Ops init = tf.withInitScope();
      String name = kind + "_" + weights.size() / 2;
      Variable<TFloat32> made =
          init.withName(name)
              .variable(init.fill(init.constant(shape.asArray()), init.constant(0f)));
      weights.add(made);
      return made;
    }
  }
}
