package org.imaxt.federation.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.FederationDocument.Transform;

/** Spells scans as JSON; what is not known is null. */
final class TransformsJson {

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create();

  private TransformsJson() {}

  static String text(List<Scan> scans) {
    JsonArray all = new JsonArray();
    scans.forEach(scan -> all.add(object(scan)));
    return GSON.toJson(all) + "\n";
  }

  private static JsonObject object(Scan scan) {
    Optional<Transform> placed = scan.placed();
    JsonObject json = new JsonObject();
    json.addProperty("from", scan.name());
    json.addProperty("to", "stpt");
    json.add("section", scan.section() > 0 ? new JsonPrimitive(scan.section()) : JsonNull.INSTANCE);
    json.add("affine", placed.map(t -> affine(t.affine())).orElse(JsonNull.INSTANCE));
    json.add("sigma_um", placed.map(t -> number(t.sigmaUm())).orElse(JsonNull.INSTANCE));
    json.add("tre_um", placed.map(t -> number(t.targetErrorUm())).orElse(JsonNull.INSTANCE));
    json.add("beads", placed.map(t -> number(t.beads())).orElse(JsonNull.INSTANCE));
    json.addProperty("status", scan.status().name().toLowerCase(Locale.ROOT));
    json.addProperty("reason", scan.reason());
    JsonObject posterior = new JsonObject();
    scan.posterior().forEach((place, p) -> posterior.add(place, number(p)));
    json.add("posterior", posterior);
    return json;
  }

  private static JsonElement affine(List<Double> of) {
    JsonArray rows = new JsonArray();
    for (int row = 0; row < 2; row++) {
      JsonArray numbers = new JsonArray();
      of.subList(3 * row, 3 * row + 3).forEach(n -> numbers.add(number(n)));
      rows.add(numbers);
    }
    return rows;
  }

  /** JSON has no NaN. */
  private static JsonElement number(Number of) {
    return Double.isFinite(of.doubleValue()) ? new JsonPrimitive(of) : JsonNull.INSTANCE;
  }
}
