package org.imaxt.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.stage.Task;
import org.imaxt.core.stage.TaskRegistry;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The program {@code imaxt}. */
public final class Imaxt {

  static final String VERBOSE = "--verbose";

  private static final int WIDTH = 100;

  private final TaskRegistry registry;
  private final Terminal terminal;
  private final DemoCommand demo;

  Imaxt(TaskRegistry registry, Terminal terminal) {
    this(registry, terminal, new DemoCommand(registry, terminal));
  }

  Imaxt(TaskRegistry registry, Terminal terminal, DemoCommand demo) {
    this.registry = registry;
    this.terminal = terminal;
    this.demo = demo;
  }

  /**
   * Runs a command line and ends the process.
   *
   * @param arguments words of the command line
   */
  public static void main(String[] arguments) {
    Interrupts interrupts = Interrupts.listen();
    Terminal terminal =
        new Terminal(
            utf8(FileDescriptor.out),
            utf8(FileDescriptor.err),
            System.console() == null ? Terminal.Kind.PLAIN : Terminal.Kind.INTERACTIVE,
            interrupts);
    int code = ExitCode.FAILED.code();
    try {
      TaskRegistry registry = TaskRegistry.load(Imaxt.class.getClassLoader());
      code = new Imaxt(registry, terminal).execute(arguments);
    } catch (OutOfMemoryError e) {
      terminal.say("out of memory; give more with --memory, or fewer --threads");
    } finally {
      interrupts.exit(code);
    }
  }

  /** Runs a command line and gives its exit code. */
  int execute(String... arguments) {
    Failures failures = new Failures(terminal);
    PrintWriter out = new PrintWriter(terminal.out(), true);
    int code =
        commandLine()
            .setOut(out)
            .setErr(new PrintWriter(terminal.err(), true))
            .setUsageHelpWidth(WIDTH)
            .setExecutionExceptionHandler(failures::thrown)
            .setParameterExceptionHandler(failures::usage)
            .execute(spelled(arguments));
    out.flush();
    return code;
  }

  /** Labels are what is meant where nobody says what to evaluate. */
  private static String[] spelled(String... arguments) {
    boolean isBare =
        arguments.length > 1
            && arguments[0].equals("evaluate")
            && (arguments[1].startsWith("--truth") || arguments[1].startsWith("--labels"));
    if (!isBare) {
      return arguments;
    }
    List<String> words = new ArrayList<>(List.of(arguments));
    words.add(1, "labels");
    return words.toArray(String[]::new);
  }

  /** The whole command line, for the tests that hold it against the tasks. */
  CommandLine commandLine() {
    CommandSpec root = CommandSpec.create().name("imaxt").addOption(help());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version.")
            .build());
    root.version("imaxt " + version());
    root.usageMessage()
        .description("From raw microscope tiles to registered volumes and cell tables.")
        .footer(
            "",
            "imaxt <command> --help shows the options of a command.",
            "--memory <size> gives more memory (default: 1400m), for example --memory 4g.",
            "Exit codes: 0 done, 2 wrong arguments, 3 unusable input, 4 failed, 130 cancelled.");
    CommandLine line = new CommandLine(root);
    for (Task<?> task : registry.tasks()) {
      add(line, task);
    }
    line.addSubcommand(withHelp(new RunCommand(registry, terminal)));
    line.addSubcommand(withHelp(new PlanCommand(registry, terminal)));
    line.addSubcommand(withHelp(new SimulateCommand(registry, terminal)));
    line.addSubcommand(withHelp(new StagesCommand(registry, terminal)));
    line.addSubcommand(withHelp(demo));
    return line;
  }

  /** The option that every command has. */
  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help.")
        .build();
  }

  private void add(CommandLine line, Task<?> task) {
    String[] words = task.info().id().split(" ", 2);
    CommandSpec spec = StageSubcommand.of(task, terminal);
    if (words.length == 1) {
      line.addSubcommand(words[0], new CommandLine(spec));
      return;
    }
    CommandLine group = line.getSubcommands().get(words[0]);
    if (group == null) {
      group = new CommandLine(GroupCommand.named(words[0]));
      line.addSubcommand(words[0], group);
    }
    group.addSubcommand(words[1], new CommandLine(spec));
  }

  private static CommandLine withHelp(Object command) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().addOption(help());
    return line;
  }

  private static String version() {
    String version = Imaxt.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
