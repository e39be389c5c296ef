package org.imaxt.core.imc;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small CSV files of people: {@code ,} or {@code ;} between cells, which may be quoted. */
public final class CsvLines {

  private CsvLines() {}

  /**
   * Reads a file.
   *
   * @param path the file, UTF-8
   * @return lines that are not empty, the header first
   * @throws ImcException if it is in another encoding
   * @throws IOException if it cannot be read
   */
  public static List<List<String>> read(Path path) throws IOException {
    try {
      return parse(Files.readString(path, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      throw new ImcException(path + " is not in UTF-8; save it as CSV in UTF-8", e);
    }
  }

  /**
   * The cells of a file; the separator is the one that the first line has more of.
   *
   * @param text the file; a byte order mark is passed over
   * @return lines that are not empty, the header first
   */
  public static List<List<String>> parse(String text) {
    String body = text.startsWith("\ufeff") ? text.substring(1) : text;
    String first = body.lines().findFirst().orElse("");
    long commas = first.chars().filter(c -> c == ',').count();
    char separator = first.chars().filter(c -> c == ';').count() > commas ? ';' : ',';
    List<List<String>> lines = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i <= body.length(); i++) {
      char c = i < body.length() ? body.charAt(i) : '\n';
      if (c == '"') {
        boolean doubled = quoted && i + 1 < body.length() && body.charAt(i + 1) == '"';
        if (doubled) {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (c == separator || c == '\n' || c == '\r')) {
        cells.add(cell.toString());
        cell.setLength(0);
        if (c != separator) {
          if (cells.stream().anyMatch(s -> !s.isBlank())) {
            lines.add(List.copyOf(cells));
          }
          cells.clear();
        }
      } else {
        cell.append(c);
      }
    }
    return lines;
  }
}
