package org.imaxt.core.zarr;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Optional;

/**
 * A group or array that is there, and its documents.
 *
 * @param store where it lies
 * @param path its path; empty for the root
 * @param version which documents it has
 * @param kind what it is
 */
record Node(Store store, String path, ZarrVersion version, Kind kind) {

  enum Kind {
    GROUP,
    ARRAY
  }

  /** Finds the node at a path; a folder without documents is none. */
  static Optional<Node> find(Store store, String path) {
    StoreKey.requirePrefix(path);
    if (store.exists(StoreKey.join(path, V2Metadata.ARRAY))) {
      return Optional.of(new Node(store, path, ZarrVersion.V2, Kind.ARRAY));
    }
    if (store.exists(StoreKey.join(path, V2Metadata.GROUP))) {
      return Optional.of(new Node(store, path, ZarrVersion.V2, Kind.GROUP));
    }
    return JsonDocument.read(store, StoreKey.join(path, V3Metadata.NODE))
        .map(doc -> new Node(store, path, ZarrVersion.V3, V3Metadata.kind(doc)));
  }

  /**
   * A node and the document that describes it, read once: each look at an object store is a
   * request.
   */
  record Described(Node node, JsonDocument document) {}

  /** Finds an array and reads its document; nothing if there is none, or a group. */
  static Optional<Described> findArray(Store store, String path) {
    Optional<JsonDocument> v2 =
        JsonDocument.read(store, StoreKey.join(StoreKey.requirePrefix(path), V2Metadata.ARRAY));
    if (v2.isPresent()) {
      return v2.map(d -> new Described(new Node(store, path, ZarrVersion.V2, Kind.ARRAY), d));
    }
    return JsonDocument.read(store, StoreKey.join(path, V3Metadata.NODE))
        .filter(doc -> V3Metadata.kind(doc) == Kind.ARRAY)
        .map(doc -> new Described(new Node(store, path, ZarrVersion.V3, Kind.ARRAY), doc));
  }

  static Described requireArray(Store store, String path) {
    return findArray(store, path)
        .orElseGet(
            () -> {
              Node node = require(store, path, Kind.ARRAY);
              return new Described(node, node.document());
            });
  }

  /** Finds a group; nothing if there is none, or an array. */
  static Optional<Node> findGroup(Store store, String path) {
    StoreKey.requirePrefix(path);
    if (store.exists(StoreKey.join(path, V2Metadata.GROUP))) {
      return Optional.of(new Node(store, path, ZarrVersion.V2, Kind.GROUP));
    }
    return JsonDocument.read(store, StoreKey.join(path, V3Metadata.NODE))
        .filter(doc -> V3Metadata.kind(doc) == Kind.GROUP)
        .map(doc -> new Node(store, path, ZarrVersion.V3, Kind.GROUP));
  }

  static Node requireGroup(Store store, String path) {
    return findGroup(store, path).orElseGet(() -> require(store, path, Kind.GROUP));
  }

  private static Node require(Store store, String path, Kind kind) {
    String wanted = kind.name().toLowerCase(Locale.ROOT);
    Node node =
        find(store, path)
            .orElseThrow(
                () ->
                    new ZarrFormatException(
                        store.describe(path), "no zarr " + wanted + " is here"));
    if (node.kind != kind) {
      throw new ZarrFormatException(
          store.describe(path),
          "a zarr "
              + wanted
              + " was asked for, but this is a zarr "
              + node.kind.name().toLowerCase(Locale.ROOT));
    }
    return node;
  }

  String key(String name) {
    return StoreKey.join(path, name);
  }

  /** The document that describes the node itself. */
  JsonDocument document() {
    String name =
        version == ZarrVersion.V3
            ? V3Metadata.NODE
            : kind == Kind.ARRAY ? V2Metadata.ARRAY : V2Metadata.GROUP;
    return JsonDocument.read(store, key(name))
        .orElseThrow(() -> new ZarrFormatException(store.describe(key(name)), "has gone"));
  }

  JsonObject attributes() {
    if (version == ZarrVersion.V2) {
      return JsonDocument.read(store, key(V2Metadata.ATTRIBUTES))
          .map(JsonDocument::json)
          .orElseGet(JsonObject::new);
    }
    JsonDocument doc = document();
    return doc.find("attributes").isEmpty() ? new JsonObject() : doc.object("attributes").json();
  }

  void setAttributes(JsonObject attributes) {
    if (version == ZarrVersion.V2) {
      JsonDocument.write(store, key(V2Metadata.ATTRIBUTES), attributes);
      return;
    }
    JsonObject json = document().json();
    json.add("attributes", attributes);
    json.remove(V3Metadata.CONSOLIDATED); // it would now be out of date
    JsonDocument.write(store, key(V3Metadata.NODE), json);
  }

  /** Makes the groups above a path that are missing, the root first. */
  static void createParents(Store store, String path, ZarrVersion version) {
    for (int at = path.isEmpty() ? -1 : 0; at >= 0; at = path.indexOf('/', at + 1)) {
      createGroup(store, path.substring(0, at), version);
    }
  }

  /** Makes a group unless it is there; refuses an array or a group of the other version. */
  static Node createGroup(Store store, String path, ZarrVersion version) {
    Optional<Node> old = find(store, path);
    if (old.isEmpty()) {
      boolean v2 = version == ZarrVersion.V2;
      JsonDocument.write(
          store,
          StoreKey.join(path, v2 ? V2Metadata.GROUP : V3Metadata.NODE),
          v2 ? V2Metadata.group() : V3Metadata.group());
      return new Node(store, path, version, Kind.GROUP);
    }
    if (old.get().kind != Kind.GROUP || old.get().version != version) {
      throw new IllegalArgumentException(
          "a "
              + version
              + " group cannot be made at "
              + store.describe(path)
              + ", there is a "
              + old.get().version
              + " "
              + old.get().kind.name().toLowerCase(Locale.ROOT));
    }
    return old.get();
  }
}
