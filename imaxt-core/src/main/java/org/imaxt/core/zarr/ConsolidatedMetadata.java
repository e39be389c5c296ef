package org.imaxt.core.zarr;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All metadata of a store in one document: {@code .zmetadata} of version 2, a member of the root's
 * {@code zarr.json} of version 3.
 *
 * <p>It is a copy: what is created or changed after {@link #write} is not in it.
 */
public final class ConsolidatedMetadata {

  private static final String V2_DOCUMENT = ".zmetadata";
  private static final String FORMAT = "zarr_consolidated_format";

  private ConsolidatedMetadata() {}

  /**
   * Collects the metadata of the root and of every group and array below it. Names that start with
   * a dot and folders that are no node are passed over.
   *
   * @param store a store whose root is a group
   * @throws ZarrFormatException if the root is no group or a document is malformed
   */
  public static void write(Store store) {
    Node root = Node.requireGroup(store, "");
    Map<String, JsonObject> documents = new TreeMap<>();
    boolean v2 = root.version() == ZarrVersion.V2;
    collect(root.store(), "", v2, documents);
    JsonObject metadata = new JsonObject();
    if (v2) {
      documents.forEach(metadata::add);
      JsonObject json = new JsonObject();
      json.add("metadata", metadata);
      json.addProperty(FORMAT, 1);
      JsonDocument.write(store, V2_DOCUMENT, json);
      return;
    }
    JsonObject json = documents.remove(V3Metadata.NODE);
    documents.forEach((key, node) -> metadata.add(nodePath(key), node));
    JsonObject consolidated = new JsonObject();
    consolidated.addProperty("kind", "inline");
    consolidated.addProperty("must_understand", false);
    consolidated.add("metadata", metadata);
    json.add(V3Metadata.CONSOLIDATED, consolidated);
    JsonDocument.write(store, V3Metadata.NODE, json);
  }

  private static String nodePath(String key) {
    return key.substring(0, key.length() - V3Metadata.NODE.length() - 1);
  }

  private static void collect(
      Store store, String path, boolean v2, Map<String, JsonObject> documents) {
    boolean array = false;
    List<String> names =
        v2
            ? List.of(V2Metadata.ARRAY, V2Metadata.GROUP, V2Metadata.ATTRIBUTES)
            : List.of(V3Metadata.NODE);
    for (String name : names) {
      String key = StoreKey.join(path, name);
      Optional<JsonDocument> doc = JsonDocument.read(store, key);
      if (doc.isPresent()) {
        documents.put(key, doc.get().json());
        array |= v2 ? name.equals(V2Metadata.ARRAY) : V3Metadata.kind(doc.get()) == Node.Kind.ARRAY;
      }
    }
    if (array) {
      return; // only chunks lie below
    }
    for (String child : store.branches(path)) {
      if (!child.startsWith(".")) {
        collect(store, StoreKey.join(path, child), v2, documents);
      }
    }
  }

  /**
   * A read-only view of a store that answers questions about metadata from the consolidated copy.
   *
   * @param store the store
   * @return the view, or the store itself when it holds no consolidated metadata
   * @throws ZarrFormatException if the consolidated metadata are malformed
   */
  public static Store view(Store store) {
    Optional<JsonDocument> v2 = JsonDocument.read(store, V2_DOCUMENT);
    if (v2.isPresent()) {
      if (v2.get().integer(FORMAT) != 1) {
        throw v2.get().refusal(FORMAT + " must be 1, got " + v2.get().member(FORMAT));
      }
      Map<String, byte[]> documents = new TreeMap<>();
      v2.get()
          .object("metadata")
          .json()
          .entrySet()
          .forEach(e -> documents.put(e.getKey(), bytes(e.getValue())));
      return new View(store, documents);
    }
    Optional<JsonDocument> v3 =
        JsonDocument.read(store, V3Metadata.NODE)
            .filter(doc -> doc.find(V3Metadata.CONSOLIDATED).isPresent());
    if (v3.isEmpty()) {
      return store;
    }
    JsonDocument consolidated = v3.get().object(V3Metadata.CONSOLIDATED);
    if (!consolidated.text("kind").equals("inline")) {
      throw consolidated.refusal("kind must be inline, got " + consolidated.text("kind"));
    }
    Map<String, byte[]> documents = new TreeMap<>();
    documents.put(V3Metadata.NODE, bytes(v3.get().json()));
    consolidated
        .object("metadata")
        .json()
        .entrySet()
        .forEach(e -> documents.put(e.getKey() + "/" + V3Metadata.NODE, bytes(e.getValue())));
    return new View(store, documents);
  }

  private static byte[] bytes(JsonElement json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Metadata from memory, chunks from the store. */
  private record View(Store store, Map<String, byte[]> documents) implements Store {

    private static boolean isMetadata(String key) {
      String name = key.substring(key.lastIndexOf('/') + 1);
      return name.equals(V2Metadata.ARRAY)
          || name.equals(V2Metadata.GROUP)
          || name.equals(V2Metadata.ATTRIBUTES)
          || name.equals(V3Metadata.NODE);
    }

    @Override
    public Optional<byte[]> read(String key) {
      return isMetadata(key)
          ? Optional.ofNullable(documents.get(StoreKey.require(key))).map(byte[]::clone)
          : store.read(key);
    }

    @Override
    public Optional<byte[]> read(String key, long offset, int length) {
      return store.read(key, offset, length);
    }

    @Override
    public boolean read(String key, long offset, byte[] target, int length) {
      return store.read(key, offset, target, length);
    }

    @Override
    public boolean exists(String key) {
      return isMetadata(key) ? documents.containsKey(StoreKey.require(key)) : store.exists(key);
    }

    @Override
    public void write(String key, byte[] bytes, int length) {
      throw readOnly();
    }

    @Override
    public void delete(String key) {
      throw readOnly();
    }

    @Override
    public void deleteTree(String prefix) {
      throw readOnly();
    }

    private UnsupportedOperationException readOnly() {
      return new UnsupportedOperationException(
          "the consolidated view of " + describe() + " is read-only; open the store itself");
    }

    @Override
    public List<String> list(String prefix) {
      String start = StoreKey.requirePrefix(prefix).isEmpty() ? "" : prefix + "/";
      return documents.keySet().stream()
          .filter(key -> key.startsWith(start))
          .map(key -> key.substring(start.length()).split("/", 2)[0])
          .distinct()
          .sorted()
          .toList();
    }

    @Override
    public String describe() {
      return store.describe();
    }

    @Override
    public String describe(String key) {
      return store.describe(key);
    }
  }
}
