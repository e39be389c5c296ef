package org.imaxt.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Reads and sets the variables of a graph. */
final class Weights {

  private final List<Variable<TFloat32>> variables;
  private final List<Placeholder<TFloat32>> given = new ArrayList<>();
  private final List<Assign<TFloat32>> assigns = new ArrayList<>();

  Weights(Ops tf, List<Variable<TFloat32>> variables) {
    this.variables = variables;
    for (Variable<TFloat32> variable : variables) {
      Placeholder<TFloat32> value =
          tf.placeholder(TFloat32.class, Placeholder.shape(variable.shape()));
      given.add(value);
      assigns.add(tf.assign(variable, value));
    }
  }

  float[][] read(Session session) {
    Session.Runner runner = session.runner();
    for (Operand<TFloat32> variable : variables) {
      runner.fetch(variable);
    }
    try (Result result = runner.run()) {
      float[][] values = new float[variables.size()][];
      for (int i = 0; i < values.length; i++) {
        values[i] = Tensors.values((TFloat32) result.get(i));
      }
      return values;
    }
  }

  void set(Session session, float[][] values) {
    if (values.length != variables.size()) {
      throw new IllegalArgumentException(
          "the network has %s arrays of weights, got %s"
              .formatted(variables.size(), values.length));
    }
    List<TFloat32> tensors = new ArrayList<>();
    try {
      Session.Runner runner = session.runner();
      for (int i = 0; i < values.length; i++) {
        Shape shape = variables.get(i).shape();
        if (values[i].length != shape.size()) {
          throw new IllegalArgumentException(
              "array %s of the weights has %s values, got %s"
                  .formatted(i, shape.size(), values[i].length));
        }
        tensors.add(Tensors.of(values[i], shape));
        runner.feed(given.get(i), tensors.get(i)).addTarget(assigns.get(i).op());
      }
      runner.run().close();
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }

  /**
   * Random filters with a variance of 2 over the inputs of a pixel, biases 0 (He, Zhang, Ren, Sun,
   * ICCV 2015).
   */
  float[][] draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] values = new float[variables.size()][];
    for (int i = 0; i < values.length; i++) {
      Shape shape = variables.get(i).shape();
      values[i] = new float[Math.toIntExact(shape.size())];
      if (shape.numDimensions() == 4) {
        double inputs = (double) shape.get(0) * shape.get(1) * shape.get(2);
        double sigma = Math.sqrt(2 / inputs);
        for (int k = 0; k < values[i].length; k++) {
          values[i][k] = (float) (sigma * random.nextGaussian());
        }
      }
    }
    return values;
  }

  float[][] zeros() {
    float[][] values = new float[variables.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = new float[Math.toIntExact(variables.get(i).shape().size())];
    }
    return values;
  }
}
