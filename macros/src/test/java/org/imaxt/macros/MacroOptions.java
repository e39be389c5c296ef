package org.imaxt.macros;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options of {@code run}: {@code key=value}, {@code key=[value with spaces]}, {@code key}. */
final class MacroOptions {

  private static final Pattern OPTION =
      Pattern.compile("\\G\\s*(\\w+)(?:=(?:\\[([^\\]]*)\\]|([^\\s\\[]\\S*)))?(?=\\s|$)");

  private MacroOptions() {}

  /**
   * Values by key in order; a bare key is {@code true}.
   *
   * @throws IllegalArgumentException if the text has another form, or a key occurs twice
   */
  static Map<String, String> parse(String options) {
    Map<String, String> values = new LinkedHashMap<>();
    String text = options.strip();
    Matcher option = OPTION.matcher(text);
    int end = 0;
    while (end < text.length() && option.find()) {
      end = option.end();
      String value =
          option.group(2) != null
              ? option.group(2)
              : option.group(3) != null ? option.group(3) : "true";
      if (values.put(option.group(1), value) != null) {
        throw new IllegalArgumentException(option.group(1) + " is given twice in: " + text);
      }
    }
    if (end < text.length()) {
      throw new IllegalArgumentException("options cannot be read from: " + text.substring(end));
    }
    return values;
  }
}
