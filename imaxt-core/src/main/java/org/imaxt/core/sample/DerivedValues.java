package org.imaxt.core.sample;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Values that the garbage collector may take back when memory is short. */
final class DerivedValues {

  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  <T> T get(String key, Supplier<T> derivation) {
    return slots.computeIfAbsent(key, k -> new Slot()).get(derivation);
  }

  /** One value; a second thread waits for the first to derive it. */
  private static final class Slot {

    private SoftReference<Object> value = new SoftReference<>(null);

    @SuppressWarnings("unchecked") // a key stands for one type: whoever asks also derives
    synchronized <T> T get(Supplier<T> derivation) {
      Object there = value.get();
      if (there == null) {
        there = derivation.get();
        value = new SoftReference<>(there);
      }
      return (T) there;
    }
  }
}
