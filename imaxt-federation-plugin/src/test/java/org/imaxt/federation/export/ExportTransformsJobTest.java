package org.imaxt.federation.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.contract.PythonCheck;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.frames.TestBlock;
import org.imaxt.core.model.Location;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.SerialExecutor;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Selection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transforms as plain files. */
class ExportTransformsJobTest {

  @TempDir Path folder;
  private Path sample;

  @BeforeEach
  void make() {
    sample = folder.resolve("s.zarr");
    TestBlock.make(sample).close();
  }

  private Path export(String format) {
    Path out = folder.resolve("out " + format);
    Runs.run(sample, "export transforms", "out", out, "format", format);
    return out;
  }

  private JsonArray json() throws IOException {
    return JsonParser.parseString(Files.readString(export("json"))).getAsJsonArray();
  }

  @Test
  void writesEveryScanWithItsErrors() throws IOException {
    JsonArray all = json();
    assertEquals(4, all.size());
    JsonObject slide = all.get(0).getAsJsonObject();
    assertEquals(
        List.of(
            "from",
            "to",
            "section",
            "affine",
            "sigma_um",
            "tre_um",
            "beads",
            "status",
            "reason",
            "posterior"),
        List.copyOf(slide.keySet()));
    assertEquals("a", slide.get("from").getAsString());
    assertEquals("stpt", slide.get("to").getAsString());
    assertEquals(2, slide.get("section").getAsInt());
    JsonArray rows = slide.getAsJsonArray("affine");
    assertEquals(TestBlock.SLIDE_TO_SECTION.b(), rows.get(0).getAsJsonArray().get(1).getAsDouble());
    assertEquals(
        TestBlock.SLIDE_TO_SECTION.tyUm(), rows.get(1).getAsJsonArray().get(2).getAsDouble());
    assertEquals(0.4, slide.get("sigma_um").getAsDouble());
    assertEquals(Math.sqrt(2) * 0.4, slide.get("tre_um").getAsDouble());
    assertEquals(17, slide.get("beads").getAsInt());
    assertEquals("matched", slide.get("status").getAsString());
    assertEquals(0.75, slide.getAsJsonObject("posterior").get("2").getAsDouble());
  }

  @Test
  void writesNullForWhatIsNotThere() throws IOException {
    JsonObject orphan = json().get(1).getAsJsonObject();
    assertEquals("orphan", orphan.get("status").getAsString());
    assertEquals("above the first section", orphan.get("reason").getAsString());
    for (String none : List.of("section", "affine", "sigma_um", "tre_um", "beads")) {
      assertTrue(orphan.get(none).isJsonNull(), none);
    }
    assertEquals("refused", json().get(2).getAsJsonObject().get("status").getAsString());
    assertFalse(Files.readString(folder.resolve("out json")).contains("NaN"));
  }

  @Test
  void agreesWithWhatOtherProgramsRead() throws Exception {
    Path[] out = {export("json"), export("itk"), export("bigwarp")};
    assertEquals("ok", PythonCheck.file("numpy", "transforms_agree.py", out[0], out[1], out[2]));
    assertEquals(2, out[1].toFile().list().length, "of the matched ones alone");
  }

  @Test
  void writesTheScansAskedFor() throws IOException {
    RunRequest request =
        new RunRequest(
            Optional.of(Location.of(sample)),
            new Selection("all", "b", "r"),
            RunRequest.Reuse.RESUME,
            FailurePolicy.STOP);
    Path out = folder.resolve("some.json");
    try (UnitExecutor executor = new SerialExecutor()) {
      Runs.run(executor, Monitor.silent(), request, "export transforms", "out", out);
    }
    JsonArray some = JsonParser.parseString(Files.readString(out)).getAsJsonArray();
    assertEquals(2, some.size());
    assertEquals("b", some.get(0).getAsJsonObject().get("from").getAsString());
    RunRequest unknown =
        new RunRequest(
            Optional.of(Location.of(sample)),
            new Selection("all", "x", "all"),
            RunRequest.Reuse.RESUME,
            FailurePolicy.STOP);
    try (UnitExecutor executor = new SerialExecutor()) {
      assertEquals(
          "slides x were asked for, there are a, b, c",
          assertThrows(
                  InputException.class,
                  () ->
                      Runs.run(
                          executor, Monitor.silent(), unknown, "export transforms", "out", out))
              .getMessage());
    }
  }

  @Test
  void refusesWhatIsNotFederatedOrOutOfDate() {
    try (Sample open = Sample.openForWriting(sample)) {
      TestBlock.receipt(open, "federate", "federation", Map.of("register/sections", "older"));
    }
    assertTrue(refusal().contains("run imaxt federate again"), refusal());
    try (Sample open = Sample.openForWriting(sample)) {
      new Receipts(open).remove("federate", "federation");
    }
    assertTrue(refusal().endsWith("run imaxt federate"), refusal());
  }

  private String refusal() {
    return assertThrows(SampleFormatException.class, () -> export("json")).getMessage();
  }
}
