package org.imaxt.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imaxt.core.network.ModelException;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.TileShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

  private static final ModelInfo INFO =
      new ModelInfo(
          "beads",
          "1.2",
          "BSD-2-Clause",
          new TileShape(1, List.of("background", "object", "contact"), 48, 8),
          new ModelInfo.ImageScale(4.5, 10, 5, 99.9),
          new ModelInfo.Origin("phantoms of seeds 1 to 40", 7, 33, 0.96));

  @TempDir Path folder;

  @Test
  void readsWhatItNeedsToKnow() throws Exception {
    Path zip = zip("saved_model.pb", "graph", "meta.json", ModelInfoJson.write(INFO));
    try (ModelFile model = ModelFile.of(zip)) {
      assertEquals(INFO, model.info());
    }
  }

  @Test
  void describesItselfToCsbdeepToo() {
    JsonObject meta = JsonParser.parseString(ModelInfoJson.write(INFO)).getAsJsonObject();
    assertEquals("YXC", meta.get("axes").getAsString());
    assertEquals("[8,8,1]", meta.get("axes_div_by").toString());
    assertEquals("[48,48,0]", meta.get("tile_overlap").toString());
  }

  @Test
  void refusesAFileThatIsNotThere() {
    refused(folder.resolve("none.zip"), "there is no model file " + folder.resolve("none.zip"));
  }

  @Test
  void refusesWhatIsNoZip() throws Exception {
    Path file = Files.writeString(folder.resolve("model.zip"), "a text, not a zip file at all");
    refused(file, file + " is no zip; a SavedModel zip is needed");
  }

  @Test
  void refusesADamagedZip() throws Exception {
    Path zip = zip("saved_model.pb", "graph ".repeat(5000), "meta.json", "{}");
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(bytes, 60));
    ModelException e = assertThrows(ModelException.class, () -> ModelFile.of(zip));
    assertTrue(e.getMessage().startsWith(zip + " is a damaged zip: "), e.getMessage());
  }

  @Test
  void refusesAZipWithoutAModel() throws Exception {
    Path zip = zip("model/saved_model.pb", "one folder too deep");
    refused(
        zip,
        zip + " is no model: it has no saved_model.pb at its root; a SavedModel zip is needed");
  }

  @Test
  void refusesAModelWithoutMetadata() throws Exception {
    Path zip = zip("saved_model.pb", "graph");
    refused(
        zip,
        zip
            + " has no meta.json, so neither its pixel size nor its classes are known;"
            + " train a model with train-beads, or add the metadata");
  }

  @Test
  void refusesMetadataOfAnotherProgramAlone() throws Exception {
    Path zip = zip("saved_model.pb", "graph", "meta.json", "{\"axes\": \"YXC\"}");
    refused(
        zip,
        zip
            + " has no imaxt in its meta.json (pixel size, classes, halo);"
            + " train a model with train-beads, or add the metadata");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {
        "nonsense",
        "{\"imaxt\": {}}",
        "{\"imaxt\": {\"format\": 1}}",
        "{\"imaxt\": {\"format\": 1, \"name\": \"n\", \"version\": \"1\", \"licence\": \"l\"}}",
        "{\"imaxt\": {\"format\": 1, \"name\": 3, \"tile\": 4}}",
        "[]",
        "",
      })
  void refusesMetadataThatLackSomething(String meta) throws Exception {
    Path zip = zip("saved_model.pb", "graph", "meta.json", meta);
    ModelException e = assertThrows(ModelException.class, () -> ModelFile.of(zip));
    assertTrue(e.getMessage().startsWith(zip + " "), e.getMessage());
    assertTrue(e.getMessage().endsWith("or add the metadata"), e.getMessage());
  }

  @Test
  void refusesNegativeSizesInMetadata() throws Exception {
    String meta = ModelInfoJson.write(INFO).replace("\"pixelSizeUm\": 4.5", "\"pixelSizeUm\": -1");
    Path zip = zip("saved_model.pb", "graph", "meta.json", meta);
    ModelException e = assertThrows(ModelException.class, () -> ModelFile.of(zip));
    assertTrue(
        e.getMessage().contains("pixel size and object radius must be positive"), e.getMessage());
  }

  @Test
  void refusesMetadataOfANewerProgram() throws Exception {
    String meta = ModelInfoJson.write(INFO).replace("\"format\": 1", "\"format\": 2");
    Path zip = zip("saved_model.pb", "graph", "meta.json", meta);
    refused(zip, zip + " has metadata of format 2, this program knows 1; take a newer program");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside.txt",
        "variables/../../outside.txt",
        "/outside.txt",
        "..\\outside.txt",
        "C:\\outside.txt",
        "\\outside.txt"
      })
  void refusesEntriesThatLeaveTheirFolder(String entry) throws Exception {
    Path zip =
        zip("saved_model.pb", "graph", "meta.json", ModelInfoJson.write(INFO), entry, "gotcha");
    refused(
        zip, zip + " has an entry that leaves its folder: '" + entry + "'; do not use this file");
    assertFalse(Files.exists(folder.resolve("outside.txt")));
  }

  @Test
  void refusesAnotherPixelSizeAndSaysHowToInsist() {
    ModelException e =
        assertThrows(ModelException.class, () -> INFO.requirePixelSize(0.56, "--any-pixel-size"));
    assertEquals(
        "model beads 1.2 is for pixels of 4.50 µm, the images have 0.560 µm;"
            + " take another level or model, or say --any-pixel-size",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {3.2, 4.48, 5.6, 6.3})
  void takesTheNearestLevelOfAnyPyramid(double pixelSizeUm) throws Exception {
    INFO.requirePixelSize(pixelSizeUm, "never");
    assertTrue(INFO.suits(pixelSizeUm));
  }

  private static void refused(Path file, String message) {
    ModelException e = assertThrows(ModelException.class, () -> ModelFile.of(file));
    assertEquals(message, e.getMessage());
  }

  /** A zip of names and texts in turn. */
  private Path zip(String... entries) throws IOException {
    Path file = folder.resolve("model.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry(entries[i]));
        zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }
}
