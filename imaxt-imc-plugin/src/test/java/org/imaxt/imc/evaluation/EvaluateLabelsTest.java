package org.imaxt.imc.evaluation;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.report.Report;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.tiff.TiffWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateLabelsTest {

  private static final int EDGE = 10;

  @TempDir Path folder;

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectories(folder.resolve("truth"));
    Files.createDirectories(folder.resolve("labels"));
  }

  /** Squares of 3 px at columns, numbered from 1. */
  private void write(String file, int... columns) throws IOException {
    short[] labels = new short[EDGE * EDGE];
    for (int k = 0; k < columns.length; k++) {
      for (int i = 0; i < 9; i++) {
        labels[(2 + i / 3) * EDGE + columns[k] + i % 3] = (short) (k + 1);
      }
    }
    TiffWriter.write(folder.resolve(file), labels, EDGE, EDGE);
  }

  private Report evaluate() {
    EvaluateLabelsJob job = new EvaluateLabelsJob();
    Map<String, Object> values =
        Map.of(
            "truth", folder.resolve("truth").toString(),
            "labels", folder.resolve("labels").toString(),
            "out", folder.resolve("r.html").toString());
    return job.run(
        ParamSchema.of(job).bind(job.defaults(), values),
        new JobContext(
            Optional.empty(), Selection.ALL, TaskExecutors.singleThreaded(), Progress.none()));
  }

  @Test
  void writesScoresOfAllImages() throws IOException {
    write("truth/a.tif", 0, 5);
    write("labels/a.tiff", 0);
    write("truth/b.tif", 4);
    write("labels/b.tif", 4);
    String text = evaluate().text();
    assertTrue(text.contains("Found 2 objects in 2 images, 3 are true"), text);
    String json = Files.readString(folder.resolve("r.json"));
    assertTrue(JsonParser.parseString(json).isJsonObject());
    assertTrue(json.contains("0.8"), "object F1 is 4 of 5: " + json);
    assertTrue(Files.readString(folder.resolve("r.html")).contains("IoU 0.5-0.95"));
  }

  @Test
  void refusesImagesWithoutPartners() throws IOException {
    write("truth/a.tif", 0);
    write("labels/b.tif", 0);
    InputException e = assertThrows(InputException.class, this::evaluate);
    assertTrue(e.getMessage().contains("[truth/a.tif, labels/b.tif]"), e.getMessage());
  }

  @Test
  void refusesLabelsOfAnotherSize() throws IOException {
    write("truth/a.tif", 0);
    TiffWriter.write(folder.resolve("labels/a.tif"), new short[6], 3, 2);
    InputException e = assertThrows(InputException.class, this::evaluate);
    assertTrue(e.getMessage().contains("10 x 10 px and"), e.getMessage());
    assertTrue(Files.notExists(folder.resolve("r.html")));
  }
}
