package org.imaxt.macros;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the little of ImageJ's macro language that our macros use: comments, assignments of joined
 * texts, and {@code run}. Anything else is refused, so that no statement escapes the tests.
 */
final class MacroFile {

  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)\\s*=\\s*(.+);");
  private static final Pattern RUN = Pattern.compile("run\\((.+)\\);");
  private static final Pattern TERM =
      Pattern.compile("\\G\\s*(?:\"([^\"\\\\]*)\"|(getArgument\\(\\))|(\\w+))\\s*([+,]|$)");

  private final Map<String, String> variables = new HashMap<>();
  private final String argument;

  private MacroFile(String argument) {
    this.argument = argument;
  }

  /** The calls of {@code run} in a macro that is started with an argument. */
  static List<RunCall> calls(Path file, String argument) throws IOException {
    return calls(Files.readAllLines(file), argument);
  }

  /** The calls of {@code run} in the lines of a macro. */
  static List<RunCall> calls(List<String> lines, String argument) {
    MacroFile macro = new MacroFile(argument);
    List<RunCall> calls = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("//")) {
        macro.statement(line, i + 1, calls);
      }
    }
    return calls;
  }

  private void statement(String line, int number, List<RunCall> calls) {
    Matcher run = RUN.matcher(line);
    Matcher assignment = ASSIGNMENT.matcher(line);
    if (run.matches()) {
      List<String> values = values(run.group(1), number);
      if (values.size() > 2) {
        throw refused(number, "run has a label and options");
      }
      calls.add(new RunCall(values.get(0), values.size() == 2 ? values.get(1) : "", number));
    } else if (assignment.matches()) {
      List<String> values = values(assignment.group(2), number);
      variables.put(assignment.group(1), values.get(0));
    } else {
      throw refused(number, "only assignments of texts and run are read, got " + line);
    }
  }

  /** Joined texts, separated by commas. */
  private List<String> values(String expression, int number) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    Matcher term = TERM.matcher(expression);
    int end = 0;
    while (end < expression.length() && term.find()) {
      end = term.end();
      value.append(value(term, number));
      if (!term.group(4).equals("+")) {
        values.add(value.toString());
        value.setLength(0);
      }
    }
    if (end < expression.length() || value.length() > 0) {
      throw refused(number, "cannot be read: " + expression);
    }
    return values;
  }

  private String value(Matcher term, int number) {
    if (term.group(1) != null) {
      return term.group(1);
    } else if (term.group(2) != null) {
      return argument;
    } else if (!variables.containsKey(term.group(3))) {
      throw refused(number, "unknown variable " + term.group(3));
    }
    return variables.get(term.group(3));
  }

  private static IllegalArgumentException refused(int line, String why) {
    return new IllegalArgumentException("line %s: %s".formatted(line, why));
  }
}
