package org.imaxt.core.ngff;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imaxt.core.ngff.ImageLabel.LabelColor;
import org.imaxt.core.zarr.JsonDocument;

/** OME-NGFF documents to and from the members of a group's attributes. */
final class OmeJson {

  private static final String MULTISCALES = "multiscales";
  private static final String OMERO = "omero";
  private static final String LABEL = "image-label";

  private OmeJson() {}

  /** Members that belong to OME-NGFF, whatever version wrote them. */
  static void removeFrom(JsonObject attributes) {
    for (String name : List.of(MULTISCALES, OMERO, LABEL, "ome")) {
      attributes.remove(name);
    }
  }

  /** Adds a document to attributes, as its version spells it. */
  static void write(OmeDocument document, OmeVersion version, JsonObject attributes) {
    JsonObject ome = attributes;
    if (version == OmeVersion.V0_5) {
      ome = new JsonObject();
      ome.addProperty("version", version.text());
      attributes.add("ome", ome);
    }
    JsonArray multiscales = new JsonArray();
    multiscales.add(multiscale(document.multiscale(), version));
    ome.add(MULTISCALES, multiscales);
    if (!document.channels().isEmpty()) {
      JsonArray channels = new JsonArray();
      document.channels().forEach(c -> channels.add(channel(c)));
      JsonObject omero = new JsonObject();
      omero.add("channels", channels);
      ome.add(OMERO, omero);
    }
    if (document.label().isPresent()) {
      ome.add(LABEL, label(document.label().get(), version));
    }
  }

  private static JsonObject multiscale(Multiscale m, OmeVersion version) {
    JsonObject json = new JsonObject();
    if (version == OmeVersion.V0_4) {
      json.addProperty("version", version.text());
    }
    json.addProperty("name", m.name());
    JsonArray axes = new JsonArray();
    for (Axis axis : m.axes()) {
      JsonObject a = new JsonObject();
      a.addProperty("name", axis.name());
      a.addProperty("type", axis.type().name().toLowerCase(Locale.ROOT));
      axis.unit().ifPresent(unit -> a.addProperty("unit", unit));
      axes.add(a);
    }
    json.add("axes", axes);
    JsonArray datasets = new JsonArray();
    m.levels().forEach(level -> datasets.add(dataset(level)));
    json.add("datasets", datasets);
    m.type().ifPresent(type -> json.addProperty("type", type));
    m.method()
        .ifPresent(
            method -> {
              JsonObject metadata = new JsonObject();
              metadata.addProperty("method", method);
              json.add("metadata", metadata);
            });
    return json;
  }

  private static JsonObject dataset(Level level) {
    JsonArray transformations = new JsonArray();
    transformations.add(transformation("scale", level.scale()));
    if (level.translation().stream().anyMatch(t -> t != 0)) {
      transformations.add(transformation("translation", level.translation()));
    }
    JsonObject json = new JsonObject();
    json.addProperty("path", level.path());
    json.add("coordinateTransformations", transformations);
    return json;
  }

  private static JsonObject transformation(String type, List<Double> numbers) {
    JsonArray list = new JsonArray();
    numbers.forEach(list::add);
    JsonObject json = new JsonObject();
    json.addProperty("type", type);
    json.add(type, list);
    return json;
  }

  private static JsonObject channel(Channel c) {
    JsonObject window = new JsonObject();
    window.addProperty("min", c.min());
    window.addProperty("max", c.max());
    window.addProperty("start", c.start());
    window.addProperty("end", c.end());
    JsonObject json = new JsonObject();
    json.addProperty("label", c.label());
    json.addProperty("color", c.color());
    json.addProperty("active", c.active());
    json.add("window", window);
    return json;
  }

  private static JsonObject label(ImageLabel label, OmeVersion version) {
    JsonArray colors = new JsonArray();
    for (LabelColor c : label.colors()) {
      JsonArray rgba = new JsonArray();
      rgba.add(c.red());
      rgba.add(c.green());
      rgba.add(c.blue());
      rgba.add(c.alpha());
      JsonObject color = new JsonObject();
      color.addProperty("label-value", c.label());
      color.add("rgba", rgba);
      colors.add(color);
    }
    JsonObject source = new JsonObject();
    source.addProperty("image", "../../");
    JsonObject json = new JsonObject();
    if (version == OmeVersion.V0_4) {
      json.addProperty("version", version.text());
    }
    if (!label.colors().isEmpty()) {
      json.add("colors", colors);
    }
    json.add("source", source);
    return json;
  }

  /** Reads the document of an image from what holds {@code multiscales}. */
  static OmeDocument read(JsonDocument ome) {
    JsonArray multiscales = ome.array(MULTISCALES);
    if (multiscales.isEmpty()) {
      throw ome.refusal("multiscales is empty");
    }
    JsonDocument m = ome.of(MULTISCALES, multiscales.get(0));
    try {
      return new OmeDocument(readMultiscale(m), channels(ome), imageLabel(ome));
    } catch (IllegalArgumentException e) {
      throw m.refusal(e.getMessage());
    }
  }

