package org.imaxt.core.engine;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.imaxt.core.network.ModelException;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.TileShape;

/**
 * The {@code meta.json} of a model file: CSBDeep's keys for other programs, ours under {@code
 * imaxt}.
 */
final class ModelInfoJson {

  static final String FILE = "meta.json";

  private static final String OURS = "imaxt";
  private static final int FORMAT = 1;
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private ModelInfoJson() {}

  static String write(ModelInfo info) {
    JsonObject root = new JsonObject();
    root.addProperty("type", "UNet");
    root.addProperty("version", info.version());
    root.addProperty("axes", "YXC");
    root.add("axes_div_by", triple(info.tile().sizeMultiple(), 1));
    root.add("tile_overlap", triple(info.tile().haloPx(), 0));
    JsonObject ours = GSON.toJsonTree(info).getAsJsonObject();
    ours.addProperty("format", FORMAT);
    root.add(OURS, ours);
    return GSON.toJson(root) + "\n";
  }

  /** Reads what {@link #write} wrote; every refusal names the file. */
  static ModelInfo read(String json, String file) throws ModelException {
    try {
      JsonElement root = JsonParser.parseString(json);
      JsonElement ours = root.isJsonObject() ? root.getAsJsonObject().get(OURS) : null;
      if (ours == null || !ours.isJsonObject()) {
        throw new ModelException(
            "%s has no %s in its %s (pixel size, classes, halo); %s"
                .formatted(file, OURS, FILE, WITHOUT));
      }
      int format = ours.getAsJsonObject().get("format").getAsInt();
      if (format > FORMAT) {
        throw new ModelException(
            "%s has metadata of format %s, this program knows %s; take a newer program"
                .formatted(file, format, FORMAT));
      }
      ModelInfo info = GSON.fromJson(ours, ModelInfo.class);
      TileShape tile = info.tile();
      if (tile == null || info.scale() == null || info.origin() == null) {
        throw new ModelException(
            "%s lacks tile, scale or origin in its %s; %s".formatted(file, FILE, WITHOUT));
      }
      return info;
    } catch (RuntimeException e) { // Gson wraps what the records' constructors throw
      throw new ModelException(
          "%s has a %s that cannot be read (%s); %s".formatted(file, FILE, reason(e), WITHOUT), e);
    }
  }

  static final String WITHOUT = "train a model with train-beads, or add the metadata";

  private static String reason(RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? "something is missing" : root.getMessage();
  }

  private static JsonArray triple(int yAndX, int channel) {
    JsonArray array = new JsonArray();
    array.add(yAndX);
    array.add(yAndX);
    array.add(channel);
    return array;
  }
}
