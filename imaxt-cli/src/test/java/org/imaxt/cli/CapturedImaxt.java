package org.imaxt.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.imaxt.core.stage.TaskRegistry;

/** The command line with its streams caught. */
final class CapturedImaxt {

  static final TaskRegistry REGISTRY = TaskRegistry.load(CapturedImaxt.class.getClassLoader());

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal;

  CapturedImaxt(BooleanSupplier cancelled) {
    terminal = new Terminal(stream(out), stream(err), Terminal.Kind.PLAIN, cancelled);
  }

  CapturedImaxt() {
    this(() -> false);
  }

  /** Runs a command line and gives its exit code. */
  int run(Object... arguments) {
    out.reset();
    err.reset();
    return new Imaxt(REGISTRY, terminal).execute(words(arguments));
  }

  /** Runs a command line whose demo is another pipeline. */
  int runWithDemo(String pipeline, Object... arguments) {
    DemoCommand demo = new DemoCommand(REGISTRY, terminal, pipeline);
    return new Imaxt(REGISTRY, terminal, demo).execute(words(arguments));
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  List<String> errors() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  Terminal terminal() {
    return terminal;
  }

  private static String[] words(Object... arguments) {
    return List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
