package org.imaxt.cli;

import java.util.concurrent.Callable;
import org.imaxt.core.stage.ParamException;
import picocli.CommandLine.Model.CommandSpec;

/** The first word of tasks with two, such as {@code export} of {@code export positions}. */
final class GroupCommand implements Callable<Integer> {

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  private GroupCommand() {}

  static CommandSpec named(String word) {
    CommandSpec spec = new GroupCommand().spec;
    spec.usageMessage().description("The commands that begin with '" + word + "'.");
    return spec.addOption(Imaxt.help());
  }

  @Override
  public Integer call() {
    throw new ParamException(
        "%s needs one of: %s"
            .formatted(spec.name(), String.join(", ", spec.subcommands().keySet())));
  }
}
