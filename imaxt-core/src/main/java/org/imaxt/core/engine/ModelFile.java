package org.imaxt.core.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imaxt.core.network.ModelException;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.NetworkEngine;
import org.imaxt.core.network.TileModel;
import org.imaxt.core.network.TrainableNetwork;

/**
 * A model as one file: a SavedModel zipped with {@code saved_model.pb} and {@code variables/} at
 * its root, and {@code meta.json} beside them.
 *
 * <p>Unpacked into a temporary folder, which {@link #close} deletes.
 */
public final class ModelFile implements AutoCloseable {

  private static final String GRAPH = "saved_model.pb";

  private final String name;
  private final ModelInfo info;
  private final Path folder;

  private ModelFile(String name, ModelInfo info, Path folder) {
    this.name = name;
    this.info = info;
    this.folder = folder;
  }

  /**
   * Unpacks and checks a model file; needs no engine.
   *
   * @param zip the file
   * @return the model, to be closed
   * @throws ModelException if it is no model file, lacks metadata, or has entries that leave their
   *     folder
   * @throws IOException if it cannot be read or unpacked
   */
  public static ModelFile of(Path zip) throws IOException {
    if (!Files.isRegularFile(zip)) {
      throw new ModelException("there is no model file " + zip);
    }
    try (InputStream in = Files.newInputStream(zip)) {
      return of(in, zip.toString());
    }
  }

  /**
   * Unpacks and checks a model that lies anywhere, such as in a jar.
   *
   * @param zip bytes of the file; read to its end, not closed
   * @param name name for messages
   * @return the model, to be closed
   * @throws ModelException as {@link #of(Path)}
   * @throws IOException if it cannot be read or unpacked
   */
  public static ModelFile of(InputStream zip, String name) throws IOException {
    Path folder = Files.createTempDirectory("imaxt-model");
    boolean sound = false;
    try {
      Unzip.into(folder, zip, name);
      if (!Files.isRegularFile(folder.resolve(GRAPH))) {
        throw new ModelException(
            "%s is no model: it has no %s at its root; a SavedModel zip is needed"
                .formatted(name, GRAPH));
      }
      Path meta = folder.resolve(ModelInfoJson.FILE);
      if (!Files.isRegularFile(meta)) {
        throw new ModelException(
            "%s has no %s, so neither its pixel size nor its classes are known; %s"
                .formatted(name, ModelInfoJson.FILE, ModelInfoJson.WITHOUT));
      }
      ModelInfo info = ModelInfoJson.read(Files.readString(meta), name);
      sound = true;
      return new ModelFile(name, info, folder);
    } finally {
      if (!sound) {
        delete(folder);
      }
    }
  }

  /**
   * Writes a trained network as a model file. Equal networks and metadata give equal bytes.
   *
   * @param network the network as it is
   * @param info its metadata
   * @param zip file to write; replaced where it exists
   * @throws IOException if it cannot be written
   */
  public static void write(TrainableNetwork network, ModelInfo info, Path zip) throws IOException {
    Path folder = Files.createTempDirectory("imaxt-model");
    Path part = zip.resolveSibling(zip.getFileName() + ".part");
    try {
      network.save(folder);
      Files.writeString(folder.resolve(ModelInfoJson.FILE), ModelInfoJson.write(info));
      try (OutputStream out = Files.newOutputStream(part)) {
        zip(folder, out);
      }
      Files.move(part, zip, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
      delete(folder);
    }
  }

  /**
   * What the model is.
   *
   * @return its metadata
   */
  public ModelInfo info() {
    return info;
  }

  /**
   * Opens the model with an engine.
   *
   * @param engine the engine
   * @param threads threads a prediction uses
   * @return the model, which no longer needs this file
   * @throws ModelException if the network is another than the metadata say
   */
  public TileModel open(NetworkEngine engine, int threads) throws ModelException {
    try {
      return engine.open(folder, info, threads);
    } catch (ModelException e) {
      throw new ModelException(name + ": " + e.getMessage(), e);
    }
  }

  /** Deletes what was unpacked. */
  @Override
  public void close() throws IOException {
    delete(folder);
  }

  private static void zip(Path folder, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      ZipEntry entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
      // The earliest time a zip can hold: clocks do not belong into the bytes.
      entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      Files.copy(file, zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
