package org.imaxt.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.stage.ParamField;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;
import org.imaxt.core.stage.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what is installed. */
@Command(name = "stages", description = "Lists the stages and other tasks that are installed.")
final class StagesCommand implements Callable<Integer> {

  private final TaskRegistry registry;
  private final Terminal terminal;

  @Option(names = "--markdown", description = "With all parameters, as Markdown.")
  private boolean markdown;

  StagesCommand(TaskRegistry registry, Terminal terminal) {
    this.registry = registry;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (markdown) {
      registry.tasks().forEach(t -> terminal.out().print(markdown(t)));
    } else {
      List<List<String>> rows =
          registry.tasks().stream().map(t -> List.of(t.info().id(), t.info().summary())).toList();
      terminal
          .out()
          .print(
              Report.titled("imaxt <stage> --help shows its options")
                  .table("Stages", List.of("stage", "what it does"), rows)
                  .text());
    }
    return ExitCode.DONE.code();
  }

  private static <P extends StageParams> String markdown(Task<P> task) {
    StringBuilder out = new StringBuilder("## ").append(task.info().id()).append("\n\n");
    out.append(task.info().summary()).append("\n\n");
    ParamSchema<P> schema = ParamSchema.of(task);
    Map<String, Object> defaults = schema.values(task.defaults());
    if (!schema.fields().isEmpty()) {
      out.append("| option | in YAML and macros | what it does |\n|---|---|---|\n");
    }
    for (ParamField field : schema.fields()) {
      out.append(
          "| `%s` | `%s` | %s |\n"
              .formatted(
                  field.option(),
                  field.name(),
                  ParamOption.description(field, defaults.get(field.name())).replace("|", "\\|")));
    }
    return out.append('\n').toString();
  }
}
