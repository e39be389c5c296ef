package org.imaxt.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.imaxt.beads.detect.BeadsStage;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.DetectionsDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage beads with the network, without it, and with models that are none. */
class BeadDetectorsTest {

  /** Half the usual radius: fits of one disc end closer, discs lie farther from each other. */
  private static final double NEAR_UM = 22;

  private static final String ENGINE = "imaxt.engine";

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void write() {
    path = folder.resolve("sample.zarr");
    BeadsStageTest.write(path, BeadSample.Settings.defaults(21).withSections(1));
  }

  private DetectionsDocument found() {
    try (Sample sample = Sample.open(path)) {
      return sample.read(Layout.detections(1));
    }
  }

  private static Stream<DetectionsDocument.Row> accepted(DetectionsDocument found) {
    return found.rows().stream().filter(DetectionsDocument.Row::accepted);
  }

  private static boolean isNear(DetectionsDocument.Row a, DetectionsDocument.Row b) {
    return Math.hypot(a.xUm() - b.xUm(), a.yUm() - b.yUm()) < NEAR_UM;
  }

  /** The bundled model with other metadata; an empty text leaves them out. */
  private Path model(UnaryOperator<String> metadata) throws IOException {
    Path file = folder.resolve("model.zip");
    try (InputStream in = BeadsStage.class.getResourceAsStream("/org/imaxt/beads/bead-unet.zip");
        ZipInputStream from = new ZipInputStream(in);
        OutputStream out = Files.newOutputStream(file);
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        byte[] bytes = from.readAllBytes();
        if (entry.getName().equals("meta.json")) {
          String text = metadata.apply(new String(bytes, StandardCharsets.UTF_8));
          bytes = text.getBytes(StandardCharsets.UTF_8);
        }
        if (bytes.length > 0) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          to.write(bytes);
          to.closeEntry();
        }
      }
    }
    return file;
  }

  private void assertRefuses(Path model, String reason) {
    InputException e =
        assertThrows(InputException.class, () -> Runs.run(path, "beads", "model", model));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  /** How well either finds beads is judged on whole phantoms; discs without noise are none. */
  @Test
  @Tag("slow")
  void tellsWhatBothDetectorsFound() {
    EngineHere.assume();
    Report report = Runs.run(path, "beads", "detector", "unet");
    DetectionsDocument network = found();
    assertEquals("unet", network.search().detector());
    assertTrue(report.text().contains("accepted both found"), report.text());
    Runs.run(path, "beads", "detector", "classical");
    DetectionsDocument classical = found();
    assertEquals("classical", classical.search().detector());
    long both =
        accepted(network)
            .filter(n -> classical.rows().stream().anyMatch(c -> isNear(n, c)))
            .count();
    assertTrue(both > 0.5 * accepted(classical).count(), both + " beads found by both");
    assertEquals(both, network.search().sharedAccepted());
  }

  @Test
  @Tag("slow")
  void takesTheClassicalDetectorWithoutEngineAndSaysSo() {
    String before = System.getProperty(ENGINE);
    System.setProperty(ENGINE, folder.resolve("nothing").toString());
    try {
      Report report = Runs.run(path, "beads");
      assertEquals("classical", found().search().detector());
      assertTrue(report.text().contains("the classical detector looked"), report.text());
      InputException e =
          assertThrows(InputException.class, () -> Runs.run(path, "beads", "detector", "unet"));
      assertTrue(e.getMessage().contains("--detector classical"), e.getMessage());
    } finally {
      if (before == null) {
        System.clearProperty(ENGINE);
      } else {
        System.setProperty(ENGINE, before);
      }
    }
  }

  @Test
  void refusesWhatIsNoModel() throws IOException {
    EngineHere.assume();
    assertRefuses(Files.writeString(folder.resolve("model.zip"), "beads"), "model.zip");
    assertRefuses(folder.resolve("none.zip"), "none.zip");
  }

  @Test
  void refusesAModelWithoutMetadata() throws IOException {
    EngineHere.assume();
    assertRefuses(model(text -> ""), "has no meta.json");
  }

  @Test
  void refusesAModelThatWantsTwoChannels() throws IOException {
    EngineHere.assume();
    assertRefuses(
        model(text -> text.replace("\"inputChannels\": 1", "\"inputChannels\": 2")),
        "a model of beads takes 1 channel");
  }

  @Test
  @Tag("slow")
  void refusesAModelForAnotherPixelSizeUnlessTold() throws IOException {
    EngineHere.assume();
    Path model = model(text -> text.replace("\"pixelSizeUm\": 4.5", "\"pixelSizeUm\": 1.0"));
    assertRefuses(model, "--any-pixel-size");
    Runs.run(path, "beads", "model", model, "anyPixelSize", true);
    assertEquals("unet", found().search().detector());
  }
}
