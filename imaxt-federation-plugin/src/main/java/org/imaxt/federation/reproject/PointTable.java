package org.imaxt.federation.reproject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.imaxt.core.frames.FrameMap;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Progress;

/** A CSV table of points, carried over row by row; what is in its other columns stays as it is. */
final class PointTable {

  private static final String MARK = "\ufeff";
  private static final int CHECK_ROWS = 10_000;

  private final Path file;
  private final FrameMap map;
  private final OptionalDouble depthUm;

  /**
   * A table.
   *
   * @param file the table
   * @param map the way of its points
   * @param depthUm what {@code to_z_um} is; empty if there is no such column
   */
  PointTable(Path file, FrameMap map, OptionalDouble depthUm) {
    this.file = file;
    this.map = map;
    this.depthUm = depthUm;
  }

  /** Writes the table whole or not at all; returns the number of rows. */
  long write(Path out, Progress progress) {
    Path part = OutputFile.folder(out).resolve(".part-" + out.getFileName());
    try {
      long rows;
      try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
          Writer to = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
        rows = copy(in, to, progress);
      }
      Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
      return rows;
    } catch (IOException e) {
      throw new InputException("%s cannot be carried over: %s".formatted(file, e), e);
    } finally {
      part.toFile().delete();
    }
  }

  private long copy(BufferedReader in, Writer to, Progress progress) throws IOException {
    String header = record(in);
    if (header == null) {
      throw new InputException(file + " is empty");
    }
    List<String> names =
        fields(header.startsWith(MARK) ? header.substring(MARK.length()) : header).stream()
            .map(String::strip)
            .toList();
    int x = column(names, "x_um");
    int y = column(names, "y_um");
    to.write(header);
    to.write(",to_x_um,to_y_um,to_sigma_um");
    to.write(depthUm.isPresent() ? ",to_z_um\n" : "\n");
    long rows = 0;
    for (String row = record(in); row != null; row = record(in)) {
      if (row.isBlank()) {
        continue;
      }
      rows++;
      List<String> fields = fields(row);
      if (fields.size() != names.size()) {
        throw new InputException(
            "row %s of %s has %s fields, its header has %s"
                .formatted(rows, file, fields.size(), names.size()));
      }
      to.write(row);
      to.write(mapped(number(fields.get(x), rows), number(fields.get(y), rows)));
      if (rows % CHECK_ROWS == 0) {
        progress.checkCancelled();
      }
    }
    return rows;
  }

  private int column(List<String> names, String name) {
    int column = names.indexOf(name);
    if (column < 0 || names.lastIndexOf(name) != column) {
      throw new InputException(
          "%s must have one column '%s', it has %s"
              .formatted(file, name, String.join(", ", names)));
    }
    for (String added : List.of("to_x_um", "to_y_um", "to_sigma_um", "to_z_um")) {
      if (names.contains(added)) {
        throw new InputException(
            "%s has a column '%s' already; give it another name".formatted(file, added));
      }
    }
    return column;
  }

  private double number(String field, long row) {
    String text = field.strip();
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InputException(
          "row %s of %s must hold numbers in x_um and y_um, got '%s'".formatted(row, file, text),
          e);
    }
  }

  /** Fields to be added to a row; empty where the point is not known. */
  private String mapped(double x, double y) {
    if (!Double.isFinite(x + y)) {
      return depthUm.isPresent() ? ",,,,\n" : ",,,\n";
    }
    double[] at = map.apply(x, y);
    double sigma = map.sigmaUm(x, y);
    String error = Double.isFinite(sigma) ? String.format(Locale.ROOT, "%.3f", sigma) : "";
    String depth =
        depthUm.isPresent() ? String.format(Locale.ROOT, ",%.3f", depthUm.getAsDouble()) : "";
    return String.format(Locale.ROOT, ",%.4f,%.4f,%s%s%n", at[0], at[1], error, depth)
        .replace("\r", "");
  }

  /** The next line; more of them where a quoted field goes on. */
  private static String record(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && line.chars().filter(c -> c == '"').count() % 2 == 1) {
      String more = in.readLine();
      if (more == null) {
        return line;
      }
      line = line + "\n" + more;
    }
    return line;
  }

  private static List<String> fields(String row) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
