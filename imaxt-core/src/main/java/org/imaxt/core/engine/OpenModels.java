package org.imaxt.core.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.NetworkEngine;
import org.imaxt.core.network.TileModel;

/**
 * The models that are open in this virtual machine, each once, however many units use it.
 *
 * <p>A model is known by the bytes of its file. Those that nobody uses stay open, the last few of
 * them: the next unit will want the same one. Any number of threads may ask.
 */
public final class OpenModels {

  /** A stage uses one; another may be compared with it. */
  private static final int KEPT = 2;

  private final NetworkEngine engine;
  private final Map<String, Shared> used = new HashMap<>();
  private final Map<String, Shared> idle = new LinkedHashMap<>();
  private int loads;

  /**
   * No models yet.
   *
   * @param engine opens them
   */
  OpenModels(NetworkEngine engine) {
    this.engine = engine;
  }

  /**
   * Opens a model, or hands out the one that is open.
   *
   * @param zip the whole model file; not altered
   * @param name name for messages
   * @param threads threads a prediction uses
   * @return the model, to be closed by each who asked; any number of threads may use it at once
   * @throws org.imaxt.core.network.ModelException if it is no model file, or the network is another
   *     than the metadata say
   * @throws IOException if it cannot be unpacked
   */
  public synchronized TileModel open(byte[] zip, String name, int threads) throws IOException {
    String key = threads + " " + fingerprint(zip);
    Shared shared = idle.remove(key);
    if (shared == null) {
      shared = used.get(key);
    }
    if (shared == null) {
      shared = load(key, zip, name, threads);
    }
    used.put(key, shared);
    shared.users++;
    return new Handle(shared);
  }

  /**
   * How often a model was read into the engine.
   *
   * @return a number that grows
   */
  public synchronized int loads() {
    return loads;
  }

  private Shared load(String key, byte[] zip, String name, int threads) throws IOException {
    try (ModelFile file = ModelFile.of(new ByteArrayInputStream(zip), name)) {
      Shared shared = new Shared(key, file.open(engine, threads));
      loads++;
      return shared;
    }
  }

  private synchronized void giveBack(Shared shared) {
    shared.users--;
    if (shared.users > 0) {
      return;
    }
    used.remove(shared.key);
    idle.put(shared.key, shared);
    Iterator<Shared> oldest = idle.values().iterator();
    while (idle.size() > KEPT) {
      oldest.next().model.close();
      oldest.remove();
    }
  }

  private static String fingerprint(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** An open model and how many use it. */
  private static final class Shared {

    private final String key;
    private final TileModel model;
    private int users;

    Shared(String key, TileModel model) {
      this.key = key;
      this.model = model;
    }
  }

  /** What one user has of a model. */
  private final class Handle implements TileModel {

    private final Shared shared;
    private boolean open = true;

    Handle(Shared shared) {
      this.shared = shared;
    }

    @Override
    public ModelInfo info() {
      return shared.model.info();
    }

    @Override
    public float[] predict(float[] tile, int width, int height) {
      if (!open) {
        throw new IllegalStateException("this model is closed");
      }
      return shared.model.predict(tile, width, height);
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        giveBack(shared);
      }
    }
  }
}
