package org.imaxt.core.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imaxt.core.zarr.Compression.Blosc;
import org.imaxt.core.zarr.Compression.BloscCodec;
import org.imaxt.core.zarr.Compression.Gzip;
import org.imaxt.core.zarr.Compression.Raw;
import org.imaxt.core.zarr.Compression.Shuffle;
import org.imaxt.core.zarr.Compression.Zlib;
import org.imaxt.core.zarr.Compression.Zstd;

/** The {@code .zarray} document of version 2. */
final class V2Metadata {

  static final String ARRAY = ".zarray";
  static final String GROUP = ".zgroup";
  static final String ATTRIBUTES = ".zattrs";

  private V2Metadata() {}

  static JsonObject group() {
    JsonObject json = new JsonObject();
    json.addProperty("zarr_format", 2);
    return json;
  }

  static JsonObject write(ArraySpec spec) {
    JsonObject json = new JsonObject();
    json.addProperty("zarr_format", 2);
    json.add("shape", list(spec.shape()));
    json.add("chunks", list(Arrays.stream(spec.chunk()).asLongStream().toArray()));
    json.addProperty("dtype", dtype(spec.type()));
    json.add("compressor", compressor(spec.compression()));
    json.add("fill_value", FillValue.write(spec.fill(), spec.type()));
    json.addProperty("order", "C");
    json.add("filters", filters(spec.type()));
    json.addProperty("dimension_separator", spec.separator().text());
    return json;
  }

  static JsonArray list(long... numbers) {
    JsonArray list = new JsonArray();
    Arrays.stream(numbers).forEach(list::add);
    return list;
  }

  private static String dtype(DataType type) {
    return (type.bytes() > 1 ? "<" : "|") + type.v2Name();
  }

  private static JsonElement filters(DataType type) {
    if (type != DataType.STRING) {
      return JsonNull.INSTANCE;
    }
    JsonObject filter = new JsonObject();
    filter.addProperty("id", "vlen-utf8");
    JsonArray filters = new JsonArray();
    filters.add(filter);
    return filters;
  }

  private static JsonElement compressor(Compression compression) {
    JsonObject json = new JsonObject();
    if (compression instanceof Raw) {
      return JsonNull.INSTANCE;
    } else if (compression instanceof Gzip c) {
      json.addProperty("id", "gzip");
      json.addProperty("level", c.level());
    } else if (compression instanceof Zlib c) {
      json.addProperty("id", "zlib");
      json.addProperty("level", c.level());
    } else if (compression instanceof Zstd c) {
      json.addProperty("id", "zstd");
      json.addProperty("level", c.level());
    } else if (compression instanceof Blosc c) {
      // No other keys: numcodecs refuses any it does not know.
      json.addProperty("id", "blosc");
      json.addProperty("cname", c.codec().name().toLowerCase(Locale.ROOT));
      json.addProperty("clevel", c.level());
      json.addProperty("shuffle", c.shuffle().ordinal());
      json.addProperty("blocksize", 0);
    }
    return json;
  }

  static ArrayLayout read(JsonDocument doc) {
    if (doc.integer("zarr_format") != 2) {
      throw doc.refusal("zarr_format must be 2, got " + doc.member("zarr_format"));
    }
    String dtype = dtype(doc);
    DataType type = type(doc, dtype);
    requireFilters(doc, type);
    Separator separator = separator(doc);
    long[] shape = doc.integers("shape");
    int[] chunk = chunk(doc, "chunks");
    ArraySpec spec =
        spec(doc, shape, chunk, type, compression(doc), separator, FillValue.read(doc, type));
    ByteOrder order = dtype.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ChunkCodec codec =
        new ChunkCodec(
            type,
            chunk,
            order,
            axes(doc, chunk.length),
            ArrayLayout.codecs(spec.compression(), type.bytes(), ChunkCodec.rowBytes(chunk, type)));
    return new ArrayLayout(spec, new ChunkKeys(false, separator), codec, Optional.empty());
  }

  /** Makes a specification; its refusals then name the document. */
  static ArraySpec spec(
      JsonDocument doc,
      long[] shape,
      int[] chunk,
      DataType type,
      Compression compression,
      Separator separator,
      Number fill) {
    try {
      return new ArraySpec(shape, chunk, type, compression, separator, fill, List.of());
    } catch (IllegalArgumentException e) {
      throw new ZarrFormatException(doc.place(), e.getMessage(), e);
    }
  }

