package org.imaxt.core.zarr;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Decoded chunks of many arrays, bounded in bytes; the chunk used longest ago leaves first.
 *
 * <p>Safe for many threads. A chunk wanted by two threads at once is decoded by one of them, and a
 * failure reaches both. Chunks larger than the bound pass through without being kept.
 */
public final class ChunkCache {

  private record Key(Object owner, long index) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key k && k.owner == owner && k.index == index;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(owner) + Long.hashCode(index);
    }
  }

  private record Entry(Object value, long bytes) {}

  private final long maxBytes;
  private final LinkedHashMap<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<Key, CompletableFuture<Object>> loading = new HashMap<>();
  private long bytes;

  /**
   * Makes an empty cache.
   *
   * @param maxBytes bound of the kept chunks together, bytes, not negative
   */
  public ChunkCache(long maxBytes) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("a cache cannot hold " + maxBytes + " bytes");
    }
    this.maxBytes = maxBytes;
  }

  /**
   * Bytes kept now.
   *
   * @return at most {@link #maxBytes()}
   */
  public synchronized long bytes() {
    return bytes;
  }

  /**
   * The bound.
   *
   * @return bytes
   */
  public long maxBytes() {
    return maxBytes;
  }

  /**
   * Forgets the chunks of one array, such as one that was written to. A chunk that is being decoded
   * meanwhile is not kept either.
   *
   * @param array the array whose images share this cache
   */
  public synchronized void forget(ZarrArray array) {
    loading.keySet().removeIf(key -> key.owner == array);
    entries
        .entrySet()
        .removeIf(
            e -> {
              boolean own = e.getKey().owner == array;
              bytes -= own ? e.getValue().bytes : 0;
              return own;
            });
  }

  /** Returns a kept value, waits for the thread that decodes it, or decodes it. */
  Object get(ZarrArray owner, long index, long size, Supplier<Object> decoder) {
    Key key = new Key(owner, index);
    CompletableFuture<Object> mine = new CompletableFuture<>();
    CompletableFuture<Object> theirs;
    synchronized (this) {
      Entry entry = entries.get(key);
      if (entry != null) {
        return entry.value;
      }
      theirs = loading.putIfAbsent(key, mine);
    }
    return theirs == null ? decode(key, size, decoder, mine) : await(theirs);
  }

  private Object decode(
      Key key, long size, Supplier<Object> decoder, CompletableFuture<Object> mine) {
    try {
      Object value = decoder.get();
      keep(key, new Entry(value, size), mine);
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        loading.remove(key, mine);
      }
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private synchronized void keep(Key key, Entry entry, CompletableFuture<Object> mine) {
    boolean wanted = loading.remove(key, mine);
    if (!wanted || entry.bytes > maxBytes) {
      return;
    }
    var oldest = entries.values().iterator();
    while (bytes + entry.bytes > maxBytes) {
      bytes -= oldest.next().bytes;
      oldest.remove();
    }
    entries.put(key, entry);
    bytes += entry.bytes;
  }

  private static Object await(CompletableFuture<Object> theirs) {
    try {
      return theirs.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
