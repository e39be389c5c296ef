package org.imaxt.tensorflow;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.imaxt.core.network.ModelException;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.NetworkShape;
import org.imaxt.core.network.TileModel;
import org.imaxt.core.network.TileShape;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;

/** A SavedModel of one image in and one image out. */
final class SavedNetwork implements TileModel {

  private static final String TAG = "serve";

  private final SavedModelBundle bundle;
  private final ModelInfo info;
  private final String input;
  private final String output;
  private boolean open = true;

  private SavedNetwork(SavedModelBundle bundle, ModelInfo info, String input, String output) {
    this.bundle = bundle;
    this.info = info;
    this.input = input;
    this.output = output;
  }

  static void write(NetworkShape shape, float[][] values, Path folder) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      UNet net = UNet.build(tf, shape);
      Weights weights = new Weights(tf, net.weights());
      try (Session session = new Session(graph)) {
        session.initialize();
        weights.set(session, values);
        Signature signature =
            Signature.builder()
                .methodName("tensorflow/serving/predict")
                .input(UNet.INPUT, net.input())
                .output(UNet.OUTPUT, net.probabilities())
                .build();
        SavedModelBundle.exporter(folder.toString())
            .withTags(TAG)
            .withFunction(SessionFunction.create(signature, session))
            .export();
      }
    }
    sort(folder.resolve("saved_model.pb"));
  }

  /** Brings the graph's maps, which arrive in any order, into that of their keys. */
  private static void sort(Path file) throws IOException {
    SavedModel model = SavedModel.parseFrom(Files.readAllBytes(file));
    byte[] bytes = new byte[model.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    model.writeTo(out);
    out.checkNoSpaceLeft();
    Files.write(file, bytes);
  }

  static SavedNetwork open(Path folder, ModelInfo info, int threads) throws ModelException {
    SavedModelBundle bundle;
    try {
      bundle =
          SavedModelBundle.loader(folder.toString())
              .withTags(TAG)
              .withConfigProto(Tensors.threads(threads))
              .load();
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw new ModelException("the network cannot be read: " + firstLine(e), e);
    }
    boolean sound = false;
    try {
      SignatureDef signature = signature(bundle);
      TileShape tile = info.tile();
      SavedNetwork network =
          new SavedNetwork(
              bundle,
              info,
              name(signature.getInputsMap(), "input", tile.inputChannels()),
              name(signature.getOutputsMap(), "output", tile.outputChannels()));
      network.probe();
      sound = true;
      return network;
    } finally {
      if (!sound) {
        bundle.close();
      }
    }
  }

  private static SignatureDef signature(SavedModelBundle bundle) throws ModelException {
    Map<String, SignatureDef> all = bundle.metaGraphDef().getSignatureDefMap();
    SignatureDef found = all.get(Signature.DEFAULT_KEY);
    if (found == null || found.getInputsCount() != 1 || found.getOutputsCount() != 1) {
      throw new ModelException(
          "the network needs a signature '%s' of one input and one output, it has %s"
              .formatted(Signature.DEFAULT_KEY, all.keySet()));
    }
    return found;
  }

  private static String name(Map<String, TensorInfo> tensors, String what, int channels)
      throws ModelException {
    TensorInfo tensor = tensors.values().iterator().next();
    int rank = tensor.getTensorShape().getDimCount();
    long last = rank == 0 ? -1 : tensor.getTensorShape().getDim(rank - 1).getSize();
    if (tensor.getDtype() != DataType.DT_FLOAT || rank != 4 || last != channels && last != -1) {
      throw new ModelException(
          "the network's %s must be float (tile, y, x, %s), it is %s %s"
              .formatted(what, channels, tensor.getDtype(), text(tensor)));
    }
    return tensor.getName();
  }

  private static String text(TensorInfo tensor) {
    return tensor.getTensorShape().getDimList().stream()
        .map(d -> d.getSize() < 0 ? "any" : String.valueOf(d.getSize()))
        .toList()
        .toString();
  }

  /** Finds out now, not in the middle of a mosaic, whether the metadata tell the truth. */
  private void probe() throws ModelException {
    TileShape tile = info.tile();
    int edge = tile.sizeMultiple();
    while (edge < 16) {
      edge *= 2;
    }
    try {
      predict(new float[2 * edge * edge * tile.inputChannels()], 2 * edge, edge);
    } catch (TensorFlowException | IllegalArgumentException | IllegalStateException e) {
      throw new ModelException(
          "the network does not take tiles of %s x %s px and %s channels: %s"
              .formatted(2 * edge, edge, tile.inputChannels(), firstLine(e)),
          e);
    }
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given").strip();
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  @Override
  public float[] predict(float[] values, int width, int height) {
    if (!open) {
      throw new IllegalStateException("this model is closed");
    }
    TileShape tile = info.tile();
    tile.checkTile(values.length, width, height);
    Shape size = Shape.of(1, height, width, tile.inputChannels());
    try (TFloat32 in = Tensors.of(values, size);
        Result result = bundle.session().runner().feed(input, in).fetch(output).run()) {
      TFloat32 out = (TFloat32) result.get(0);
      if (out.size() != (long) width * height * tile.outputChannels()) {
        throw new IllegalStateException(
            "a tile of %s x %s px became %s values".formatted(width, height, out.size()));
      }
      return Tensors.values(out);
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      bundle.close();
    }
  }
}
