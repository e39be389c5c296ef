package org.imaxt.core.zarr;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * A group: a node with attributes and children.
 *
 * <p>Holds no state but its path: every call reads or writes the store. Safe for many threads; two
 * that set the attributes at once leave those of one of them.
 */
public final class ZarrGroup {

  private final Node node;

  private ZarrGroup(Node node) {
    this.node = node;
  }

  /**
   * Makes a group and those above it, or opens what is there already.
   *
   * @param store where to
   * @param path its path; empty for the root
   * @param version which documents to write
   * @return the group
   * @throws IllegalArgumentException if an array or a group of the other version is in the way
   */
  public static ZarrGroup create(Store store, String path, ZarrVersion version) {
    StoreKey.requirePrefix(path);
    if (!path.isEmpty()) {
      Node.createGroup(store, "", version);
      Node.createParents(store, path, version);
    }
    return new ZarrGroup(Node.createGroup(store, path, version));
  }

  /**
   * Opens a group of either version.
   *
   * @param store where it lies
   * @param path its path; empty for the root
   * @return the group
   * @throws ZarrFormatException if no group is there
   */
  public static ZarrGroup open(Store store, String path) {
    return new ZarrGroup(Node.requireGroup(store, path));
  }

  /**
   * Tells whether a group is there.
   *
   * @param store where to look
   * @param path its path; empty for the root
   * @return true when {@link #open} would find it
   */
  public static boolean exists(Store store, String path) {
    return Node.findGroup(store, path).isPresent();
  }

  /**
   * Reads the attributes.
   *
   * @return a fresh object, empty when none were set
   */
  public JsonObject attributes() {
    return node.attributes();
  }

  /**
   * Replaces all attributes, atomically.
   *
   * @param attributes the new ones
   */
  public void setAttributes(JsonObject attributes) {
    node.setAttributes(attributes);
  }

  /**
   * Names of the groups and arrays directly below.
   *
   * @return names in natural order
   */
  public List<String> children() {
    return node.store().branches(node.path()).stream()
        .filter(name -> !name.startsWith("."))
        .filter(name -> Node.find(node.store(), node.key(name)).isPresent())
        .toList();
  }

  /**
   * Where the group lies in its store.
   *
   * @return path, empty for the root
   */
  public String path() {
    return node.path();
  }

  /**
   * Version of its documents.
   *
   * @return the version
   */
  public ZarrVersion version() {
    return node.version();
  }

  /**
   * The store the group lies in.
   *
   * @return the store
   */
  public Store store() {
    return node.store();
  }
}
