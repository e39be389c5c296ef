package org.imaxt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.imaxt.core.contract.PythonCheck;
import org.imaxt.core.export.TableFormat;
import org.imaxt.core.export.TableRows;
import org.imaxt.core.sample.ColumnType;
import org.imaxt.core.sample.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line writes as Parquet, read by npm's hyparquet. */
class ParquetTableTest {

  private static final Path SCRIPTS = Path.of("../imaxt-core/src/test/js").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void hyparquetReadsEveryType() throws Exception {
    assumeTrue(
        Files.isDirectory(SCRIPTS.resolve("node_modules/hyparquet")),
        "SKIPPED: needs node, and npm ci run in imaxt-core/src/test/js");
    Table first =
        Table.ofRows(2)
            .with("roi", new String[] {"ä, b", "c"})
            .with("object", new int[] {7, 70_000})
            .with("cells_mean_E/cadherin, all", new double[] {0.1, Double.NaN})
            .with("touching", new boolean[] {true, false})
            .with("long", new long[] {1L << 52, -1});
    Path out = folder.resolve("t.parquet");
    TableFormat.find("parquet").orElseThrow().write(rows(first, first), out);
    String read =
        PythonCheck.output("node", SCRIPTS.resolve("parquet_rows.mjs").toString(), out.toString());
    String once =
        """
        {"roi":"ä, b","object":7,"cells_mean_E/cadherin, all":0.1,"touching":true,"long":"4503599627370496"}
        {"roi":"c","object":70000,"cells_mean_E/cadherin, all":null,"touching":false,"long":"-1"}
        """;
    assertEquals(once + once, read);
  }

  @Test
  void moreRowsThanSixteenBitsCanNumber() throws Exception {
    assumeTrue(
        Files.isDirectory(SCRIPTS.resolve("node_modules/hyparquet")),
        "SKIPPED: needs node, and npm ci run in imaxt-core/src/test/js");
    int[] objects = java.util.stream.IntStream.rangeClosed(1, 70_001).toArray();
    Path out = folder.resolve("many.parquet");
    TableFormat.find("parquet")
        .orElseThrow()
        .write(rows(Table.ofRows(objects.length).with("object", objects)), out);
    String read =
        PythonCheck.output("node", SCRIPTS.resolve("parquet_rows.mjs").toString(), out.toString());
    String[] lines = read.split("\n");
    assertEquals(70_001, lines.length);
    assertEquals("{\"object\":70001}", lines[70_000]);
  }

  private static TableRows rows(Table... blocks) {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    blocks[0].names().forEach(name -> columns.put(name, blocks[0].type(name)));
    return new TableRows() {
      @Override
      public Map<String, ColumnType> columns() {
        return columns;
      }

      @Override
      public void forEach(Consumer<Table> block) {
        for (Table one : blocks) {
          block.accept(one);
        }
      }
    };
  }
}
