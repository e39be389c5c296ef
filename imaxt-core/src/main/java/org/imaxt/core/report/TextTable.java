package org.imaxt.core.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in columns of equal width. */
final class TextTable {

  private TextTable() {}

  static String of(Report.Item.Table table) {
    int[] widths =
        IntStream.range(0, table.header().size())
            .map(
                c ->
                    IntStream.concat(
                            IntStream.of(table.header().get(c).length()),
                            table.rows().stream().mapToInt(r -> r.get(c).length()))
                        .max()
                        .orElse(0))
            .toArray();
    StringBuilder out = new StringBuilder(table.name()).append('\n');
    out.append(line(table.header(), widths));
    table.rows().forEach(row -> out.append(line(row, widths)));
    return out.toString();
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
            .mapToObj(c -> cells.get(c) + " ".repeat(widths[c] - cells.get(c).length()))
            .collect(Collectors.joining("  ", "  ", ""))
            .stripTrailing()
        + "\n";
  }
}
