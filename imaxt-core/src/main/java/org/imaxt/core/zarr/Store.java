package org.imaxt.core.zarr;

import java.util.List;
import java.util.Optional;

/**
 * Values under keys: all that the Zarr library asks of files, memory or, later, object stores.
 *
 * <p>A key is a path of non-empty parts joined by {@code /}; parts {@code .} and {@code ..},
 * leading and trailing slashes and backslashes are refused with an {@code
 * IllegalArgumentException}. The empty prefix is the root. Implementations are safe for many
 * readers and writers at once; a value is seen whole or not at all.
 */
public interface Store {

  /**
   * Reads a whole value.
   *
   * @param key the key
   * @return the bytes, or empty when there is no such key
   * @throws StoreException if reading fails
   */
  Optional<byte[]> read(String key);

  /**
   * Reads a part of a value.
   *
   * @param key the key
   * @param offset first byte; negative counts from the end ({@code -length} reads the last bytes)
   * @param length number of bytes
   * @return exactly {@code length} bytes, or empty when there is no such key
   * @throws StoreException if reading fails or the value is too short
   */
  Optional<byte[]> read(String key, long offset, int length);

  /**
   * Reads a part of a value into an array that is there already.
   *
   * @param key the key
   * @param offset first byte, at least 0
   * @param target receives the bytes from its start on
   * @param length number of bytes
   * @return false when there is no such key
   * @throws StoreException if reading fails or the value is too short
   */
  default boolean read(String key, long offset, byte[] target, int length) {
    Optional<byte[]> bytes = read(key, offset, length);
    bytes.ifPresent(read -> System.arraycopy(read, 0, target, 0, length));
    return bytes.isPresent();
  }

  /**
   * Tells whether a value is there.
   *
   * @param key the key
   * @return true when {@link #read(String)} would return a value
   * @throws StoreException if the question cannot be answered
   */
  boolean exists(String key);

  /**
   * Writes a whole value atomically, in place of any older one.
   *
   * @param key the key
   * @param bytes the value is the first {@code length} bytes; not kept
   * @param length number of bytes
   * @throws StoreException if writing fails; the older value is then still there
   */
  void write(String key, byte[] bytes, int length);

  /**
   * Writes a whole value atomically, in place of any older one.
   *
   * @param key the key
   * @param bytes the value; not kept
   * @throws StoreException if writing fails; the older value is then still there
   */
  default void write(String key, byte[] bytes) {
    write(key, bytes, bytes.length);
  }

  /**
   * Removes a value; does nothing when there is none.
   *
   * @param key the key
   * @throws StoreException if removing fails
   */
  void delete(String key);

  /**
   * Removes every value whose key is {@code prefix} or lies below it. The root is refused.
   *
   * @param prefix a key
   * @throws StoreException if removing fails
   */
  void deleteTree(String prefix);

  /**
   * Names directly below a prefix, of values and of deeper prefixes.
   *
   * @param prefix a key, or empty for the root
   * @return names in natural order; empty when nothing lies below
   * @throws StoreException if listing fails
   */
  List<String> list(String prefix);

  /**
   * Names directly below a prefix that have something below them, as groups and arrays do.
   *
   * @param prefix a key, or empty for the root
   * @return names in natural order
   * @throws StoreException if listing fails
   */
  default List<String> branches(String prefix) {
    return list(prefix).stream()
        .filter(name -> !exists(prefix.isEmpty() ? name : prefix + "/" + name))
        .toList();
  }

  /**
   * Where the store is, for messages.
   *
   * @return a path or a name
   */
  String describe();

  /**
   * Where a value is, for messages.
   *
   * @param key the key, or empty for the root
   * @return a path or a name
   */
  default String describe(String key) {
    return key.isEmpty() ? describe() : describe() + "/" + key;
  }
}
