package org.imaxt.cli;

import java.io.PrintStream;
import java.util.function.BooleanSupplier;

/**
 * Where the command line speaks, and how it hears that the user wants to end.
 *
 * @param out answers
 * @param err progress, warnings and failures
 * @param kind who watches
 * @param cancelled whether the user wants the run to end
 */
record Terminal(PrintStream out, PrintStream err, Kind kind, BooleanSupplier cancelled) {

  /** Who watches the output. */
  enum Kind {
    /** A person: progress may move. */
    INTERACTIVE,
    /** A file or a pipe: progress is a few plain lines. */
    PLAIN
  }

  /** Tells the user something beside the answer. */
  void say(String message) {
    err.println("imaxt: " + message);
  }
}
