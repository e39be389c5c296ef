package org.imaxt.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Shows progress as plain lines: a start, at most one line every few seconds, an end. */
final class LineMonitor implements ConsoleMonitor {

  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Terminal terminal;
  private final LongSupplier nanoTime;
  private String name = ""; // empty while nothing has been started
  private long begin;
  private long last;
  private long most;

  LineMonitor(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void started(String task, long work) {
    name = task;
    begin = nanoTime.getAsLong();
    last = begin;
    most = 0;
    terminal.say("%s: %s units of work".formatted(task, work));
  }

  @Override
  public synchronized void advanced(long done, long total) {
    long now = nanoTime.getAsLong();
    most = Math.max(most, done); // threads may tell of their work out of order
    if (now - last >= INTERVAL_NANOS && most < total) {
      last = now;
      double left = seconds(now - begin) * (total - most) / most;
      terminal.say("%s: %s of %s, about %.0f s left".formatted(name, most, total, Math.ceil(left)));
    }
  }

  @Override
  public void warned(String message) {
    terminal.say("warning: " + message);
  }

  @Override
  public synchronized void finished(String message) {
    if (!name.isEmpty()) {
      terminal.say("%s (%s s)".formatted(message, shown(seconds(nanoTime.getAsLong() - begin))));
    }
    name = "";
  }

  @Override
  public boolean cancelled() {
    return terminal.cancelled().getAsBoolean();
  }

  @Override
  public void close() {}

  static String shown(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
