package org.imaxt.core.ngff;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.JsonDocument;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;

/**
 * A multiscale image: a group, its OME-NGFF document and an array a level.
 *
 * <p>Zarr version 2 groups hold 0.4 documents, version 3 groups 0.5.
 */
public final class OmeImage {

  private static final String LABELS = "labels";

  private final ZarrGroup group;
  private final OmeDocument document;
  private final List<ZarrArray> levels;

  private OmeImage(ZarrGroup group, OmeDocument document, List<ZarrArray> levels) {
    this.group = group;
    this.document = document;
    this.levels = List.copyOf(levels);
  }

  /**
   * Makes an image in a group, in place of one that is there: its level arrays are deleted, {@code
   * labels} and foreign attributes stay. Arrays get their dimension names from the axes. The
   * document is written last, so an interrupted call leaves a group that does not open as an image.
   *
   * @param group the group; its Zarr version decides the document's
   * @param document the document; levels are named 0, 1, 2 and so on
   * @param specs one array a level
   * @return the image, its arrays without chunks
   * @throws IllegalArgumentException if document and arrays do not fit together
   */
  public static OmeImage create(ZarrGroup group, OmeDocument document, List<ArraySpec> specs) {
    OmeRules.requireFit(document, specs);
    OmeRules.requireLevelNames(document.multiscale());
    JsonObject attributes = group.attributes();
    OmeJson.removeFrom(attributes);
    group.setAttributes(attributes);
    for (String child : group.children()) {
      if (child.matches("\\d+")) {
        ZarrArray.delete(group.store(), below(group, child));
      }
    }
    List<String> names = document.multiscale().axes().stream().map(Axis::name).toList();
    List<ZarrArray> levels = new ArrayList<>();
    for (ArraySpec spec : specs) {
      levels.add(
          ZarrArray.create(
              group.store(),
              below(group, Integer.toString(levels.size())),
              spec.withDimensionNames(names),
              group.version()));
    }
    OmeJson.write(document, OmeVersion.of(group.version()), attributes);
    group.setAttributes(attributes);
    return new OmeImage(group, document, levels);
  }

  /**
   * Opens the image in a group and checks it against the rules.
   *
   * @param group the group
   * @return the image
   * @throws org.imaxt.core.zarr.ZarrFormatException if there is no document, or it, or a level,
   *     breaks a rule
   */
  public static OmeImage open(ZarrGroup group) {
    JsonDocument ome = ome(group);
    OmeDocument document = OmeJson.read(ome);
    List<ZarrArray> levels = new ArrayList<>();
    for (Level level : document.multiscale().levels()) {
      try {
        levels.add(ZarrArray.open(group.store(), below(group, level.path())));
      } catch (IllegalArgumentException leavesTheStore) {
        throw ome.refusal(leavesTheStore.getMessage());
      }
    }
    try {
      OmeRules.requireFit(document, levels.stream().map(ZarrArray::spec).toList());
    } catch (IllegalArgumentException e) {
      throw ome.refusal(e.getMessage());
    }
    return new OmeImage(group, document, levels);
  }

  /**
   * Tells whether a group holds an image's document, without checking it.
   *
   * @param group the group
   * @return true when {@link #open} would try
   */
  public static boolean isImage(ZarrGroup group) {
    JsonObject attributes = group.attributes();
    boolean v4 = OmeVersion.of(group.version()) == OmeVersion.V0_4;
    JsonElement ome = v4 ? attributes : attributes.get("ome");
    return ome != null && ome.isJsonObject() && ome.getAsJsonObject().has("multiscales");
  }

  /** The object that holds the OME-NGFF members; its version is checked. */
  private static JsonDocument ome(ZarrGroup group) {
    JsonDocument attributes =
        new JsonDocument(group.store().describe(group.path()) + " attributes", group.attributes());
    OmeVersion version = OmeVersion.of(group.version());
    JsonDocument ome = version == OmeVersion.V0_5 ? attributes.object("ome") : attributes;
    JsonDocument holder = ome;
    if (version == OmeVersion.V0_4) {
      JsonArray multiscales = ome.array("multiscales");
      if (multiscales.isEmpty()) {
        throw ome.refusal("multiscales is empty");
      }
      holder = ome.of("multiscales", multiscales.get(0));
    }
    if (!holder.text("version").equals(version.text())) {
      throw holder.refusal(
          "version '"
              + holder.text("version")
              + "' is not supported in a zarr "
              + group.version()
              + " group; "
              + version.text()
              + " is");
    }
    return ome;
  }

  private static String below(ZarrGroup group, String name) {
    return group.path().isEmpty() ? name : group.path() + "/" + name;
  }

