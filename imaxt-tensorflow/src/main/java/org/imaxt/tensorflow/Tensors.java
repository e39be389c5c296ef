package org.imaxt.tensorflow;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** Arrays to tensors and back, in bulk. */
final class Tensors {

  /** What TensorFlow's {@code DirectSession} takes for: in the caller's thread. */
  private static final int CALLERS = -1;

  private Tensors() {}

  static TFloat32 of(float[] values, Shape shape) {
    return TFloat32.tensorOf(shape, DataBuffers.of(values, true, false));
  }

  static TFloat32 scalar(float value) {
    return TFloat32.scalarOf(value);
  }

  static float[] values(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  /**
   * One operation at a time, on so many threads: sums then come out the same each time. The
   * caller's thread goes from one to the next, since all sessions of a process share the threads
   * for that, and callers side by side would wait for each other.
   */
  static ConfigProto threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least 1 thread is needed, got " + threads);
    }
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(threads)
        .setInterOpParallelismThreads(CALLERS)
        .build();
  }
}
