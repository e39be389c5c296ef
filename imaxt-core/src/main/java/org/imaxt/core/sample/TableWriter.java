package org.imaxt.core.sample;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.lang.reflect.Array;
import java.util.List;
import java.util.stream.IntStream;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.Compression;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/**
 * Writes a table column by column, so that it need never be in memory as a whole. It is a table
 * when {@link #finish} has run. Columns may be written by any thread and in any order.
 */
public final class TableWriter {

  private final Store store;
  private final ZarrVersion version;
  private final String path;
  private final int chunkRows;

  TableWriter(Store store, ZarrVersion version, String path, int chunkRows) {
    this.store = store;
    this.version = version;
    this.path = path;
    this.chunkRows = chunkRows;
  }

  /**
   * Writes to a sample, in chunks of some rows, so that a block of rows of many columns can be read
   * by itself.
   *
   * @param sample the sample
   * @param key the table
   * @param chunkRows most rows of a chunk
   * @return a writer of its columns
   */
  public static TableWriter of(Sample sample, TableKey key, int chunkRows) {
    return new TableWriter(sample.store(), sample.version(), key.path(), chunkRows);
  }

  /** Removes what is there and makes the group, which is no table yet. */
  public void begin() {
    store.deleteTree(path);
    ZarrGroup.create(store, path, version);
  }

  /**
   * Writes a column, in place of one that was there.
   *
   * @param name its name, without slashes, not starting with {@code _} or a dot
   * @param values {@code double[]}, {@code int[]}, {@code long[]}, {@code boolean[]} or {@code
   *     String[]}, one a row
   */
  public void write(String name, Object values) {
    requireName(name);
    int rows = Array.getLength(values);
    write(name, Table.ofRows(rows).withColumn(name, values).type(name).stored(), values);
  }

  static void requireName(String name) {
    if (name.isEmpty() || name.startsWith("_") || name.startsWith(".") || name.contains("/")) {
      throw new IllegalArgumentException(
          "a column's name must not be empty, hold a slash or start with _ or ., got '"
              + name
              + "'");
    }
  }

  void write(String name, DataType type, Object values) {
    int rows = Array.getLength(values);
    ArraySpec spec = ArraySpec.column(rows, type);
    if (chunkRows < spec.chunk()[0]) {
      spec =
          new ArraySpec(
              spec.shape(),
              new int[] {chunkRows},
              type,
              new Compression.Zstd(1),
              spec.separator(),
              0,
              List.of());
    }
    String column = path + "/" + name;
    if (ZarrArray.exists(store, column)) {
      ZarrArray.delete(store, column); // a unit that runs again
    }
    ZarrArray array = ZarrArray.create(store, column, spec, version);
    array.setAttributes(Tables.encoding(type == DataType.STRING ? "string-array" : "array"));
    array.writeAll(values);
  }

  /**
   * Makes it a table: writes the index, which are the numbers of the rows from 0, and last the
   * attributes.
   *
   * @param names the columns in their order, all of them written
   * @param rows number of rows
   */
  public void finish(List<String> names, int rows) {
    String[] index = IntStream.range(0, rows).mapToObj(Integer::toString).toArray(String[]::new);
    write(Tables.INDEX, DataType.STRING, index);
    JsonArray order = new JsonArray();
    names.forEach(order::add);
    JsonObject attributes = Tables.encoding("dataframe");
    attributes.addProperty(Tables.INDEX, Tables.INDEX);
    attributes.add(Tables.ORDER, order);
    ZarrGroup.open(store, path).setAttributes(attributes);
  }
}
