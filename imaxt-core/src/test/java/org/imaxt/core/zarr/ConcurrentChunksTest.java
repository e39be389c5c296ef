package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentChunksTest {

  private static final int CHUNK = 64;
  private static final int CHUNKS = 8;
  private static final int THREADS = 4;

  @TempDir Path folder;

  private ZarrArray array() {
    long size = CHUNK * CHUNKS;
    ArraySpec spec =
        ArraySpec.image(new long[] {size, size}, new int[] {CHUNK, CHUNK}, DataType.UINT16);
    return ZarrArray.create(new FileStore(folder), "a/b", spec, ZarrVersion.V2);
  }

  private static void onThreads(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> done = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      done.add(threads.submit(() -> work.run(thread)));
    }
    for (Future<?> f : done) {
      f.get();
    }
    threads.shutdown();
  }

  /** What one thread does. */
  private interface Work {
    void run(int thread);
  }

  private static short[] full(int value) {
    short[] chunk = new short[CHUNK * CHUNK];
    Arrays.fill(chunk, (short) value);
    return chunk;
  }

  @Test
  void chunksWrittenByManyThreadsAreReadByMany() throws Exception {
    ZarrArray array = array();
    onThreads(
        t -> {
          for (int i = t; i < CHUNKS * CHUNKS; i += THREADS) {
            array.writeChunk(full(i + 1), i / CHUNKS, i % CHUNKS);
          }
        });
    ChunkCache cache = new ChunkCache(5L * 2 * CHUNK * CHUNK);
    Img<UnsignedShortType> img = LazyZarrImg.open(ZarrArray.open(array.store(), "a/b"), cache);
    onThreads(
        t -> {
          long sum = 0;
          for (UnsignedShortType p : img) {
            sum += p.get();
          }
          assertEquals(CHUNK * CHUNK * 64L * 65 / 2, sum, "sum of all pixels");
          assertTrue(cache.bytes() <= cache.maxBytes(), "bytes held");
        });
  }

  @Test
  void aChunkIsReadWholeWhileItIsReplaced() throws Exception {
    ZarrArray array = array();
    array.writeChunk(full(1), 0, 0);
    onThreads(
        t -> {
          for (int i = 0; i < 100; i++) {
            if (t < 2) {
              array.writeChunk(full(t + 1), 0, 0);
            } else {
              short[] chunk = (short[]) array.readChunk(0, 0);
              assertEquals(chunk[0], chunk[chunk.length - 1], "first and last pixel");
            }
          }
        });
  }

  @Test
  void groupsAndArraysAreMadeByManyThreadsAtOnce() throws Exception {
    Store store = new FileStore(folder);
    onThreads(
        t -> {
          for (int i = 0; i < 10; i++) {
            ArraySpec spec = ArraySpec.column(4, DataType.INT32);
            ZarrArray.create(store, "x/y/t" + t + "/" + i, spec, ZarrVersion.V3)
                .writeAll(new int[] {t, i, t, i});
          }
        });
    for (int t = 0; t < THREADS; t++) {
      assertEquals(10, ZarrGroup.open(store, "x/y/t" + t).children().size());
    }
  }
}