  static int[] chunk(JsonDocument doc, String name) {
    long[] numbers = doc.integers(name);
    for (long n : numbers) {
      if (n < 1 || n > Integer.MAX_VALUE) {
        throw doc.refusal("member '" + name + "' is out of range: " + Arrays.toString(numbers));
      }
    }
    return Arrays.stream(numbers).mapToInt(n -> (int) n).toArray();
  }

  private static String dtype(JsonDocument doc) {
    if (doc.member("dtype") instanceof JsonPrimitive p && p.isString()) {
      return p.getAsString();
    }
    throw doc.refusal("structured dtype " + doc.member("dtype") + " is not supported");
  }

  private static DataType type(JsonDocument doc, String dtype) {
    for (DataType type : DataType.values()) {
      boolean order = dtype.matches(type.bytes() > 1 ? "[<>].*" : "[|<>].*");
      if (order && dtype.substring(1).equals(type.v2Name())) {
        return type;
      }
    }
    throw doc.refusal(
        "dtype " + dtype + " is not supported; b1, i1-i8, u1-u8, f4, f8 and text (|O) are");
  }

  private static void requireFilters(JsonDocument doc, DataType type) {
    boolean none = doc.find("filters").isEmpty() || doc.member("filters").toString().equals("[]");
    boolean text = !none && doc.member("filters").toString().equals("[{\"id\":\"vlen-utf8\"}]");
    if (type == DataType.STRING ? !text : !none) {
      throw doc.refusal(
          "filters "
              + doc.json().get("filters")
              + " with type "
              + type.v3Name()
              + " are not supported; text needs vlen-utf8 alone, numbers none");
    }
  }

  private static Separator separator(JsonDocument doc) {
    if (doc.find("dimension_separator").isEmpty()) {
      return Separator.DOT;
    }
    return separator(doc, doc.text("dimension_separator"));
  }

  static Separator separator(JsonDocument doc, String text) {
    return switch (text) {
      case "." -> Separator.DOT;
      case "/" -> Separator.SLASH;
      default -> throw doc.refusal("separator must be '.' or '/', got '" + text + "'");
    };
  }

  private static int[] axes(JsonDocument doc, int n) {
    String order = doc.text("order");
    int[] axes = ChunkCodec.identity(n);
    switch (order) {
      case "C" -> {}
      case "F" -> Arrays.setAll(axes, d -> n - 1 - d);
      default -> throw doc.refusal("order must be C or F, got '" + order + "'");
    }
    return axes;
  }

  private static Compression compression(JsonDocument doc) {
    if (doc.find("compressor").isEmpty()) {
      return new Raw();
    }
    JsonDocument c = doc.object("compressor");
    String id = c.text("id");
    try {
      return switch (id) {
        case "gzip" -> new Gzip(c.integer("level", 1));
        case "zlib" -> new Zlib(c.integer("level", 1));
        case "zstd" -> new Zstd(c.integer("level", 1));
        case "blosc" ->
            new Blosc(bloscCodec(c), c.integer("clevel", 5), shuffle(c, c.integer("shuffle", 1)));
        default ->
            throw c.refusal("codec '" + id + "' is not supported; gzip, zlib, zstd and blosc are");
      };
    } catch (IllegalArgumentException e) {
      throw new ZarrFormatException(c.place(), e.getMessage(), e);
    }
  }

  static BloscCodec bloscCodec(JsonDocument doc) {
    String name = doc.find("cname").isEmpty() ? "lz4" : doc.text("cname");
    for (BloscCodec codec : BloscCodec.values()) {
      if (codec.name().toLowerCase(Locale.ROOT).equals(name)) {
        return codec;
      }
    }
    throw doc.refusal("blosc codec '" + name + "' is not supported; lz4, lz4hc, zlib and zstd are");
  }

  /** numcodecs' numbers; -1 chooses by element size when writing, which reading need not know. */
  private static Shuffle shuffle(JsonDocument doc, int number) {
    if (number < -1 || number >= Shuffle.values().length) {
      throw doc.refusal("blosc shuffle must be -1, 0, 1 or 2, got " + number);
    }
    return number == -1 ? Shuffle.BYTE : Shuffle.values()[number];
  }
}
