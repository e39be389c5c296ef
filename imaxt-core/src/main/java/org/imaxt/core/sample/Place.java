package org.imaxt.core.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.imaxt.core.model.Location;
import org.imaxt.core.zarr.FileStore;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrGroup;

/** A location with its store: what is there, and how writers are kept apart. */
sealed interface Place {

  /** Root metadata of either Zarr version. */
  List<String> ROOTS = List.of(".zgroup", "zarr.json");

  /** Key of what keeps writers apart. */
  String LOCK = Layout.PRIVATE + "/lock";

  Location location();

  Store store();

  /** Whether anything at all is there. */
  boolean exists();

  /** What lies at the top, and is not what a process that died while it made a sample may leave. */
  boolean holdsSomethingElse();

  SharedStore.Hold hold();

  /** Opens what a location names. */
  static Place of(Location location) {
    return location
        .folder()
        .<Place>map(folder -> new Folder(location, folder, new FileStore(folder)))
        .orElseGet(() -> new Shared(location, provider(location).open(location.text())));
  }

  private static StoreProvider provider(Location location) {
    String scheme = location.scheme().orElseThrow();
    return ServiceLoader.load(StoreProvider.class, StoreProvider.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(p -> p.scheme().equals(scheme))
        .findFirst()
        .orElseThrow(() -> unknown(location, scheme));
  }

  private static SampleFormatException unknown(Location location, String scheme) {
    return new SampleFormatException(
        scheme.equals("s3")
            ? location
                + " lies in an object store, for which imaxt-s3.jar and the jars of the AWS SDK that"
                + " it needs are missing; use the command line, or add them"
            : "a sample is a folder or lies at s3://bucket/name, got '%s'".formatted(location));
  }

  /** Whether a sample is there, of whatever version. */
  default boolean isSample() {
    return ZarrGroup.exists(store(), "") && ZarrGroup.open(store(), "").attributes().has("imaxt");
  }

  /** Refuses a location without a sample. */
  default void requireSample() {
    if (!isSample()) {
      throw new SampleFormatException(
          exists()
              ? location() + " is no sample: its root has no attribute 'imaxt'"
              : location() + " does not exist; imaxt ingest makes a sample");
    }
  }

  /** A folder of a file system. */
  record Folder(Location location, Path folder, FileStore store) implements Place {

    @Override
    public boolean exists() {
      return Files.exists(folder);
    }

    @Override
    public boolean isSample() {
      return Files.isDirectory(folder) && Place.super.isSample();
    }

    @Override
    public boolean holdsSomethingElse() {
      String[] content = folder.toFile().list((dir, name) -> !isOurBeginning(name));
      return Files.exists(folder) && (content == null || content.length > 0);
    }

    private static boolean isOurBeginning(String name) {
      return name.equals(Layout.PRIVATE) || ROOTS.contains(name) || name.startsWith(".part-");
    }

    @Override
    public SharedStore.Hold hold() {
      return FolderLock.acquire(folder, LOCK);
    }
  }

  /** A place in a store of another kind. */
  record Shared(Location location, SharedStore store) implements Place {

    @Override
    public boolean exists() {
      return !store.list("").isEmpty();
    }

    @Override
    public boolean holdsSomethingElse() {
      return store.list("").stream()
          .anyMatch(name -> !name.equals(Layout.PRIVATE) && !ROOTS.contains(name));
    }

    @Override
    public SharedStore.Hold hold() {
      return store.hold(LOCK);
    }
  }
}
