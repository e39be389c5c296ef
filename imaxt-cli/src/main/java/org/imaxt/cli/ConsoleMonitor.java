package org.imaxt.cli;

import org.imaxt.core.run.Monitor;

/** A monitor that leaves the terminal tidy. */
interface ConsoleMonitor extends Monitor, AutoCloseable {

  @Override
  void close();

  /** The monitor that suits a terminal. */
  static ConsoleMonitor of(Terminal terminal, RunOptions options) {
    if (options.quiet()) {
      return new QuietMonitor(terminal);
    }
    return terminal.kind() == Terminal.Kind.INTERACTIVE
        ? new BarMonitor(terminal)
        : new LineMonitor(terminal, System::nanoTime);
  }
}
