package org.imaxt.benchmarks;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Reads files, packs them and writes them: what a machine's cores and disks can do at best. */
final class PlainCopy {

  private static final int LEVEL = 3; // as chunks are packed

  private PlainCopy() {}

  /** Seconds in which all tiles below a folder are copied into another, which is then removed. */
  static double seconds(Path from, Path to, int threads) throws IOException, InterruptedException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(f -> f.toString().endsWith(".tif")).sorted().toList();
    }
    Files.createDirectories(to);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long start = System.nanoTime();
      List<Future<?>> copies = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        Path file = files.get(i);
        Path copy = to.resolve(i + ".zst");
        copies.add(pool.submit(() -> copy(file, copy)));
      }
      for (Future<?> copy : copies) {
        copy.get();
      }
      return (System.nanoTime() - start) / 1e9;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdown();
      Program.delete(to);
    }
  }

  private static void copy(Path file, Path copy) {
    try {
      Files.write(copy, Zstd.compress(Files.readAllBytes(file), LEVEL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
