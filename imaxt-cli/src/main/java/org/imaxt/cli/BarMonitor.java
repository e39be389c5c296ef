package org.imaxt.cli;

import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a bar with an estimate of the time left. */
final class BarMonitor implements ConsoleMonitor {

  private static final int INTERVAL_MILLIS = 200;

  private final Terminal terminal;
  private Optional<ProgressBar> bar = Optional.empty();
  private long begin;

  BarMonitor(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void started(String task, long work) {
    close();
    begin = System.nanoTime();
    bar =
        Optional.of(
            new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(work)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(terminal.err()))
                .build());
  }

  @Override
  public synchronized void advanced(long done, long total) {
    bar.ifPresent(b -> b.stepTo(Math.max(b.getCurrent(), done)));
  }

  @Override
  public synchronized void warned(String message) {
    terminal.err().print("\r");
    terminal.say("warning: " + message);
  }

  @Override
  public synchronized void finished(String message) {
    boolean started = bar.isPresent();
    close();
    if (started) {
      terminal.say(
          "%s (%s s)".formatted(message, LineMonitor.shown((System.nanoTime() - begin) / 1e9)));
    }
  }

  @Override
  public boolean cancelled() {
    return terminal.cancelled().getAsBoolean();
  }

  @Override
  public synchronized void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