  private static Multiscale readMultiscale(JsonDocument m) {
    List<Axis> axes = new ArrayList<>();
    for (JsonElement e : m.array("axes")) {
      axes.add(axis(m.of("axes", e)));
    }
    List<Double> outer =
        m.find("coordinateTransformations").isEmpty()
            ? List.of()
            : numbers(m, "coordinateTransformations", "scale", axes.size());
    if (outer.stream().anyMatch(s -> s != 1)) {
      throw m.refusal("coordinateTransformations beside datasets are not supported");
    }
    List<Level> levels = new ArrayList<>();
    for (JsonElement e : m.array("datasets")) {
      levels.add(level(m.of("datasets", e), axes.size()));
    }
    Optional<String> method =
        m.find("metadata")
            .filter(e -> e.isJsonObject() && e.getAsJsonObject().has("method"))
            .map(e -> m.object("metadata").member("method"))
            .filter(JsonElement::isJsonPrimitive)
            .map(JsonElement::getAsString);
    return new Multiscale(
        optional(m, "name").orElse(""), axes, levels, optional(m, "type"), method);
  }

  private static Optional<String> optional(JsonDocument doc, String name) {
    return doc.find(name).isEmpty() ? Optional.empty() : Optional.of(doc.text(name));
  }

  private static Axis axis(JsonDocument a) {
    String type = a.find("type").isEmpty() ? "" : a.text("type");
    for (Axis.Type t : Axis.Type.values()) {
      if (t.name().toLowerCase(Locale.ROOT).equals(type)) {
        return new Axis(a.text("name"), t, optional(a, "unit"));
      }
    }
    throw a.refusal("axis type '" + type + "' is not supported; time, channel and space are");
  }

  private static Level level(JsonDocument dataset, int axes) {
    String where = "coordinateTransformations";
    List<Double> scale = numbers(dataset, where, "scale", axes);
    JsonArray list = dataset.array(where);
    List<Double> translation = new ArrayList<>();
    for (int d = 0; d < axes; d++) {
      translation.add(0.0);
    }
    if (list.size() == 2) {
      JsonDocument t = dataset.of(where, list.get(1));
      if (!t.text("type").equals("translation")) {
        throw t.refusal("a dataset has one scale, then at most one translation");
      }
      translation = numbers(t, "translation", axes);
    } else if (list.size() != 1) {
      throw dataset.refusal("a dataset has one scale, then at most one translation");
    }
    return new Level(dataset.text("path"), scale, translation);
  }

  /** The numbers of the first transformation, which must be of a type. */
  private static List<Double> numbers(JsonDocument doc, String where, String type, int axes) {
    JsonArray list = doc.array(where);
    if (list.isEmpty() || !doc.of(where, list.get(0)).text("type").equals(type)) {
      throw doc.refusal("the first of " + where + " must be a " + type);
    }
    return numbers(doc.of(where, list.get(0)), type, axes);
  }

  private static List<Double> numbers(JsonDocument transformation, String type, int axes) {
    List<Double> numbers = new ArrayList<>();
    for (JsonElement e : transformation.array(type)) {
      if (!(e instanceof JsonPrimitive p) || !p.isNumber()) {
        throw transformation.refusal(type + " must hold numbers, got " + e);
      }
      numbers.add(e.getAsDouble());
    }
    if (numbers.size() != axes) {
      throw transformation.refusal(
          type + " has " + numbers.size() + " numbers for " + axes + " axes");
    }
    return numbers;
  }

  /** Channels that say how they are shown; omero documents without a window are passed over. */
  private static List<Channel> channels(JsonDocument ome) {
    List<Channel> channels = new ArrayList<>();
    if (ome.find(OMERO).isEmpty() || ome.object(OMERO).find("channels").isEmpty()) {
      return channels;
    }
    JsonDocument omero = ome.object(OMERO);
    for (JsonElement e : omero.array("channels")) {
      JsonDocument c = omero.of("channels", e);
      if (c.find("window").isEmpty() || c.find("color").isEmpty()) {
        return List.of();
      }
      JsonDocument w = c.object("window");
      boolean active = c.find("active").map(JsonElement::getAsBoolean).orElse(true);
      channels.add(
          new Channel(
              optional(c, "label").orElse(""),
              c.text("color"),
              active,
              number(w, "min", "start"),
              number(w, "max", "end"),
              number(w, "start", "min"),
              number(w, "end", "max")));
    }
    return channels;
  }

  /** A number of a window; older writers leave one pair out. */
  private static double number(JsonDocument doc, String name, String other) {
    String present = doc.find(name).isPresent() ? name : other;
    if (doc.member(present) instanceof JsonPrimitive p && p.isNumber()) {
      return p.getAsDouble();
    }
    throw doc.refusal("member '" + present + "' must be a number");
  }

  private static Optional<ImageLabel> imageLabel(JsonDocument ome) {
    if (ome.find(LABEL).isEmpty()) {
      return Optional.empty();
    }
    JsonDocument label = ome.object(LABEL);
    List<LabelColor> colors = new ArrayList<>();
    if (label.find("colors").isPresent()) {
      for (JsonElement e : label.array("colors")) {
        JsonDocument c = label.of("colors", e);
        if (c.find("rgba").isPresent()) {
          long[] v = c.integers("rgba");
          if (v.length != 4) {
            throw c.refusal("rgba must hold four numbers");
          }
          colors.add(
              new LabelColor(
                  c.integer("label-value"), (int) v[0], (int) v[1], (int) v[2], (int) v[3]));
        }
      }
    }
    return Optional.of(new ImageLabel(colors));
  }
}
