package org.imaxt.cli;

/** Shows warnings and nothing else. */
final class QuietMonitor implements ConsoleMonitor {

  private final Terminal terminal;

  QuietMonitor(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void started(String task, long work) {}

  @Override
  public void advanced(long done, long total) {}

  @Override
  public void warned(String message) {
    terminal.say("warning: " + message);
  }

  @Override
  public void finished(String message) {}

  @Override
  public boolean cancelled() {
    return terminal.cancelled().getAsBoolean();
  }

  @Override
  public void close() {}
}
