package org.imaxt.core.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code zarr.json} document of version 3. */
final class V3Metadata {

  static final String NODE = "zarr.json";
  static final String CONSOLIDATED = "consolidated_metadata";

  private static final Set<String> KNOWN =
      Set.of(
          "zarr_format",
          "node_type",
          "shape",
          "data_type",
          "chunk_grid",
          "chunk_key_encoding",
          "fill_value",
          "codecs",
          "attributes",
          "dimension_names",
          "storage_transformers");

  private V3Metadata() {}

  static Node.Kind kind(JsonDocument doc) {
    if (doc.integer("zarr_format") != 3) {
      throw doc.refusal("zarr_format must be 3, got " + doc.member("zarr_format"));
    }
    return switch (doc.text("node_type")) {
      case "group" -> Node.Kind.GROUP;
      case "array" -> Node.Kind.ARRAY;
      default ->
          throw doc.refusal("node_type must be group or array, got " + doc.text("node_type"));
    };
  }

  static JsonObject group() {
    JsonObject json = new JsonObject();
    json.addProperty("zarr_format", 3);
    json.addProperty("node_type", "group");
    json.add("attributes", new JsonObject());
    return json;
  }

  static JsonObject write(ArraySpec spec) {
    JsonObject json = new JsonObject();
    json.addProperty("zarr_format", 3);
    json.addProperty("node_type", "array");
    json.add("shape", V2Metadata.list(spec.shape()));
    json.addProperty("data_type", spec.type().v3Name());
    JsonObject grid = new JsonObject();
    grid.add("chunk_shape", V2Metadata.list(Arrays.stream(spec.chunk()).asLongStream().toArray()));
    json.add("chunk_grid", named("regular", grid));
    JsonObject keys = new JsonObject();
    keys.addProperty("separator", spec.separator().text());
    json.add("chunk_key_encoding", named("default", keys));
    json.add("fill_value", FillValue.write(spec.fill(), spec.type()));
    json.add("codecs", V3Codecs.write(spec));
    json.add("attributes", new JsonObject());
    if (!spec.dimensionNames().isEmpty()) {
      JsonArray names = new JsonArray();
      spec.dimensionNames().forEach(names::add);
      json.add("dimension_names", names);
    }
    return json;
  }

  static JsonObject named(String name, JsonObject configuration) {
    JsonObject json = new JsonObject();
    json.addProperty("name", name);
    if (configuration.size() > 0) {
      json.add("configuration", configuration);
    }
    return json;
  }

  static ArrayLayout read(JsonDocument doc) {
    kind(doc);
    requireKnown(doc);
    DataType type = type(doc);
    ChunkKeys keys = keys(doc);
    int[] stored = chunk(doc);
    V3Codecs codecs = V3Codecs.read(doc, "codecs", type, stored);
    ArraySpec spec =
        V2Metadata.spec(
            doc,
            doc.integers("shape"),
            codecs.codec().chunk(),
            type,
            codecs.compression(),
            keys.separator(),
            FillValue.read(doc, type));
    return new ArrayLayout(
        withNames(doc, spec), keys, codecs.codec(), Optional.ofNullable(codecs.shards()));
  }

  /** Members that are not known may be ignored only where they say so. */
  private static void requireKnown(JsonDocument doc) {
    for (Map.Entry<String, JsonElement> e : doc.json().entrySet()) {
      boolean ignorable =
          e.getValue() instanceof JsonObject o
              && o.get("must_understand") instanceof JsonPrimitive p
              && p.isBoolean()
              && !p.getAsBoolean();
      if (!KNOWN.contains(e.getKey()) && !ignorable) {
        throw doc.refusal("member '" + e.getKey() + "' is not understood");
      }
    }
    if (doc.find("storage_transformers").isPresent()
        && !doc.array("storage_transformers").isEmpty()) {
      throw doc.refusal("storage_transformers are not supported");
    }
  }

  private static DataType type(JsonDocument doc) {
    JsonElement name = doc.member("data_type");
    for (DataType type : DataType.values()) {
      if (name instanceof JsonPrimitive p && p.getAsString().equals(type.v3Name())) {
        return type;
      }
    }
    throw doc.refusal(
        "data_type "
            + name
            + " is not supported; bool, int8-64, uint8-64, float32, float64 and string are");
  }

  private static int[] chunk(JsonDocument doc) {
    JsonDocument grid = doc.object("chunk_grid");
    if (!grid.text("name").equals("regular")) {
      throw grid.refusal("chunk grid '" + grid.text("name") + "' is not supported; regular is");
    }
    return V2Metadata.chunk(grid.object("configuration"), "chunk_shape");
  }

  private static ChunkKeys keys(JsonDocument doc) {
    JsonDocument keys = doc.object("chunk_key_encoding");
    boolean prefixed =
        switch (keys.text("name")) {
          case "default" -> true;
          case "v2" -> false;
          default ->
              throw keys.refusal(
                  "chunk key encoding '"
                      + keys.text("name")
                      + "' is not supported; default and v2 are");
        };
    Separator separator = prefixed ? Separator.SLASH : Separator.DOT;
    if (keys.find("configuration").isPresent()) {
      JsonDocument configuration = keys.object("configuration");
      if (configuration.find("separator").isPresent()) {
        separator = V2Metadata.separator(configuration, configuration.text("separator"));
      }
    }
    return new ChunkKeys(prefixed, separator);
  }

  /** Names are kept only when every axis has one. */
  private static ArraySpec withNames(JsonDocument doc, ArraySpec spec) {
    if (doc.find("dimension_names").isEmpty()) {
      return spec;
    }
    List<String> names = new ArrayList<>();
    for (JsonElement e : doc.array("dimension_names")) {
      if (e instanceof JsonPrimitive p && p.isString()) {
        names.add(p.getAsString());
      } else if (!(e instanceof JsonNull)) {
        throw doc.refusal("dimension_names must be texts, got " + e);
      }
    }
    int given = doc.array("dimension_names").size();
    if (given != spec.dimensions()) {
      throw doc.refusal(
          "there are " + given + " dimension_names for " + spec.dimensions() + " axes");
    }
    return names.size() == given ? spec.withDimensionNames(names) : spec;
  }
}
