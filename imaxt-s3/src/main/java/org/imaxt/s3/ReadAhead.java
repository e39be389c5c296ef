package org.imaxt.s3;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Serves small ranges of values from larger ones: a large chunk is read row by row, and a request
 * costs more than a megabyte.
 *
 * <p>Keeps what was read ahead within a bound, and forgets it when the value is changed through the
 * same store; changes by others are not seen, as with decoded chunks. Safe for several threads.
 */
final class ReadAhead {

  /** Bytes of a request. */
  static final int WINDOW = 1 << 20;

  private static final long KEPT = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

  private static final int STRIPES = 1 << 10;

  private final Map<String, NavigableMap<Long, byte[]>> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final AtomicIntegerArray changes = new AtomicIntegerArray(STRIPES);
  private final AtomicLong treeChanges = new AtomicLong();
  private long bytes;

  /**
   * Reads a range.
   *
   * @param key the value
   * @param offset first byte, at least 0
   * @param length number of bytes, below {@link #WINDOW}
   * @param request reads a window from an offset on, shorter at the end of the value; empty where
   *     there is no value
   * @return the range, shorter where the value ends; empty where there is no value
   */
  Optional<byte[]> read(
      String key, long offset, int length, LongFunction<Optional<byte[]>> request) {
    Map.Entry<Long, byte[]> found = find(key, offset, length);
    if (found == null) {
      long before = state(key);
      Optional<byte[]> window = request.apply(offset);
      if (window.isEmpty()) {
        return window;
      }
      keep(key, offset, window.get(), before);
      found = Map.entry(offset, window.get());
    }
    int from = (int) (offset - found.getKey());
    return Optional.of(
        Arrays.copyOfRange(
            found.getValue(), from, Math.min(found.getValue().length, from + length)));
  }

  private synchronized Map.Entry<Long, byte[]> find(String key, long offset, int length) {
    NavigableMap<Long, byte[]> windows = kept.get(key);
    Map.Entry<Long, byte[]> before = windows == null ? null : windows.floorEntry(offset);
    boolean holds = before != null && offset + length <= before.getKey() + before.getValue().length;
    return holds ? before : null;
  }

  /** Keeps a window, unless its value was changed since it was asked for. */
  private synchronized void keep(String key, long offset, byte[] window, long before) {
    if (state(key) != before) {
      return;
    }
    byte[] old = kept.computeIfAbsent(key, k -> new TreeMap<>()).put(offset, window);
    bytes += window.length - (old == null ? 0 : old.length);
    Iterator<NavigableMap<Long, byte[]>> eldest = kept.values().iterator();
    while (bytes > KEPT && eldest.hasNext()) {
      eldest.next().values().forEach(w -> bytes -= w.length);
      eldest.remove();
    }
  }

  /** Forgets a value that is about to change or has changed. */
  void changed(String key) {
    changes.incrementAndGet(stripe(key));
    forget(key);
  }

  private synchronized void forget(String key) {
    NavigableMap<Long, byte[]> windows = kept.remove(key);
    if (windows != null) {
      windows.values().forEach(w -> bytes -= w.length);
    }
  }

  /** Forgets all values. */
  synchronized void allChanged() {
    treeChanges.incrementAndGet();
    kept.clear();
    bytes = 0;
  }

  private long state(String key) {
    return treeChanges.get() + changes.get(stripe(key));
  }

  private static int stripe(String key) {
    return Math.floorMod(key.hashCode(), STRIPES);
  }
}
