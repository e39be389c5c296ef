package org.imaxt.tensorflow;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.imaxt.core.network.ModelException;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.NetworkEngine;
import org.imaxt.core.network.NetworkShape;
import org.imaxt.core.network.TileModel;
import org.imaxt.core.network.TrainableNetwork;
import org.tensorflow.TensorFlow;

/** TensorFlow as the engine of networks; found as a service. */
public final class TensorFlowEngine implements NetworkEngine {

  private static final String CACHE = "org.bytedeco.javacpp.cachedir";

  /** Does nothing; {@link #start} does. */
  public TensorFlowEngine() {
    // Nothing native is touched before the cache is known.
  }

  @Override
  public void start(Path cache) throws IOException {
    Files.createDirectories(cache);
    if (!Files.isWritable(cache)) {
      throw new IOException(
          cache + " cannot be written; name a folder with -Dimaxt.engine.cache=FOLDER");
    }
    String before = System.getProperty(CACHE);
    System.setProperty(CACHE, cache.toString());
    try {
      // Asks the property once and remembers the answer.
      File used = Loader.getCacheDir();
      if (!used.toPath().toAbsolutePath().normalize().equals(cache.toAbsolutePath().normalize())) {
        throw new IOException(cache + " cannot be used to unpack into, but " + used + " can");
      }
      TensorFlow.version();
    } finally {
      if (before == null) {
        System.clearProperty(CACHE);
      } else {
        System.setProperty(CACHE, before);
      }
    }
  }

  @Override
  public String describe() {
    return "TensorFlow " + TensorFlow.version();
  }

  @Override
  public TileModel open(Path folder, ModelInfo info, int threads) throws ModelException {
    return SavedNetwork.open(folder, info, threads);
  }

  @Override
  public TrainableNetwork create(NetworkShape shape, long seed, int threads) {
    return new Training(shape, seed, threads);
  }
}
