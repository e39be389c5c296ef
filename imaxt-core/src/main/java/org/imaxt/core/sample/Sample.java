package org.imaxt.core.sample;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import net.imglib2.img.Img;
import net.imglib2.type.NativeType;
import org.imaxt.core.model.Location;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.ChunkCache;
import org.imaxt.core.zarr.ConsolidatedMetadata;
import org.imaxt.core.zarr.FileStore;
import org.imaxt.core.zarr.LazyZarrImg;
import org.imaxt.core.zarr.MemoryStore;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/**
 * One tissue block with all its images, tables and documents.
 *
 * <p>Images open lazily over a cache that is bounded in bytes and shared by all of them. Safe for
 * use by several threads; one process at a time may write.
 */
public final class Sample implements AutoCloseable {

  /** The version of the layout on disk that this code writes, and the newest it reads. */
  public static final int FORMAT = 1;

  private static final long CACHE_BYTES =
      Math.min(4L << 30, Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4));

  private final Optional<Location> place;
  private final Store store;
  private final ZarrVersion version;
  private final ChunkCache cache;
  private final SharedStore.Hold hold;
  private final DerivedValues derived = new DerivedValues();

  private Sample(Optional<Location> place, Store store, SharedStore.Hold hold) {
    this.place = place;
    this.store = store;
    this.hold = hold;
    this.cache = new ChunkCache(CACHE_BYTES);
    ZarrGroup root = ZarrGroup.open(store, "");
    this.version = root.version();
    SampleRoot.check(root, location());
  }

  /**
   * Opens a sample in a folder for reading.
   *
   * @param path folder of the sample
   * @return the sample
   * @throws SampleFormatException if there is none, or a newer version wrote it
   */
  public static Sample open(Path path) {
    return open(Location.of(path));
  }

  /**
   * Opens a sample for reading.
   *
   * @param location where it lies
   * @return the sample
   * @throws SampleFormatException if there is none, it cannot be reached, or a newer version wrote
   *     it
   */
  public static Sample open(Location location) {
    Place place = Place.of(location);
    place.requireSample();
    return new Sample(Optional.of(location), place.store(), () -> {});
  }

  /**
   * Opens a sample in a folder for reading and writing, and keeps other writers out until it is
   * closed.
   *
   * @param path folder of the sample
   * @return the sample
   * @throws SampleFormatException as {@link #openForWriting(Location)} does
   */
  public static Sample openForWriting(Path path) {
    return openForWriting(Location.of(path));
  }

  /**
   * Opens a sample for reading and writing, and keeps other writers out until it is closed.
   *
   * @param location where it lies
   * @return the sample
   * @throws SampleFormatException if there is none, it is locked, it cannot be reached or written,
   *     or a newer version wrote it
   */
  public static Sample openForWriting(Location location) {
    Place place = Place.of(location);
    place.requireSample();
    return held(place);
  }

  /**
   * Makes a sample in a folder, or opens one that is there, for reading and writing.
   *
   * @param path folder of the sample; its parents are made
   * @param version Zarr version of a new sample; an old one keeps its own
   * @return the sample
   * @throws SampleFormatException as {@link #openOrCreate(Location, ZarrVersion)} does
   */
  public static Sample openOrCreate(Path path, ZarrVersion version) {
    return openOrCreate(Location.of(path), version);
  }

  /**
   * Makes a sample, or opens one that is there, for reading and writing.
   *
   * @param location where it lies; what is above it is made where there is such a thing
   * @param version Zarr version of a new sample; an old one keeps its own
   * @return the sample
   * @throws SampleFormatException if something else is there, it is locked, it cannot be reached or
   *     written, or a newer version wrote it
   */
  public static Sample openOrCreate(Location location, ZarrVersion version) {
    Place place = Place.of(location);
    if (place.isSample()) {
      return held(place);
    }
    if (place.holdsSomethingElse()) {
      throw new SampleFormatException(
          location + " is there and is no sample; name a new folder such as sample.zarr");
    }
    SharedStore.Hold hold = place.hold();
    try {
      Place.ROOTS.forEach(place.store()::delete);
      SampleRoot.create(place.store(), version);
      return new Sample(Optional.of(location), place.store(), hold);
    } catch (RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  private static Sample held(Place place) {
    SharedStore.Hold hold = place.hold();
    try {
      return new Sample(Optional.of(place.location()), place.store(), hold);
    } catch (RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  /**
   * Makes an empty sample in memory.
   *
   * @param version Zarr version
   * @return the sample
   */
  public static Sample inMemory(ZarrVersion version) {
    MemoryStore store = new MemoryStore();
    SampleRoot.create(store, version);
    return new Sample(Optional.empty(), store, () -> {});
  }

  /**
   * Whether a folder holds a sample.
   *
   * @param path the folder
   * @return true if its root metadata says so
   */
  public static boolean isSample(Path path) {
    return isSample(Location.of(path));
  }

  /**
   * Whether a sample lies somewhere.
   *
   * @param location the place
   * @return true if its root metadata says so
   * @throws SampleFormatException if the place cannot be looked at
   */
  public static boolean isSample(Location location) {
    return Place.of(location).isSample();
  }

  /**
   * Where the sample lies.
   *
   * @return path of the folder, URI in an object store, or {@code memory}
   */
  public String location() {
    return place.map(Location::text).orElse("memory");
  }

  /**
   * The folder of the sample.
   *
   * @return empty for a sample in memory or in an object store
   */
  public Optional<Path> folder() {
    return place.flatMap(Location::folder);
  }

  /**
   * The store below.
   *
   * @return keys are paths inside the sample
   */
  public Store store() {
    return store;
  }

  /**
   * The Zarr version of the whole sample; v2 goes with OME-NGFF 0.4, v3 with 0.5.
   *
   * @return the version
   */
  public ZarrVersion version() {
    return version;
  }

  /**
   * Decoded chunks shared by all images of the sample.
   *
   * @return the cache, bounded in bytes
   */
  public ChunkCache cache() {
    return cache;
  }

  /**
   * Opens an image lazily.
   *
   * @param key the array
   * @param <T> its ImgLib2 type
   * @return cells are the chunks, read when they are touched
   * @throws SampleFormatException if it is not there or has another pixel type
   */
  public <T extends NativeType<T>> Img<T> image(ArrayKey<T> key) {
    return LazyZarrImg.open(array(key), cache);
  }

  /**
   * Opens an array.
   *
   * @param key the array
   * @return the array in Zarr order
   * @throws SampleFormatException if it is not there or has another pixel type
   */
  public ZarrArray array(ArrayKey<?> key) {
    ZarrArray array =
        ZarrArray.find(store, key.path()).orElseThrow(() -> missing("array " + key.path()));
    if (array.spec().type() != key.type()) {
      throw new SampleFormatException(
          "%s of %s must hold %s, it holds %s"
              .formatted(key.path(), location(), key.type(), array.spec().type()));
    }
    return array;
  }

  private SampleFormatException missing(String what) {
    return new SampleFormatException(location() + " has no " + what);
  }

  /**
   * Makes an array, in place of any that was there.
   *
   * @param key the array
   * @param spec its shape, chunks and compression; the type must be the key's
   * @return the array, all 0
   */
  public ZarrArray create(ArrayKey<?> key, ArraySpec spec) {
    store.deleteTree(key.path());
    return ZarrArray.create(store, key.path(), spec, version);
  }

  /**
   * Whether a document is there.
   *
   * @param key the document
   * @return true if it is
   */
  public boolean exists(DocKey<?> key) {
    return store.exists(key.path());
  }

  /**
   * Reads a document.
   *
   * @param key the document
   * @param <V> its record
   * @return the record
   * @throws SampleFormatException if it is not there or not what the key says
   */
  public <V extends Record> V read(DocKey<V> key) {
    return find(key).orElseThrow(() -> missing("document " + key.path()));
  }

  /**
   * Reads a document that may be there.
   *
   * @param key the document
   * @param <V> its record
   * @return the record, or nothing
   * @throws SampleFormatException if it is not what the key says
   */
  public <V extends Record> Optional<V> find(DocKey<V> key) {
    return store
        .read(key.path())
        .map(bytes -> Documents.parse(bytes, key.type(), location() + "/" + key.path()));
  }

  /**
   * Writes a document whole.
   *
   * @param key the document
   * @param document its content
   * @param <V> its record
   */
  public <V extends Record> void write(DocKey<V> key, V document) {
    store.write(key.path(), Documents.bytes(document));
  }

  /**
   * A hash of a document's content, for receipts.
   *
   * @param key the document
   * @return hexadecimal, or {@code absent}
   */
  public String fingerprint(DocKey<?> key) {
    return store.read(key.path()).map(Fingerprint::sha256).orElse("absent");
  }

  /**
   * Whether a table is there.
   *
   * @param key the table
   * @return true if it is, whole
   */
  public boolean exists(TableKey key) {
    return Tables.exists(store, key);
  }

  /**
   * Reads a table.
   *
   * @param key the table
   * @return all its columns, also those that the key does not name
   * @throws SampleFormatException if it is not there or lacks a column of the key
   */
  public Table read(TableKey key) {
    return Tables.read(store, key);
  }

  /**
   * Writes a table whole, in place of any that was there.
   *
   * @param key the table
   * @param table its content
   * @throws IllegalArgumentException if it lacks a column of the key
   */
  public void write(TableKey key, Table table) {
    Tables.write(store, version, key, table);
  }

  /**
   * A value that is costly to derive from the sample, such as a flat field made ready for use. Kept
   * while memory allows and shared by all threads.
   *
   * @param key names the value and the state it was derived from, such as a receipt's hash
   * @param derivation makes the value; runs once a key
   * @param <T> type of the value, which must be immutable
   * @return the value
   */
  public <T> T derived(String key, Supplier<T> derivation) {
    return derived.get(key, derivation);
  }

  /**
   * Deletes temporary files that a writer who died left below a path.
   *
   * @param path path inside the sample
   */
  public void removeLeftovers(String path) {
    if (store instanceof FileStore files) {
      files.removeLeftovers(path);
    }
  }

  /** Brings the consolidated metadata of the root up to date. */
  public void consolidate() {
    ConsolidatedMetadata.write(store);
  }

  /** Lets other writers in. */
  @Override
  public void close() {
    hold.close();
  }
}
