package org.imaxt.core.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imaxt.core.model.UnitCost;

/**
 * Measures what the calling thread does from here on: a unit runs on one thread.
 *
 * <p>Bytes are those that the thread read from files and wrote to them, also where the system's
 * cache had them; Linux alone tells (proc(5), {@code rchar} and {@code wchar}).
 */
final class UnitMeter {

  private static final Path IO = Path.of("/proc/thread-self/io");
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long start = System.nanoTime();
  private final long processor = processorNanos();
  private final long[] moved = moved();

  private UnitMeter() {}

  static UnitMeter start() {
    return new UnitMeter();
  }

  /** What was done since, with the memory that the unit declares. */
  UnitCost stop(long memoryBytes) {
    long[] end = moved();
    return new UnitCost(
        (System.nanoTime() - start) / 1e9,
        Math.max(0, processorNanos() - processor) / 1e9,
        Math.max(0, end[0] - moved[0]),
        Math.max(0, end[1] - moved[1]),
        Math.max(0, memoryBytes));
  }

  private static long processorNanos() {
    return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : 0;
  }

  /** Bytes read and written so far; 0 where the system does not tell. */
  private static long[] moved() {
    long[] moved = new long[2];
    try {
      for (String line : Files.readString(IO).split("\n")) {
        if (line.startsWith("rchar: ")) {
          moved[0] = Long.parseLong(line.substring("rchar: ".length()));
        } else if (line.startsWith("wchar: ")) {
          moved[1] = Long.parseLong(line.substring("wchar: ".length()));
        }
      }
    } catch (IOException e) {
      return new long[2]; // no Linux, or nobody may look
    }
    return moved;
  }
}
