package org.imaxt.core.sample;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  static final String INDEX = "_index";
  static final String ORDER = "column-order";
  private static final String TYPE = "encoding-type";
  private static final String VERSION = "encoding-version";
  private static final String ENCODING = "0.2.0";

  private Tables() {}

  static void write(Store store, ZarrVersion version, TableKey key, Table table) {
    table.names().forEach(TableWriter::requireName);
    for (Map.Entry<String, ColumnType> column : key.columns().entrySet()) {
      if (table.type(column.getKey()) != column.getValue()) {
        throw new IllegalArgumentException(
            "column '%s' of %s must be %s, got %s"
                .formatted(
                    column.getKey(), key.path(), column.getValue(), table.type(column.getKey())));
      }
    }
    TableWriter writer = new TableWriter(store, version, key.path(), Integer.MAX_VALUE);
    writer.begin();
    for (String name : table.names()) {
      writer.write(name, table.type(name).stored(), table.values(name));
    }
    writer.finish(table.names(), table.rows());
  }

  static JsonObject encoding(String type) {
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

  static TableReader open(Store store, TableKey key) {
    String where = store.describe(key.path());
    if (!exists(store, key)) {
      throw new SampleFormatException(where + " is no table");
    }
    JsonObject attributes = ZarrGroup.open(store, key.path()).attributes();
    List<String> names = names(attributes, where);
    return new TableReader(store, key.path(), names, rows(store, key, attributes, names));
  }

  static Table read(Store store, TableKey key) {
    String where = store.describe(key.path());
    TableReader reader = open(store, key);
    Table table = Table.ofRows(reader.rows());
    try {
      for (String name : reader.names()) {
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

  static ZarrArray column(Store store, String path) {
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
      throw notRead(store, path, array);
    }
    return array.readAll();
  }

  static SampleFormatException notRead(Store store, String path, ZarrArray array) {
    return new SampleFormatException(
        "%s holds %s; int32, int64, float64, bool and string are read"
            .formatted(store.describe(path), array.spec().type().v3Name()));
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
