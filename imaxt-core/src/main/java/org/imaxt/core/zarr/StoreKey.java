package org.imaxt.core.zarr;

/** The rules that keep keys inside their store. */
public final class StoreKey {

  private StoreKey() {}

  /**
   * Refuses a key that could leave the store or is empty.
   *
   * @param key names joined by {@code /}
   * @return the key
   * @throws IllegalArgumentException if it is refused
   */
  public static String require(String key) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a key must not be empty");
    }
    return requirePrefix(key);
  }

  /**
   * Refuses a key that could leave the store.
   *
   * @param key names joined by {@code /}, or empty for the root
   * @return the key
   * @throws IllegalArgumentException if it is refused
   */
  public static String requirePrefix(String key) {
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
