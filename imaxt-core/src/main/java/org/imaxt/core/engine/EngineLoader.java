package org.imaxt.core.engine;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.imaxt.core.network.NetworkEngine;

/**
 * The engine of this virtual machine.
 *
 * <p>Its jars are looked for in the folder named by the system property {@code imaxt.engine}; where
 * that is not set, in {@code lib/imaxt/tensorflow} of Fiji ({@code ij.dir}, {@code imagej.dir},
 * {@code fiji.dir}, {@code plugins.dir}, or the folder above core's jar), then in {@code
 * tensorflow} beside the folder of core's jar. Native libraries, 650 MB, are unpacked once into the
 * folder named by {@code imaxt.engine.cache}, or by {@code org.bytedeco.javacpp.cachedir}, or into
 * {@code .javacpp/cache} in the user's home.
 */
public final class EngineLoader {

  /** System property that names the folder for unpacked native libraries. */
  private static final String CACHE = "imaxt.engine.cache";

  private static final String JAVACPP_CACHE = "org.bytedeco.javacpp.cachedir";

  private EngineLoader() {}

  /**
   * The engine; loaded by the first call, which takes seconds, and kept until the virtual machine
   * ends, because a native library loads only once. Any number of threads may ask.
   *
   * @return the engine, the same for all
   * @throws EngineAbsentException if there is none for this machine, or it does not load
   */
  public static NetworkEngine engine() throws EngineAbsentException {
    return found().engine();
  }

  /**
   * The models that are open in this virtual machine; loads the engine as {@link #engine} does.
   *
   * @return the models, the same for all
   * @throws EngineAbsentException as {@link #engine}
   */
  public static OpenModels models() throws EngineAbsentException {
    return found().models();
  }

  private static Found found() throws EngineAbsentException {
    // Asked each time, so that a folder that was missing may come; the loader is made only once.
    EngineFolder.find();
    return Loaded.ONLY.found();
  }

  /**
   * Text that says whether there is an engine and where; loads nothing.
   *
   * @return the folder, or why there is none
   */
  public static String describe() {
    try {
      return EngineFolder.find().path().toString();
    } catch (EngineAbsentException e) {
      return e.getMessage();
    }
  }

  /** Outcome of the one attempt. */
  private sealed interface Attempt {

    Found found() throws EngineAbsentException;

    static Attempt make() {
      try {
        NetworkEngine engine = load(EngineFolder.find(), cache());
        return new Found(engine, new OpenModels(engine));
      } catch (EngineAbsentException e) {
        return new Failed(e);
      }
    }
  }

  private record Found(NetworkEngine engine, OpenModels models) implements Attempt {
    @Override
    public Found found() {
      return this;
    }
  }

  private record Failed(EngineAbsentException why) implements Attempt {
    @Override
    public Found found() throws EngineAbsentException {
      throw why;
    }
  }

  /** Made when first asked for: the one class loader of this virtual machine. */
  private static final class Loaded {
    static final Attempt ONLY = Attempt.make();
  }

  private static Path cache() {
    String own = System.getProperty(CACHE);
    String any = System.getProperty(JAVACPP_CACHE);
    if (own != null || any != null) {
      return Path.of(own != null ? own : any).toAbsolutePath();
    }
    return Path.of(System.getProperty("user.home"), ".javacpp", "cache");
  }

  private static NetworkEngine load(EngineFolder folder, Path cache) throws EngineAbsentException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      // Not closed: the engine lives as long as the virtual machine.
      ClassLoader loader = new URLClassLoader("imaxt-engine", folder.urls(), new SharedPackage());
      thread.setContextClassLoader(loader);
      Iterator<NetworkEngine> found = ServiceLoader.load(NetworkEngine.class, loader).iterator();
      if (!found.hasNext()) {
        throw new EngineAbsentException(folder.path() + " has no jar that names an engine");
      }
      NetworkEngine engine = found.next();
      engine.start(cache);
      return engine;
    } catch (EngineAbsentException e) {
      throw e;
    } catch (IOException | ServiceConfigurationError | LinkageError e) {
      throw new EngineAbsentException(
          "the engine in %s does not start: %s".formatted(folder.path(), e.getMessage()), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
