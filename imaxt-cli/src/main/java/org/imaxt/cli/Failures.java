package org.imaxt.cli;

import java.util.List;
import java.util.stream.Stream;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.stage.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what went wrong, one line a problem, and turns it into an exit code. */
final class Failures {

  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What a task threw. */
  int thrown(Exception failure, CommandLine command, ParseResult parsed) {
    String message = failure.getMessage() == null ? "failed with " + failure : failure.getMessage();
    message.lines().forEach(terminal::say);
    if (parsed.originalArgs().contains(Imaxt.VERBOSE)) {
      failure.printStackTrace(terminal.err());
    }
    ExitCode code = ExitCode.of(failure);
    if (code == ExitCode.ARGUMENTS) {
      hint(command);
    }
    return code.code();
  }

  /** What picocli could not read. */
  int usage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      unmatched.getUnmatched().forEach(a -> terminal.say(unmatched(a, command)));
    } else {
      failure.getMessage().lines().forEach(l -> terminal.say(lowerCase(l)));
    }
    hint(command);
    return ExitCode.ARGUMENTS.code();
  }

  private void hint(CommandLine command) {
    terminal.say("see " + command.getCommandSpec().qualifiedName() + " --help");
  }

  private static String unmatched(String argument, CommandLine command) {
    if (argument.startsWith("-")) {
      String name = argument.split("=", 2)[0];
      List<String> known =
          command.getCommandSpec().options().stream()
              .flatMap(o -> Stream.of(o.names()))
              .filter(n -> n.startsWith("--"))
              .toList();
      return "unknown option '%s'%s".formatted(name, Spelling.suggestion(name, known));
    }
    return command.getSubcommands().isEmpty()
        ? "'%s' is one argument too many".formatted(argument)
        : "there is no command '%s'%s"
            .formatted(
                argument,
                Spelling.suggestion(argument, List.copyOf(command.getSubcommands().keySet())));
  }

  private static String lowerCase(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
