package org.imaxt.beads.detect;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.UUID;
import org.imaxt.core.algo.network.ClassTargets;
import org.imaxt.core.engine.EngineLoader;
import org.imaxt.core.engine.ModelFile;
import org.imaxt.core.network.ModelException;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.stage.InputException;

/**
 * The model file that finds the beads: the user's, or the bundled one.
 *
 * @param name name for messages
 * @param bytes the whole file
 */
record ModelChoice(String name, byte[] bytes) {

  private static final String BUNDLED = "/org/imaxt/beads/bead-unet.zip";
  private static final String OBJECT = ClassTargets.CLASSES.get(ClassTargets.OBJECT);
  private static final String ANY = "--any-pixel-size";

  static ModelChoice of(File model) {
    try {
      if (!model.getPath().isEmpty()) {
        return new ModelChoice(model.toString(), Files.readAllBytes(model.toPath()));
      }
      try (InputStream in = ModelChoice.class.getResourceAsStream(BUNDLED)) {
        return new ModelChoice("the bundled model", in.readAllBytes());
      }
    } catch (IOException e) {
      throw new InputException("model file %s cannot be read: %s".formatted(model, e), e);
    }
  }

  /** Unpacks the file; refuses one that is no model of beads in one channel. */
  ModelFile unpacked() {
    try {
      ModelFile file = ModelFile.of(new ByteArrayInputStream(bytes), name);
      ModelInfo info = file.info();
      if (info.tile().inputChannels() == 1 && info.tile().classes().contains(OBJECT)) {
        return file;
      }
      file.close();
      throw new InputException(
          "a model of beads takes 1 channel and has a class '%s', %s takes %s and has %s"
              .formatted(OBJECT, name, info.tile().inputChannels(), info.tile().classes()));
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** What the model is. */
  ModelInfo info() {
    try (ModelFile file = unpacked()) {
      return file.info();
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** Opens the model; units that run side by side share it. */
  BeadNetwork open() {
    info(); // refuses what is no model of beads
    try {
      return new BeadNetwork(EngineLoader.models().open(bytes, name, BeadNetwork.THREADS));
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /**
   * The level of a pyramid that a model is for: of the nearest pixel size, or, where any pixel size
   * will do, at which beads are as large as the model's objects.
   */
  static int level(ModelInfo info, BeadsParams params, double pixelUm) {
    int level = nearest(info, params, pixelUm);
    if (!params.anyPixelSize()) {
      try {
        info.requirePixelSize(pixelUm * (1L << level), ANY);
      } catch (ModelException e) {
        throw new InputException(e.getMessage(), e);
      }
    }
    return level;
  }

  /** Whether a pyramid over pixels of some size has a level that a model is for. */
  static boolean suits(ModelInfo info, BeadsParams params, double pixelUm) {
    return params.anyPixelSize() || info.suits(pixelUm * (1L << nearest(info, params, pixelUm)));
  }

  private static int nearest(ModelInfo info, BeadsParams params, double pixelUm) {
    double wanted =
        params.anyPixelSize()
            ? params.radius() / info.scale().objectRadiusPx()
            : info.scale().pixelSizeUm();
    return (int) Math.max(0, Math.round(Math.log(wanted / pixelUm) / Math.log(2)));
  }

  /** Text that another model does not have. */
  String key() {
    return PlaneDetector.UNET + " " + UUID.nameUUIDFromBytes(bytes);
  }
}
