package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkCacheTest {

  private final ZarrArray array =
      ZarrArray.create(new MemoryStore(), "a", ArraySpec.column(4, DataType.INT32), ZarrVersion.V2);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverHoldsMoreThanItsBound(long seed) throws Exception {
    ChunkCache cache = new ChunkCache(1000);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Long>> largest = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Random random = new Random(seed * 10 + t);
      largest.add(
          threads.submit(
              () -> {
                long max = 0;
                for (int i = 0; i < 5000; i++) {
                  long index = random.nextInt(40);
                  assertEquals(index, cache.get(array, index, 50 + 7 * index, () -> index));
                  max = Math.max(max, cache.bytes());
                }
                return max;
              }));
    }
    for (Future<Long> f : largest) {
      assertTrue(f.get() <= 1000, "bytes held: " + f.get());
    }
    threads.shutdown();
  }

  @Test
  void twoThreadsShareOneDecoding() throws Exception {
    ChunkCache cache = new ChunkCache(1000);
    AtomicInteger decoded = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<Object> first =
        threads.submit(
            () ->
                cache.get(
                    array,
                    0,
                    10,
                    () -> {
                      begun.countDown();
                      awaitQuietly(go);
                      decoded.incrementAndGet();
                      return new int[1];
                    }));
    begun.await();
    Future<Object> second =
        threads.submit(
            () ->
                cache.get(
                    array,
                    0,
                    10,
                    () -> {
                      decoded.incrementAndGet();
                      return new int[1];
                    }));
    go.countDown();
    assertSame(first.get(), second.get());
    assertEquals(1, decoded.get());
    threads.shutdown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theOneUsedLongestAgoLeavesFirst() {
    ChunkCache cache = new ChunkCache(20);
    AtomicInteger decoded = new AtomicInteger();
    for (long index : new long[] {0, 1, 0, 2, 0, 1}) {
      cache.get(array, index, 10, decoded::incrementAndGet);
    }
    assertEquals(4, decoded.get(), "0, 1, 2 and 1 again");
  }

  @Test
  void failuresAreNotKept() {
    ChunkCache cache = new ChunkCache(20);
    assertThrows(
        IllegalStateException.class,
        () ->
            cache.get(
                array,
                0,
                10,
                () -> {
                  throw new IllegalStateException("once");
                }));
    assertEquals("fine", cache.get(array, 0, 10, () -> "fine"));
  }

  @Test
  void forgetsOneArrayOnly() {
    ZarrArray other =
        ZarrArray.create(
            new MemoryStore(), "a", ArraySpec.column(4, DataType.INT32), ZarrVersion.V2);
    ChunkCache cache = new ChunkCache(100);
    cache.get(array, 0, 10, () -> "old");
    cache.get(other, 0, 10, () -> "kept");
    cache.forget(array);
    assertEquals(10, cache.bytes());
    assertEquals("new", cache.get(array, 0, 10, () -> "new"));
    assertEquals("kept", cache.get(other, 0, 10, () -> "other"));
  }

  @Test
  void whatIsLargerThanTheBoundPassesThrough() {
    ChunkCache cache = new ChunkCache(5);
    assertEquals("large", cache.get(array, 0, 10, () -> "large"));
    assertEquals(0, cache.bytes());
  }
}
