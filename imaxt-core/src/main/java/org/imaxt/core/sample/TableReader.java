package org.imaxt.core.sample;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrArray;

/**
 * Reads some columns and rows of a table that is too large to be read as a whole. Safe for many
 * threads.
 */
public final class TableReader {

  private final Store store;
  private final String path;
  private final List<String> names;
  private final int rows;
  private final Map<String, ZarrArray> columns = new ConcurrentHashMap<>();

  TableReader(Store store, String path, List<String> names, int rows) {
    this.store = store;
    this.path = path;
    this.names = List.copyOf(names);
    this.rows = rows;
  }

  /**
   * Opens a table.
   *
   * @param sample the sample
   * @param key the table
   * @return a reader of its columns
   * @throws SampleFormatException if it is not there
   */
  public static TableReader of(Sample sample, TableKey key) {
    return Tables.open(sample.store(), key);
  }

  /**
   * Names of the columns in their order.
   *
   * @return the names
   */
  public List<String> names() {
    return names;
  }

  /**
   * Number of rows.
   *
   * @return 0 for an empty table
   */
  public int rows() {
    return rows;
  }

  /**
   * Type of a column.
   *
   * @param name its name
   * @return the type
   * @throws SampleFormatException if there is no such column
   */
  public ColumnType type(String name) {
    ZarrArray array = column(name);
    return ColumnType.of(array.spec().type())
        .orElseThrow(() -> Tables.notRead(store, path + "/" + name, array));
  }

  /**
   * Some rows of some columns.
   *
   * @param chosen names of columns
   * @param from first row, from 0
   * @param count number of rows, all of them in the table
   * @return a table of these rows and columns
   * @throws SampleFormatException if there is no such column
   */
  public Table read(List<String> chosen, int from, int count) {
    if (from < 0 || count < 0 || from + count > rows) {
      throw new IllegalArgumentException(
          "rows %d to %d were asked for, there are %d".formatted(from, from + count, rows));
    }
    Table table = Table.ofRows(count);
    for (String name : chosen) {
      type(name);
      table = table.withColumn(name, part(column(name), from, count));
    }
    return table;
  }

  /**
   * All rows of a column of numbers.
   *
   * @param name name of a column of doubles
   * @return one value a row
   * @throws SampleFormatException if there is no such column
   */
  public double[] doubles(String name) {
    return read(List.of(name), 0, rows).doubles(name);
  }

  private ZarrArray column(String name) {
    if (!names.contains(name)) {
      throw new SampleFormatException(
          "%s has no column '%s'".formatted(store.describe(path), name));
    }
    return columns.computeIfAbsent(name, n -> Tables.column(store, path + "/" + n));
  }

  private static Object part(ZarrArray array, int from, int count) {
    Object values = array.spec().type().newArray(count);
    int chunk = array.spec().chunk()[0];
    for (int at = from; at < from + count; ) {
      int inChunk = at % chunk;
      int length = Math.min(chunk - inChunk, from + count - at);
      System.arraycopy(array.readChunk(at / chunk), inChunk, values, at - from, length);
      at += length;
    }
    return values;
  }
}
