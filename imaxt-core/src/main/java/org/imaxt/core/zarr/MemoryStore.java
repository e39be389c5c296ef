package org.imaxt.core.zarr;

import java.io.EOFException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A store on the heap, for tests and small derived samples. */
public final class MemoryStore implements Store {

  private final ConcurrentSkipListMap<String, byte[]> values = new ConcurrentSkipListMap<>();

  /** Makes an empty store. */
  public MemoryStore() {}

  @Override
  public Optional<byte[]> read(String key) {
    return Optional.ofNullable(values.get(StoreKey.require(key))).map(byte[]::clone);
  }

  @Override
  public Optional<byte[]> read(String key, long offset, int length) {
    byte[] value = values.get(StoreKey.require(key));
    if (value == null) {
      return Optional.empty();
    }
    long from = offset < 0 ? value.length + offset : offset;
    if (from < 0 || length < 0 || from + length > value.length) {
      throw new StoreException(
          "read", describe(key), new EOFException("value has only " + value.length + " bytes"));
    }
    return Optional.of(Arrays.copyOfRange(value, (int) from, (int) from + length));
  }

  @Override
  public boolean exists(String key) {
    return values.containsKey(StoreKey.require(key));
  }

  @Override
  public void write(String key, byte[] bytes, int length) {
    values.put(StoreKey.require(key), Arrays.copyOf(bytes, length));
  }

  @Override
  public void delete(String key) {
    values.remove(StoreKey.require(key));
  }

  @Override
  public void deleteTree(String prefix) {
    values.remove(StoreKey.require(prefix));
    values.subMap(prefix + "/", prefix + "0").clear(); // '0' follows '/'
  }

  @Override
  public List<String> list(String prefix) {
    String start = StoreKey.requirePrefix(prefix).isEmpty() ? "" : prefix + "/";
    return values.tailMap(start).keySet().stream()
        .takeWhile(key -> key.startsWith(start))
        .map(key -> key.substring(start.length()).split("/", 2)[0])
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public String describe() {
    return "memory store";
  }
}
