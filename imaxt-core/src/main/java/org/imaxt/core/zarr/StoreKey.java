package org.imaxt.core.zarr;

/** The rules that keep keys inside their store. */
final class StoreKey {

  private StoreKey() {}

  /** Returns {@code key}, or refuses it when it could leave the store or is empty. */
  static String require(String key) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a key must not be empty");
    }
    return requirePrefix(key);
  }

  /** Returns {@code key}, which may be empty (the root), or refuses it. */
  static String requirePrefix(String key) {
    if (key.isEmpty()) {
      return key;
    }
    for (String part : key.split("/", -1)) {
      boolean bad = part.isEmpty() || part.equals(".") || part.equals("..");
      if (bad || part.indexOf('\\') >= 0 || part.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "a key must be names joined by '/' that stay inside the store, got '" + key + "'");
      }
    }
    return key;
  }

  /** Joins a prefix, which may be empty, and a name. */
  static String join(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }
}
