package org.imaxt.federation.slides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.WindowManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.czi.CziWriter;
import org.imaxt.core.czi.CziWriter.Packing;
import org.imaxt.core.model.Modality;
import org.imaxt.core.pyramid.LevelBlock;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.UnitFailedException;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CZI files that only Bio-Formats unpacks, with a stand-in of its command and without. */
class HandOverTest {

  @TempDir Path folder;

  private Path file;
  private Path sample;

  @BeforeEach
  void writeFile() throws IOException {
    file = folder.resolve("x y.czi");
    sample = folder.resolve("s.zarr");
    CziWriter writer = new CziWriter().metadata("5E-07", "DAPI", "EGFP");
    for (int scene = 0; scene < StandInImporter.SCENES; scene++) {
      for (int channel = 0; channel < StandInImporter.CHANNELS; channel++) {
        int x = 100 * scene;
        short[] packed = new short[40 * 35];
        writer.gray16(scene, channel, 0, x, 0, 40, packed, Packing.JPEG_XR);
        writer.gray16(scene, channel, 1, x + 30, 0, 40, packed, Packing.JPEG_XR);
      }
    }
    writer.write(file);
  }

  @AfterEach
  void takeOut() throws ReflectiveOperationException {
    StandInImporter.installed(false);
  }

  private Report run(Object... more) {
    Object[] all = new Object[2 + more.length];
    all[0] = "input";
    all[1] = file;
    System.arraycopy(more, 0, all, 2, more.length);
    return Runs.run(sample, "slides", all);
  }

  private LevelBlock pixels(String slide, int channel) {
    try (Sample open = Sample.open(sample)) {
      return LevelBlock.read(SlideImages.open(slide, open).levels().get(0), channel, 1);
    }
  }

  @Test
  void adviseWhereThereIsNoBioFormats() throws ReflectiveOperationException {
    StandInImporter.installed(false);
    String message = assertThrows(InputException.class, this::run).getMessage();
    assertTrue(message.contains("JPEG-XR sub-blocks are not read; save it again"), message);
    assertTrue(message.contains("export it as OME-TIFF"), message);
    assertTrue(message.contains("in Fiji"), message);
    assertFalse(Files.exists(sample));
  }

  @Test
  void slidesAreAsBioFormatsShowsThem() throws ReflectiveOperationException {
    StandInImporter.installed(true);
    Report report = run();
    for (int scene = 0; scene < StandInImporter.SCENES; scene++) {
      String name = "x y_s" + (scene + 1);
      for (int c = 0; c < StandInImporter.CHANNELS; c++) {
        LevelBlock image = pixels(name, c + 1);
        assertEquals(
            List.of(StandInImporter.WIDTH, StandInImporter.HEIGHT),
            List.of(image.width(), image.height()));
        for (int i = 0; i < image.shorts().length; i++) {
          int x = i % image.width();
          int y = i / image.width();
          assertEquals(StandInImporter.value(scene, c, x, y), image.shorts()[i]);
        }
      }
      ScanDocument scan = document(name);
      assertEquals("czi by Bio-Formats", scan.source());
      assertEquals(0.5, scan.pixelSizeUm());
      assertEquals("EGFP", scan.channels().get(1).name());
    }
    assertTrue(report.text().contains("laid without flat field"), report.text());
  }

  private ScanDocument document(String slide) {
    try (Sample open = Sample.open(sample)) {
      return open.read(ScanLayout.scan(Modality.SLIDES, slide));
    }
  }

  @Test
  void takesTheChannelsAskedFor() throws ReflectiveOperationException {
    StandInImporter.installed(true);
    run("channels", "EGFP");
    assertEquals(StandInImporter.value(1, 1, 3, 2), pixels("x y_s2", 1).shorts()[2 * 70 + 3]);
  }

  @Test
  void leavesNoImageOpenAndNoFileBehind() throws ReflectiveOperationException, IOException {
    StandInImporter.installed(true);
    run();
    assertEquals(0, WindowManager.getImageCount());
    try (Sample open = Sample.open(sample)) {
      assertEquals(List.of("x y_s1", "x y_s2"), new Receipts(open).complete("slides"));
    }
    for (Slide slide : CziSlides.describe("x y", file)) {
      assertFalse(Files.exists(HandedOver.place(slide)));
    }
  }

  @Test
  void isNotAskedAgainForWhatIsComplete() throws ReflectiveOperationException {
    StandInImporter.installed(true);
    run();
    int asked = StandInImporter.opened;
    run();
    assertEquals(asked, StandInImporter.opened);
  }

  @Test
  void refusesImagesThatAreNotThoseOfTheFile() throws Exception {
    StandInImporter.installed(true);
    new CziWriter()
        .metadata("5E-07", "DAPI")
        .gray16(0, 0, 0, 0, 0, 20, new short[20 * 35], Packing.JPEG_XR)
        .write(file);
    String message = assertThrows(UnitFailedException.class, this::run).getMessage();
    assertTrue(message.contains("none of the images that Bio-Formats shows has"), message);
  }
}
