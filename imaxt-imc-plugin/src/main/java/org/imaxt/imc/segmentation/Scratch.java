package org.imaxt.imc.segmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.FileStore;
import org.imaxt.core.zarr.MemoryStore;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/** Where probabilities and labels of one image lie while it is cut; gone when it is closed. */
final class Scratch implements AutoCloseable {

  /** Images of more pixels lie in a folder beside what is written. */
  private static final long MOST_IN_MEMORY_PX = 1L << 24;

  private static final int CHUNK_PX = 1024;

  private final Optional<Path> folder;
  private final Store store;

  private Scratch(Optional<Path> folder, Store store) {
    this.folder = folder;
    this.store = store;
  }

  static Scratch of(int width, int height, Path beside) {
    if ((long) width * height <= MOST_IN_MEMORY_PX) {
      return new Scratch(Optional.empty(), new MemoryStore());
    }
    try {
      Path folder = Files.createTempDirectory(beside, ".segment");
      return new Scratch(Optional.of(folder), new FileStore(folder));
    } catch (IOException e) {
      throw new InputException("nothing can be written to %s: %s".formatted(beside, e), e);
    }
  }

  ProbabilityImage probabilities(int width, int height, double pixelUm) {
    return ProbabilityImage.create(
        ZarrGroup.create(store, "probabilities", ZarrVersion.V2), width, height, pixelUm);
  }

  StoredLabels labels(String name, int width, int height) {
    return new StoredLabels(
        ZarrArray.create(
            store,
            name,
            ArraySpec.image(
                new long[] {1, 1, 1, height, width},
                new int[] {1, 1, 1, Math.min(CHUNK_PX, height), Math.min(CHUNK_PX, width)},
                DataType.UINT32),
            ZarrVersion.V2));
  }

  @Override
  public void close() {
    if (folder.isEmpty()) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder.get())) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new InputException("%s cannot be removed: %s".formatted(folder.get(), e), e);
    }
  }
}
