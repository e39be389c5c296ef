package org.imaxt.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a task's SciJava command: fields, defaults and one call, no logic. */
final class CommandSource {

  private static final String TEMPLATE =
      """
      package %s;

      import java.io.File;
      import java.util.LinkedHashMap;
      import java.util.Map;
      import org.imaxt.core.scijava.Cancellation;
      import org.imaxt.core.scijava.StageCommands;
      import org.scijava.Cancelable;
      import org.scijava.Context;
      import org.scijava.ItemIO;
      import org.scijava.command.Command;
      import org.scijava.plugin.Parameter;
      import org.scijava.plugin.Plugin;

      /** %s Written by the annotation processor; see {@link %s}. */
      @Plugin(
          type = Command.class,
          headless = true,
          menuPath = %s,
          description = %s)
      public final class %s implements Command, Cancelable {

        private final Cancellation cancellation = new Cancellation();

        @Parameter private Context context;

      %s
        @Parameter(type = ItemIO.OUTPUT, label = "Report")
        private String report;

        /** A command that shows the defaults. */
        public %s() {
      %s  }

        @Override
        public void run() {
          Map<String, Object> inputs = new LinkedHashMap<>();
      %s    report = StageCommands.run(new %s(), inputs, cancellation, context);
        }

        @Override
        public boolean isCanceled() {
          return cancellation.isCanceled();
        }

        @Override
        public void cancel(String reason) {
          cancellation.cancel(reason);
        }

        @Override
        public String getCancelReason() {
          return cancellation.getCancelReason();
        }
      }
      """;

  private CommandSource() {}

  static String of(TaskModel task) {
    return TEMPLATE.formatted(
        task.packageName(),
        javadoc(task.info().get("summary")),
        task.className(),
        literal(task.info().get("menu")),
        literal(task.info().get("summary")),
        task.commandName(),
        fields(task),
        task.commandName(),
        defaults(task),
        inputs(task),
        task.className());
  }

  private static String fields(TaskModel task) {
    StringBuilder out = new StringBuilder();
    if (task.usesSample()) {
      out.append(
          """
            @Parameter(
                label = "Sample",
                description = "Folder of the sample, for example sample.zarr.",
                style = "directory",
                persist = false)
            private File sample = new File("");

          """);
    }
    for (TaskModel.Choice choice : task.choices()) {
      out.append(
          """
            @Parameter(
                label = %s,
                description = %s,
                persist = false,
                required = false)
            private String %s = "all";

          """
              .formatted(literal(choice.label), literal(choice.help), choice.input));
    }
    for (ParamModel param : task.params()) {
      out.append("  @Parameter(\n      ")
          .append(String.join(",\n      ", members(param)))
          .append(")\n  private ")
          .append(param.type().java())
          .append(' ')
          .append(param.name())
          .append(";\n\n");
    }
    return out.toString();
  }

  private static List<String> members(ParamModel param) {
    List<String> members = new ArrayList<>();
    members.add("label = " + literal(param.label()));
    members.add("description = " + literal(param.description()));
    switch (param.type()) {
      case INT, LONG, DOUBLE -> {
        param.interval().min().ifPresent(min -> members.add("min = " + literal(min)));
        param.interval().max().ifPresent(max -> members.add("max = " + literal(max)));
        boolean whole = param.type() != ParamModel.FieldType.DOUBLE;
        members.add("stepSize = " + literal(whole ? "1" : "0.01"));
      }
      case CHOICE ->
          members.add(
              param.choices().stream()
                  .map(CommandSource::literal)
                  .collect(Collectors.joining(", ", "choices = {", "}")));
      case FILE -> members.add("style = " + literal(param.fileStyle()));
      default -> {
        // a text field or a check box needs no more
      }
    }
    members.add("persist = false");
    members.add("required = " + param.declared().get("required"));
    return members;
  }

  private static String defaults(TaskModel task) {
    if (task.params().isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    out.append("    ")
        .append(task.paramsName())
        .append(" defaults = new ")
        .append(task.className())
        .append("().defaults();\n");
    for (ParamModel param : task.params()) {
      String value = "defaults." + param.accessor();
      out.append("    this.")
          .append(param.name())
          .append(" = ")
          .append(
              switch (param.type()) {
                case STRICT_NUMBER, CHOICE -> "StageCommands.text(" + value + ")";
                default -> value;
              })
          .append(";\n");
    }
    return out.toString();
  }

  private static String inputs(TaskModel task) {
    List<String> names = new ArrayList<>();
    if (task.usesSample()) {
      names.add("sample");
      task.choices().forEach(c -> names.add(c.input));
    }
    task.params().forEach(p -> names.add(p.name()));
    return names.stream()
        .map(n -> "    inputs.put(\"" + n + "\", this." + n + ");\n")
        .collect(Collectors.joining());
  }

  private static String javadoc(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("*/", "*&#47;")
        .replace("@", "&#64;")
        .replace("\\", "&#92;");
  }

  private static String literal(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (c >= ' ' && c < 127) {
            out.append(c);
          } else {
            out.append("\\u%04x".formatted((int) c));
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
