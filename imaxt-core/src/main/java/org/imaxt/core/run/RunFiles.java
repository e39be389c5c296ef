package org.imaxt.core.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.zarr.StoreException;
import org.slf4j.LoggerFactory;

/** The files a run leaves beside its results. */
final class RunFiles {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  /** To the millisecond, so that runs do not overwrite each other's records. */
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunFiles() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] json(Report report, WantedReceipts<?> wanted, JsonObject costs) {
    JsonObject json = report.json();
    json.add("costs", costs);
    json.add("parameters", GSON.toJsonTree(wanted.parameters()));
    json.add("provenance", GSON.toJsonTree(wanted.provenance()));
    return utf8(GSON.toJson(json) + "\n");
  }

  /** Notes a run and how it ended; a disk that is full by then must not hide the failure. */
  static void record(
      Sample sample, String task, RunRequest request, WantedReceipts<?> wanted, String outcome) {
    JsonObject json = new JsonObject();
    json.addProperty("task", task);
    for (Modality modality : Modality.values()) {
      if (modality == Modality.STPT || request.selection().narrows(modality)) {
        json.addProperty(Selection.option(modality), request.selection().written(modality));
      }
    }
    json.addProperty("outcome", outcome);
    json.add("parameters", GSON.toJsonTree(wanted.parameters()));
    json.add("provenance", GSON.toJsonTree(wanted.provenance()));
    String name = STAMP.format(Instant.now()) + "-" + task.replace(' ', '-') + ".json";
    try {
      sample.store().write(Layout.PRIVATE + "/runs/" + name, utf8(GSON.toJson(json) + "\n"));
    } catch (StoreException e) {
      LoggerFactory.getLogger(RunFiles.class).warn("the run was not recorded: {}", e.getMessage());
    }
  }
}
