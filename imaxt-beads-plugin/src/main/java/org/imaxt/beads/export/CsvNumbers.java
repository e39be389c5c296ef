package org.imaxt.beads.export;

import java.util.Locale;
import org.imaxt.core.sample.Table;

/** Columns of a table as they stand in a CSV file. */
final class CsvNumbers {

  private final double[][] columns;

  private CsvNumbers(double[][] columns) {
    this.columns = columns;
  }

  static CsvNumbers of(Table table, String... names) {
    double[][] columns = new double[names.length][];
    for (int i = 0; i < names.length; i++) {
      columns[i] = table.doubles(names[i]);
    }
    return new CsvNumbers(columns);
  }

  /** The numbers of a row, separated by commas. */
  String row(int row) {
    StringBuilder text = new StringBuilder();
    for (double[] column : columns) {
      text.append(text.isEmpty() && column == columns[0] ? "" : ",").append(shown(column[row]));
    }
    return text.toString();
  }

  /** Four decimals, a tenth of a nanometre; empty if there is no value. */
  static String shown(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "";
  }

  /** A text that may hold commas and quotes. */
  static String quoted(String text) {
    return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
