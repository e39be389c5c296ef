package org.imaxt.core.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.imaxt.core.sample.Table;

/**
 * Tables as CSV: a header, commas, UTF-8, lines that end in a line feed; numbers with all their
 * digits, empty where there is none, texts in quotes where they need them.
 */
public final class CsvTable implements TableFormat {

  /** Beyond these a double does not hold every whole number. */
  private static final double WHOLE = 1L << 53;

  /** A format. */
  public CsvTable() {}

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public void write(TableRows table, Path out) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
      writer.write(
          String.join(",", table.columns().keySet().stream().map(CsvTable::text).toList()));
      writer.write('\n');
      table.forEach(block -> append(block, writer));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void append(Table block, BufferedWriter writer) {
    List<IntFunction<String>> columns = new ArrayList<>();
    for (String name : block.names()) {
      columns.add(column(block, name));
    }
    try {
      for (int row = 0; row < block.rows(); row++) {
        for (int c = 0; c < columns.size(); c++) {
          if (c > 0) {
            writer.write(',');
          }
          writer.write(columns.get(c).apply(row));
        }
        writer.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IntFunction<String> column(Table block, String name) {
    switch (block.type(name)) {
      case DOUBLE -> {
        double[] values = block.doubles(name);
        return row -> number(values[row]);
      }
      case INT -> {
        int[] values = block.ints(name);
        return row -> Integer.toString(values[row]);
      }
      case LONG -> {
        long[] values = block.longs(name);
        return row -> Long.toString(values[row]);
      }
      case BOOLEAN -> {
        boolean[] values = block.booleans(name);
        return row -> Boolean.toString(values[row]);
      }
      case TEXT -> {
        String[] values = block.texts(name);
        return row -> text(values[row]);
      }
      default -> throw new IllegalArgumentException("no text for " + block.type(name));
    }
  }

  /** Whole numbers without a point; empty if there is no value. */
  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) < WHOLE
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** A text that may hold commas, quotes and line ends. */
  private static String text(String value) {
    return value.matches("[^,\"\\r\\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
