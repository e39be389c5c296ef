package org.imaxt.imc.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/**
 * A group of AnnData on Zarr version 2 and what can lie in it, in the encodings that AnnData 0.8
 * settled.
 *
 * @param store where it lies
 * @param path its path; empty for the root
 */
record AnnDataGroup(Store store, String path) {

  private static final int CHUNK_ROWS = 1 << 16;
  private static final int UTF_32_BYTES = 4;

  static AnnDataGroup create(Store store, String path, String type, String version) {
    ZarrGroup.create(store, path, ZarrVersion.V2).setAttributes(encoding(type, version));
    return new AnnDataGroup(store, path);
  }

  private static JsonObject encoding(String type, String version) {
    JsonObject attributes = new JsonObject();
    attributes.addProperty("encoding-type", type);
    attributes.addProperty("encoding-version", version);
    return attributes;
  }

  private String below(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  AnnDataGroup group(String name, String type, String version) {
    return create(store, below(name), type, version);
  }

  /** A group of named members. */
  AnnDataGroup dictionary(String name) {
    return group(name, "dict", "0.1.0");
  }

  /** Adds attributes to those of the group. */
  void attributes(JsonObject more) {
    ZarrGroup group = ZarrGroup.open(store, path);
    JsonObject attributes = group.attributes();
    more.entrySet().forEach(e -> attributes.add(e.getKey(), e.getValue()));
    group.setAttributes(attributes);
  }

  /** A column of a dataframe. */
  void column(String name, Object values) {
    DataType type =
        Arrays.stream(
                new DataType[] {DataType.FLOAT64, DataType.INT32, DataType.INT64, DataType.STRING})
            .filter(t -> t.matches(values))
            .findFirst()
            .orElseThrow();
    ZarrArray array =
        ZarrArray.create(
            store, below(name), ArraySpec.column(Array.getLength(values), type), ZarrVersion.V2);
    array.setAttributes(encoding(type == DataType.STRING ? "string-array" : "array", "0.2.0"));
    array.writeAll(values);
  }

  /** A column of few different words. */
  void categories(String name, int[] codes, List<String> words) {
    AnnDataGroup group = group(name, "categorical", "0.2.0");
    JsonObject ordered = new JsonObject();
    ordered.addProperty("ordered", false);
    group.attributes(ordered);
    group.column("codes", codes);
    group.column("categories", words.toArray(String[]::new));
  }

  /** A dataframe; its columns are in it or follow. */
  AnnDataGroup dataframe(String name, String[] index, List<String> columns) {
    AnnDataGroup group = group(name, "dataframe", "0.2.0");
    JsonObject attributes = new JsonObject();
    attributes.addProperty("_index", "_index");
    JsonArray order = new JsonArray();
    columns.forEach(order::add);
    attributes.add("column-order", order);
    group.attributes(attributes);
    group.column("_index", index);
    return group;
  }

  /** A matrix that is written column by column: a chunk is a column of some rows. */
  Matrix matrix(String name, int rows, int columns, DataType type) {
    ZarrArray array =
        ZarrArray.create(
            store,
            below(name),
            ArraySpec.image(
                new long[] {rows, columns},
                new int[] {Math.max(1, Math.min(CHUNK_ROWS, rows)), 1},
                type),
            ZarrVersion.V2);
    array.setAttributes(encoding("array", "0.2.0"));
    return new Matrix(array);
  }

  /** A matrix in the making. */
  record Matrix(ZarrArray array) {

    void column(int column, double[] values) {
      int chunk = array.spec().chunk()[0];
      boolean single = array.spec().type() == DataType.FLOAT32;
      for (int at = 0; at < values.length; at += chunk) {
        int from = at;
        int length = Math.min(chunk, values.length - at);
        Object part;
        if (single) {
          float[] floats = new float[chunk];
          for (int i = 0; i < length; i++) {
            floats[i] = (float) values[from + i];
          }
          part = floats;
        } else {
          part = Arrays.copyOf(Arrays.copyOfRange(values, at, at + length), chunk);
        }
        array.writeChunk(part, at / chunk, column);
      }
    }
  }

  /** A word: an array without axes, which Zarr arrays of ours cannot be. */
  void word(String name, String word) {
    JsonObject array = new JsonObject();
    array.add("chunks", new JsonArray());
    array.add("compressor", com.google.gson.JsonNull.INSTANCE);
    array.addProperty("dtype", "<U" + word.codePointCount(0, word.length()));
    array.addProperty("fill_value", "");
    array.add("filters", com.google.gson.JsonNull.INSTANCE);
    array.addProperty("order", "C");
    array.add("shape", new JsonArray());
    array.addProperty("zarr_format", 2);
    com.google.gson.Gson json = new com.google.gson.GsonBuilder().serializeNulls().create();
    String at = below(name);
    store.write(at + "/.zattrs", utf8(json.toJson(encoding("string", "0.2.0"))));
    ByteBuffer text =
        ByteBuffer.allocate(UTF_32_BYTES * word.codePointCount(0, word.length()))
            .order(ByteOrder.LITTLE_ENDIAN);
    word.codePoints().forEach(text::putInt);
    store.write(at + "/0", text.array());
    store.write(at + "/.zarray", utf8(json.toJson(array)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
