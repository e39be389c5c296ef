package org.imaxt.tensorflow;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.engine.EngineLoader;
import org.imaxt.core.engine.ModelFile;
import org.imaxt.core.network.NetworkEngine;
import org.imaxt.core.network.TileBatch;
import org.imaxt.core.network.TileModel;
import org.imaxt.core.network.TrainableNetwork;

/**
 * What happens in a virtual machine whose class path carries TensorFlow 1.12 and protobuf 4.32, as
 * Fiji's does. Its compiler saw other classes of these names, so they are reached by reflection.
 */
public final class InsideFiji {

  /** File in the folder that says how it went. */
  static final String SAID = "said.txt";

  private InsideFiji() {}

  /**
   * Uses the old library, the engine, and the old library again.
   *
   * @param words folder to work in
   * @throws Exception if anything fails
   */
  public static void main(String[] words) throws Exception {
    List<String> said = new ArrayList<>();
    said.add(
        "old TensorFlow "
            + Class.forName("org.tensorflow.TensorFlow").getMethod("version").invoke(null));
    said.add("old graph " + oldGraph());
    Class<?> runtime = Class.forName("com.google.protobuf.RuntimeVersion");
    said.add(
        "protobuf "
            + runtime.getField("MAJOR").get(null)
            + "."
            + runtime.getField("MINOR").get(null));
    NetworkEngine engine = EngineLoader.engine();
    said.add("engine " + engine.describe());
    TileBatch batch = Discs.batch(4, 64, 1);
    Path file = Path.of(words[0], "model.zip");
    float[] trained;
    try (TrainableNetwork network = engine.create(Discs.network(), 1, 1)) {
      float before = network.loss(batch);
      for (int i = 0; i < 20; i++) {
        network.step(batch, 3e-3f);
      }
      said.add("learns " + (network.loss(batch) < before));
      trained = network.predict(new float[64 * 64], 64, 64);
      ModelFile.write(network, Discs.info(network.shape().tile()), file);
    }
    try (ModelFile opened = ModelFile.of(file);
        TileModel model = opened.open(engine, 1)) {
      said.add("predicts " + (model.predict(new float[64 * 64], 64, 64)[7] == trained[7]));
    }
    said.add("old graph " + oldGraph());
    Files.write(Path.of(words[0], SAID), said);
  }

  /** A constant of 3, computed by the library on the class path. */
  private static Object oldGraph() throws Exception {
    Class<?> tensorClass = Class.forName("org.tensorflow.Tensor");
    Object three = tensorClass.getMethod("create", Object.class).invoke(null, 3f);
    Class<?> types = Class.forName("org.tensorflow.DataType");
    Object graph = Class.forName("org.tensorflow.Graph").getConstructor().newInstance();
    Object builder = call(graph, "opBuilder", "Const", "c");
    Class<?> builderClass = builder.getClass();
    builder =
        builderClass
            .getMethod("setAttr", String.class, types)
            .invoke(builder, "dtype", types.getField("FLOAT").get(null));
    builder =
        builderClass
            .getMethod("setAttr", String.class, tensorClass)
            .invoke(builder, "value", three);
    call(builder, "build");
    Object session =
        Class.forName("org.tensorflow.Session").getConstructor(graph.getClass()).newInstance(graph);
    Object runner = call(call(session, "runner"), "fetch", "c");
    return call(((List<?>) call(runner, "run")).get(0), "floatValue");
  }

  private static Object call(Object target, String name, String... arguments) throws Exception {
    Class<?>[] types = new Class<?>[arguments.length];
    Arrays.fill(types, String.class);
    Method method = target.getClass().getMethod(name, types);
    return method.invoke(target, (Object[]) arguments);
  }
}
