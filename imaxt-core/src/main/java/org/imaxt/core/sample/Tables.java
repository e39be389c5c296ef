package org.imaxt.core.sample;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/**
 * Tables in AnnData's dataframe encoding 0.2.0: a group, and a one-dimensional array for each
 * column and for the index, which are the row numbers from 0 as texts.
 *
 * <p>The group's attributes are written last, so that a table of which a part is missing is no
 * table.
 */
final class Tables {

  private static final String INDEX = "_index";
  private static final String ORDER = "column-order";
  private static final String TYPE = "encoding-type";
  private static final String VERSION = "encoding-version";
  private static final String ENCODING = "0.2.0";

  private Tables() {}

  static void write(Store store, ZarrVersion version, TableKey key, Table table) {
    for (Map.Entry<String, ColumnType> column : key.columns().entrySet()) {
      if (table.type(column.getKey()) != column.getValue()) {
        throw new IllegalArgumentException(
            "column '%s' of %s must be %s, got %s"
                .formatted(
                    column.getKey(), key.path(), column.getValue(), table.type(column.getKey())));
      }
    }
    store.deleteTree(key.path());
    ZarrGroup group = ZarrGroup.create(store, key.path(), version);
    String[] index =
        IntStream.range(0, table.rows()).mapToObj(Integer::toString).toArray(String[]::new);
    writeColumn(store, version, key.path() + "/" + INDEX, DataType.STRING, index);
    JsonArray order = new JsonArray();
    for (String name : table.names()) {
      DataType type = table.type(name).stored();
      writeColumn(store, version, key.path() + "/" + name, type, table.values(name));
      order.add(name);
    }
    JsonObject attributes = encoding("dataframe");
    attributes.addProperty(INDEX, INDEX);
    attributes.add(ORDER, order);
    group.setAttributes(attributes);
  }

  private static void writeColumn(
      Store store, ZarrVersion version, String path, DataType type, Object values) {
    long rows = Array.getLength(values);
    ZarrArray array = ZarrArray.create(store, path, ArraySpec.column(rows, type), version);
    array.setAttributes(encoding(type == DataType.STRING ? "string-array" : "array"));
    array.writeAll(values);
  }

  private static JsonObject encoding(String type) {
    JsonObject attributes = new JsonObject();
    attributes.addProperty(TYPE, type);
    attributes.addProperty(VERSION, ENCODING);
    return attributes;
  }

  /** Whether a whole table is there. */
  static boolean exists(Store store, TableKey key) {
    return ZarrGroup.exists(store, key.path())
        && isDataframe(ZarrGroup.open(store, key.path()).attributes());
  }

  private static boolean isDataframe(JsonObject attributes) {
    return attributes.get(TYPE) instanceof JsonPrimitive type
        && type.getAsString().equals("dataframe");
  }

  static Table read(Store store, TableKey key) {
    String where = store.describe(key.path());
    if (!exists(store, key)) {
      throw new SampleFormatException(where + " is no table");
    }
    JsonObject attributes = ZarrGroup.open(store, key.path()).attributes();
    List<String> names = names(attributes, where);
    int rows = rows(store, key, attributes, names);
    Table table = Table.ofRows(rows);
    try {
      for (String name : names) {
        table = table.withColumn(name, values(store, key.path() + "/" + name));
      }
    } catch (IllegalArgumentException e) {
      throw new SampleFormatException(where + ": " + e.getMessage(), e);
    }
    requireColumns(key, table, where);
    return table;
  }

  private static List<String> names(JsonObject attributes, String where) {
    if (!(attributes.get(ORDER) instanceof JsonArray order)) {
      throw new SampleFormatException(where + " lacks the attribute '" + ORDER + "'");
    }
    List<String> names = new ArrayList<>();
    for (JsonElement name : order) {
      names.add(name.getAsString());
    }
    return names;
  }

  private static int rows(Store store, TableKey key, JsonObject attributes, List<String> names) {
    String first =
        attributes.get(INDEX) instanceof JsonPrimitive index ? index.getAsString() : names.get(0);
    return (int) column(store, key.path() + "/" + first).spec().shape()[0];
  }

  private static ZarrArray column(Store store, String path) {
    if (!ZarrArray.exists(store, path)) {
      throw new SampleFormatException(
          store.describe(path)
              + " is no plain column; numbers, truths and texts are read, not categories");
    }
    return ZarrArray.open(store, path);
  }

  private static Object values(Store store, String path) {
    ZarrArray array = column(store, path);
    if (ColumnType.of(array.spec().type()).isEmpty()) {
      throw new SampleFormatException(
          "%s holds %s; int32, int64, float64, bool and string are read"
              .formatted(store.describe(path), array.spec().type().v3Name()));
    }
    return array.readAll();
  }

  private static void requireColumns(TableKey key, Table table, String where) {
    for (Map.Entry<String, ColumnType> column : key.columns().entrySet()) {
      String name = column.getKey();
      if (!table.names().contains(name)) {
        throw new SampleFormatException(
            "%s lacks the column '%s'; it has %s".formatted(where, name, table.names()));
      }
      if (table.type(name) != column.getValue()) {
        throw new SampleFormatException(
            "column '%s' of %s must be %s, it is %s"
                .formatted(name, where, column.getValue(), table.type(name)));
      }
    }
  }
}