  /**
   * Makes, or replaces, a label image in {@code labels/<name>} and lists it there.
   *
   * @param name its name
   * @param document its document, with an {@link ImageLabel}
   * @param specs one array a level, as many as this image has, of integers
   * @return the label image
   * @throws IllegalArgumentException if they do not fit together
   */
  public OmeImage createLabels(String name, OmeDocument document, List<ArraySpec> specs) {
    if (document.label().isEmpty() || specs.size() != levels.size()) {
      throw new IllegalArgumentException(
          "labels '"
              + name
              + "' need an image-label and "
              + levels.size()
              + " levels, got "
              + specs.size());
    }
    Store store = group.store();
    ZarrGroup folder = ZarrGroup.create(store, below(group, LABELS), group.version());
    OmeImage image =
        create(ZarrGroup.create(store, below(folder, name), group.version()), document, specs);
    List<String> names = new ArrayList<>(labels());
    if (!names.contains(name)) {
      names.add(name);
      setLabels(folder, names);
    }
    return image;
  }

  private static void setLabels(ZarrGroup folder, List<String> names) {
    JsonArray list = new JsonArray();
    names.stream().sorted().forEach(list::add);
    JsonObject attributes = folder.attributes();
    JsonObject holder = attributes;
    if (OmeVersion.of(folder.version()) == OmeVersion.V0_5) {
      holder = new JsonObject();
      holder.addProperty("version", OmeVersion.V0_5.text());
      attributes.add("ome", holder);
    }
    holder.add(LABELS, list);
    folder.setAttributes(attributes);
  }

  /**
   * Names of the label images.
   *
   * @return as listed in {@code labels}; empty when there are none
   */
  public List<String> labels() {
    String path = below(group, LABELS);
    if (!ZarrGroup.exists(group.store(), path)) {
      return List.of();
    }
    ZarrGroup folder = ZarrGroup.open(group.store(), path);
    JsonDocument doc =
        new JsonDocument(group.store().describe(path) + " attributes", folder.attributes());
    boolean nested = OmeVersion.of(folder.version()) == OmeVersion.V0_5;
    if (nested && doc.find("ome").isEmpty()) {
      return List.of();
    }
    JsonDocument holder = nested ? doc.object("ome") : doc;
    List<String> names = new ArrayList<>();
    if (holder.find(LABELS).isPresent()) {
      for (JsonElement e : holder.array(LABELS)) {
        if (!(e instanceof JsonPrimitive p) || !p.isString()) {
          throw holder.refusal("labels must be names, got " + e);
        }
        names.add(p.getAsString());
      }
    }
    return names;
  }

  /**
   * Opens a label image.
   *
   * @param name one of {@link #labels()}
   * @return the label image
   * @throws org.imaxt.core.zarr.ZarrFormatException if it is not there or breaks a rule
   */
  public OmeImage label(String name) {
    return open(ZarrGroup.open(group.store(), below(group, LABELS) + "/" + name));
  }

  /**
   * The group of the image.
   *
   * @return the group
   */
  public ZarrGroup group() {
    return group;
  }

  /**
   * The document of the image.
   *
   * @return the document
   */
  public OmeDocument document() {
    return document;
  }

  /**
   * Arrays of the levels.
   *
   * @return the finest first
   */
  public List<ZarrArray> levels() {
    return levels;
  }

  /**
   * Replaces how the channels are shown and leaves everything else.
   *
   * @param channels one each along the channel axis, or empty
   * @return the image with the new document
   */
  public OmeImage withChannels(List<Channel> channels) {
    OmeDocument shown = new OmeDocument(document.multiscale(), channels, document.label());
    OmeRules.requireFit(shown, levels.stream().map(ZarrArray::spec).toList());
    JsonObject attributes = group.attributes();
    OmeJson.removeFrom(attributes);
    OmeJson.write(shown, OmeVersion.of(group.version()), attributes);
    group.setAttributes(attributes);
    return new OmeImage(group, shown, levels);
  }

  /**
   * Replaces one foreign attribute of the group, such as {@code imaxt}, and leaves the others.
   *
   * @param name its name
   * @param value its value
   * @throws IllegalArgumentException if the name belongs to OME-NGFF
   */
  public void setAttribute(String name, JsonElement value) {
    JsonObject probe = new JsonObject();
    probe.add(name, value);
    OmeJson.removeFrom(probe);
    if (!probe.has(name)) {
      throw new IllegalArgumentException("attribute '" + name + "' belongs to OME-NGFF");
    }
    JsonObject attributes = group.attributes();
    attributes.remove(name); // so that it comes last whether it was there or not
    attributes.add(name, value);
    group.setAttributes(attributes);
  }

  @Override
  public String toString() {
    return group.store().describe(group.path())
        + ": "
        + Arrays.toString(levels.get(0).spec().shape())
        + " in "
        + levels.size()
        + " levels";
  }

  /** True for integer types that count from zero or below. */
  static boolean isInteger(DataType type) {
    return switch (type) {
      case BOOL, FLOAT32, FLOAT64, STRING -> false;
      default -> true;
    };
  }
}
