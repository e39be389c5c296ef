package org.imaxt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.SerialExecutor;
import org.imaxt.core.run.UnitExecutor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pipeline will take, before any of it has run, in the middle, and when all is done. */
class PlanCommandTest {

  private static final String STEPS =
      "steps: [{ingest: {input: '%s', orientation: identity}}, distortion, flatfield, stitch, fuse]";

  @TempDir private static Path folder;

  private static Path acquisition;

  @BeforeAll
  static void render() {
    acquisition = folder.resolve("acquisition");
    try (UnitExecutor executor = new SerialExecutor()) {
      Runs.run(
          executor,
          Monitor.silent(),
          RunRequest.withoutSample(),
          "phantom",
          "out",
          acquisition,
          "sections",
          2,
          "rows",
          2,
          "columns",
          2,
          "tile",
          128);
    }
  }

  private static Map<String, JsonObject> plan(Path sample) throws IOException {
    Path pipeline = Files.writeString(folder.resolve("steps.yml"), STEPS.formatted(acquisition));
    Path json = folder.resolve("plan.json");
    CapturedImaxt imaxt = new CapturedImaxt();
    int code =
        new Imaxt(CapturedImaxt.REGISTRY, imaxt.terminal())
            .execute(
                "plan", pipeline.toString(), "--sample", sample.toString(), "--json", json + "");
    assertEquals(0, code);
    JsonObject plan = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    Map<String, JsonObject> stages = new HashMap<>();
    plan.getAsJsonArray("stages")
        .forEach(
            s -> stages.put(s.getAsJsonObject().get("stage").getAsString(), s.getAsJsonObject()));
    return stages;
  }

  private static void run(Path sample, String stage, Object... parameters) {
    Runs.run(sample, stage, parameters);
  }

  private static String basis(JsonObject stage) {
    return stage.get("basis").getAsString();
  }

  @Test
  void aSampleThatIsNotThereIsPlannedFromItsInputAndMadeNowhere() throws IOException {
    Path sample = folder.resolve("none.zarr");
    Map<String, JsonObject> plan = plan(sample);
    assertEquals(2, plan.get("ingest").get("outputs").getAsInt());
    assertEquals(2, plan.get("ingest").get("units").getAsInt()); // 8 images each
    assertEquals("shipped", basis(plan.get("ingest")));
    assertEquals(2, plan.get("fuse").get("outputs").getAsInt());
    for (JsonObject stage : plan.values()) {
      assertTrue(stage.get("seconds").getAsDouble() > 0, stage.toString());
    }
    assertTrue(Files.notExists(sample));
  }

  @Test
  void whatWasMeasuredIsKnownAndWhatIsDoneTakesNothing() throws IOException {
    Path sample = folder.resolve("sample.zarr");
    run(sample, "ingest", "input", acquisition, "orientation", "identity");
    Map<String, JsonObject> plan = plan(sample);
    assertEquals("nothing", basis(plan.get("ingest")));
    assertEquals(2, plan.get("ingest").get("up_to_date").getAsInt());
    assertEquals("shipped", basis(plan.get("distortion")));

    run(sample, "distortion");
    run(sample, "flatfield");
    Runs.runOn(sample, "1", "stitch");
    plan = plan(sample);
    assertEquals("nothing", basis(plan.get("flatfield")));
    assertEquals("similar", basis(plan.get("stitch")));
    assertEquals(1, plan.get("stitch").get("up_to_date").getAsInt());
    assertTrue(plan.get("fuse").get("units").getAsInt() >= 2, plan.toString());
  }
}
