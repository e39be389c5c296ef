package org.imaxt.cli.parquet;

import blue.strategic.parquet.ParquetWriter;
import blue.strategic.parquet.ValueWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.imaxt.core.export.TableFormat;
import org.imaxt.core.export.TableRows;
import org.imaxt.core.sample.ColumnType;
import org.imaxt.core.sample.Table;

/** Writes tables as Parquet; a number that is not known is a null. */
public final class ParquetTable implements TableFormat {

  /** A format. */
  public ParquetTable() {}

  @Override
  public String name() {
    return "parquet";
  }

  /** Its library is left out beside Spark, whose Hadoop it carries stubs of. */
  @Override
  public boolean isAvailable() {
    try {
      return ParquetWriter.class.getName() != null;
    } catch (NoClassDefFoundError e) {
      return false;
    }
  }

  @Override
  public void write(TableRows table, Path out) throws IOException {
    try (ParquetWriter<Row> writer =
        ParquetWriter.writeFile(schema(table), out.toFile(), Row::write)) {
      table.forEach(block -> append(block, writer));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static MessageType schema(TableRows table) {
    List<Type> columns = new ArrayList<>();
    for (Map.Entry<String, ColumnType> column : table.columns().entrySet()) {
      String name = column.getKey();
      columns.add(
          switch (column.getValue()) {
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case INT -> Types.required(PrimitiveTypeName.INT32).named(name);
            case LONG -> Types.required(PrimitiveTypeName.INT64).named(name);
            case BOOLEAN -> Types.required(PrimitiveTypeName.BOOLEAN).named(name);
            case TEXT ->
                Types.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(name);
          });
    }
    return new MessageType("table", columns);
  }

  private static void append(Table block, ParquetWriter<Row> writer) {
    List<Cell> cells = block.names().stream().map(name -> cell(block, name)).toList();
    try {
      for (int row = 0; row < block.rows(); row++) {
        writer.write(new Row(cells, row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A row of a block. */
  private record Row(List<Cell> cells, int row) {
    void write(ValueWriter to) {
      for (Cell cell : cells) {
        cell.write(row, to);
      }
    }
  }

  /** A column of a block. */
  private interface Cell {
    void write(int row, ValueWriter to);
  }

  private static Cell cell(Table block, String name) {
    return switch (block.type(name)) {
      case DOUBLE -> {
        double[] values = block.doubles(name);
        yield (row, to) -> {
          if (!Double.isNaN(values[row])) {
            to.write(name, values[row]);
          }
        };
      }
      case INT -> {
        int[] values = block.ints(name);
        yield (row, to) -> to.write(name, values[row]);
      }
      case LONG -> {
        long[] values = block.longs(name);
        yield (row, to) -> to.write(name, values[row]);
      }
      case BOOLEAN -> {
        boolean[] values = block.booleans(name);
        yield (row, to) -> to.write(name, values[row]);
      }
      case TEXT -> {
        String[] values = block.texts(name);
        yield (row, to) -> to.write(name, values[row]);
      }
    };
  }
}
