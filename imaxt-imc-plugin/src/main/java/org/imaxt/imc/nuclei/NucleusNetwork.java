package org.imaxt.imc.nuclei;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.imaxt.core.engine.EngineAbsentException;
import org.imaxt.core.engine.EngineLoader;
import org.imaxt.core.engine.ModelFile;
import org.imaxt.core.engine.OpenModels;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.TileModel;
import org.imaxt.core.stage.InputException;

/** An open network of nuclei, bundled or of the user's. One caller at a time. */
public final class NucleusNetwork implements AutoCloseable {

  private final NucleusModel kind;
  private final TileModel model;

  private NucleusNetwork(NucleusModel kind, TileModel model) {
    this.kind = kind;
    this.model = model;
  }

  /**
   * Opens the bundled network.
   *
   * @param kind for which images
   * @param threads threads a prediction uses
   * @return the network
   * @throws InputException if there is no engine on this machine
   */
  public static NucleusNetwork bundled(NucleusModel kind, int threads) {
    try (InputStream in = NucleusNetwork.class.getResourceAsStream(kind.resource())) {
      if (in == null) {
        throw new InputException(
            "there is no bundled model %s; name one that train-nuclei wrote"
                .formatted(kind.resource()));
      }
      return open(kind, in.readAllBytes(), "the bundled model " + kind.resource(), threads);
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /**
   * Opens a network that {@code train-nuclei} wrote.
   *
   * @param kind for which images
   * @param zip the model file
   * @param threads threads a prediction uses
   * @return the network
   * @throws InputException if it is no such model, or there is no engine on this machine
   */
  public static NucleusNetwork of(NucleusModel kind, File zip, int threads) {
    if (!zip.isFile()) {
      throw new InputException("there is no model file " + zip);
    }
    try {
      return open(kind, Files.readAllBytes(zip.toPath()), zip.toString(), threads);
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /**
   * Opens a network that {@code train-nuclei} wrote, of whichever kind it is.
   *
   * @param zip the model file
   * @param threads threads a prediction uses
   * @return the network
   * @throws InputException if it is no such model, or there is no engine on this machine
   */
  public static NucleusNetwork of(File zip, int threads) {
    NucleusModel kind;
    try (ModelFile file = ModelFile.of(zip.toPath())) {
      boolean one = file.info().tile().inputChannels() == NucleusModel.FLUORESCENCE.channels();
      kind = one ? NucleusModel.FLUORESCENCE : NucleusModel.IMC;
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
    return of(kind, zip, threads);
  }

  private static NucleusNetwork open(NucleusModel kind, byte[] zip, String name, int threads)
      throws IOException {
    try (ModelFile file = ModelFile.of(new ByteArrayInputStream(zip), name)) {
      ModelInfo info = file.info();
      if (info.tile().inputChannels() != kind.channels()
          || !info.tile().classes().equals(kind.classes())) {
        throw new InputException(
            "a model of nuclei for %s takes %s channels and has the classes %s, %s takes %s and has %s"
                .formatted(
                    kind,
                    kind.channels(),
                    kind.classes(),
                    info.name(),
                    info.tile().inputChannels(),
                    info.tile().classes()));
      }
    }
    return new NucleusNetwork(kind, models().open(zip, name, threads));
  }

  private static OpenModels models() {
    try {
      return EngineLoader.models();
    } catch (EngineAbsentException e) {
      throw new InputException(
          "probability maps by a network need its engine: %s; without one, say"
                  .formatted(e.getMessage())
              + " --probabilities intensity",
          e);
    }
  }

  /**
   * For which images it is.
   *
   * @return the kind
   */
  public NucleusModel kind() {
    return kind;
  }

  /**
   * What it is and was made from.
   *
   * @return its metadata
   */
  public ModelInfo info() {
    return model.info();
  }

  /**
   * Diameter of nuclei that it knows best.
   *
   * @return px
   */
  public double diameterPx() {
    return 2 * info().scale().objectRadiusPx();
  }

  TileModel model() {
    return model;
  }

  @Override
  public void close() {
    model.close();
  }
}
