package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.io.Opener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.phantom.AcquisitionParams;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomComparison;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.TileFile;
import org.imaxt.core.phantom.TileRef;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SectionDocument;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Acquisitions that are not the usual ones and must work all the same. */
class AcquisitionVarietyTest {

  private static final double UNLINKED_TOL_PX = 2; // a gross error; the tiles are small

  @TempDir Path folder;

  private WholeWay made(PhantomParams params) throws IOException {
    WholeWay way = WholeWay.of(params, folder);
    way.runAll();
    return way;
  }

  private static OmeImage open(Sample sample, String path) {
    return OmeImage.open(ZarrGroup.open(sample.store(), path));
  }

  private static short[] plane(ZarrArray array, int channel, int layer, int row, int column) {
    return (short[]) array.readChunk(0, channel, layer, row, column);
  }

  /** Stored confidence at the centre of a tile of section 1, channel 1, layer 1. */
  private static int confidenceAtCentre(Sample sample, int tile) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    PlacedTile placed =
        sample.read(Layout.positions(1)).tiles().stream()
            .filter(t -> t.tile() == tile)
            .findFirst()
            .orElseThrow();
    double p = acquisition.pixelSizeUm();
    int x =
        (int) ((placed.xUm() - acquisition.canvas().xUm()) / p) + acquisition.orientedWidthPx() / 2;
    int y =
        (int) ((placed.yUm() - acquisition.canvas().yUm()) / p)
            + acquisition.orientedHeightPx() / 2;
    ZarrArray level = open(sample, Layout.confidence(1)).levels().get(0);
    int side = level.spec().chunk()[4];
    return plane(level, 0, 0, y / side, x / side)[y % side * side + x % side] & 0xffff;
  }

  @Test
  void aMissingTileIsRecordedAndHasNoConfidence() throws IOException {
    WholeWay way =
        made(PhantomParams.small().withSections(1).withMissingTiles(List.of(new TileRef(1, 4))));
    try (Sample sample = Sample.open(way.sample())) {
      SectionDocument section = sample.read(Layout.section(1));
      assertEquals(9, section.tiles().size());
      assertEquals(2, section.missing().size(), "one a channel");
      assertFalse(section.has(4, 1, 1));
      assertEquals(0, confidenceAtCentre(sample, 4));
      assertTrue(confidenceAtCentre(sample, 3) > 0);
    }
  }

  @Test
  void anImageMissingInOneChannelLeavesTheOther() throws IOException {
    WholeWay way = WholeWay.of(PhantomParams.small().withSections(1), folder);
    Files.delete(FolderContent.ending(way.acquisition(), "-4_02.tif").get(0));
    way.runAll();
    try (Sample sample = Sample.open(way.sample())) {
      assertTrue(sample.read(Layout.section(1)).has(4, 1, 1));
      assertFalse(sample.read(Layout.section(1)).has(4, 1, 2));
      assertTrue(confidenceAtCentre(sample, 4) > 0);
    }
  }

  @Test
  void aMissingSectionIsListedAndTheOthersAreMade() throws IOException {
    WholeWay way = made(PhantomParams.small().withSections(3).withMissingSections(List.of(2)));
    try (Sample sample = Sample.open(way.sample())) {
      assertEquals(List.of(1, 3), sample.read(Layout.acquisition()).sections());
      assertEquals(List.of(2), sample.read(Layout.acquisition()).missingSections());
      assertFalse(ZarrGroup.exists(sample.store(), Layout.mosaic(2)));
      assertTrue(OmeImage.isImage(ZarrGroup.open(sample.store(), Layout.mosaic(3))));
    }
  }

  @Test
  void opticalLayersArePlanesOfTheMosaic() throws IOException {
    WholeWay way = made(PhantomParams.small().withSections(1).withLayers(2));
    try (Sample sample = Sample.open(way.sample())) {
      AcquisitionDocument acquisition = sample.read(Layout.acquisition());
      OmeImage mosaic = open(sample, Layout.mosaic(1));
      assertEquals(2, acquisition.layers());
      assertEquals(2, mosaic.levels().get(0).spec().shape()[2]);
      assertEquals(
          acquisition.layerStepUm(), mosaic.document().multiscale().levels().get(0).scale().get(2));
      short[] first = plane(mosaic.levels().get(0), 0, 0, 0, 0);
      short[] second = plane(mosaic.levels().get(0), 0, 1, 0, 0);
      assertTrue(known(first) > 10_000, "known pixels " + known(first));
      assertEquals(known(first), known(second), "one solution for all layers");
      assertFalse(Arrays.equals(first, second), "layers are imaged at different depths");
    }
  }

  private static long known(short[] pixels) {
    long known = 0;
    for (short pixel : pixels) {
      known += pixel != 0 ? 1 : 0;
    }
    return known;
  }

  @Test
  void layoutsHoldTheSameImages() throws IOException {
    PhantomParams params = PhantomParams.small().withSections(1);
    WholeWay a = WholeWay.of(params, folder.resolve("a"));
    WholeWay b = WholeWay.of(params.withLayout(AcquisitionParams.Layout.B), folder.resolve("b"));
    a.run("ingest", "input", a.acquisition());
    b.run("ingest", "input", b.acquisition());
    FolderContent.assertSame(
        FolderContent.of(a.sample().resolve("stpt/raw/S001")),
        FolderContent.of(b.sample().resolve("stpt/raw/S001")));
  }

  @Test
  void irregularGridsArePlaced() throws IOException {
    WholeWay way =
        made(
            PhantomParams.small()
                .withSections(1)
                .withGrid(4, 3)
                .withRaggednessUm(25)
                .withMissingTiles(
                    List.of(new TileRef(1, 0), new TileRef(1, 3), new TileRef(1, 11))));
    PhantomComparison found = way.compare(PhantomComparison.Gauge.TRANSLATIONS);
    assertTrue(found.count() >= 4, "linked tiles " + found.count());
    assertTrue(found.rmsPx() < UNLINKED_TOL_PX, "rms " + found.rmsPx() + " px");
  }

  @Test
  void oneTileIsItsOwnMosaic() throws IOException {
    WholeWay way =
        WholeWay.of(PhantomParams.small().withSections(1).withGrid(1, 1).withChannels(1), folder);
    // a margin of whole pixels, so that no interpolation is needed
    way.run("ingest", "input", way.acquisition(), "canvasMargin", 28, "orientation", "identity");
    way.run("flatfield");
    way.run("stitch");
    way.run("fuse");
    try (Sample sample = Sample.open(way.sample())) {
      short[] raw = (short[]) sample.array(Layout.raw(1)).readChunk(0, 0, 0, 0, 0);
      OmeImage mosaic = open(sample, Layout.mosaic(1));
      int room = -mosaic.group().attributes().getAsJsonObject("imaxt").get("bzero").getAsInt();
      short[] stored = plane(mosaic.levels().get(0), 0, 0, 0, 0);
      for (int y = 0; y < 128; y++) {
        for (int x = 0; x < 128; x++) {
          assertEquals(
              (raw[y * 128 + x] & 0xffff) + room,
              stored[(y + 10) * 512 + x + 10] & 0xffff,
              "pixel " + x + ", " + y);
        }
      }
      assertEquals(0, stored[9 * 512 + 20], "nothing is known outside the tile");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Orientation.class,
      names = {"IDENTITY", "ROTATE_90"})
  void tilesNeedNotBeSquareNorEven(Orientation orientation) throws IOException {
    WholeWay way =
        made(
            PhantomParams.small()
                .withSections(1)
                .withTile(141, 117, 2.8)
                .withOrientation(orientation));
    try (Sample sample = Sample.open(way.sample())) {
      AcquisitionDocument acquisition = sample.read(Layout.acquisition());
      assertEquals(orientation, acquisition.orientation());
      assertEquals(orientation == Orientation.IDENTITY ? 141 : 117, acquisition.orientedWidthPx());
      assertArrayEquals(new long[] {9, 2, 1, 117, 141}, sample.array(Layout.raw(1)).spec().shape());
      for (int tile = 0; tile < 9; tile++) {
        assertTrue(confidenceAtCentre(sample, tile) > 0, "tile " + tile);
      }
    }
    PhantomComparison found = way.compare(PhantomComparison.Gauge.TRANSLATIONS);
    assertTrue(found.maxPx() < UNLINKED_TOL_PX, "worst " + found.maxPx() + " px");
  }

  @Test
  void pathsMayHoldSpacesAndLettersOfAnyLanguage() throws IOException {
    Path strange = folder.resolve("Müs 1 — größe & 組織 (µm)");
    WholeWay way =
        WholeWay.of(PhantomParams.small().withSections(1).withSampleId("Möuse 7b"), strange);
    way.runAll();
    way.run("export positions", "out", strange.resolve("Lage µm.csv"));
    assertTrue(Files.size(strange.resolve("Lage µm.csv")) > 100);
    assertTrue(Files.exists(strange.resolve("dataset.xml")));
    try (Sample sample = Sample.open(way.sample())) {
      assertEquals("Möuse 7b", sample.read(Layout.acquisition()).name());
    }
  }

  @Test
  void bothVersionsOfNgffHoldTheSameNumbers() throws IOException {
    WholeWay way = WholeWay.of(PhantomParams.small().withSections(1), folder);
    Path four = folder.resolve("four.zarr");
    Path five = folder.resolve("five.zarr");
    WholeWay.mosaics(four, way.acquisition());
    WholeWay.mosaics(five, way.acquisition(), "ngff", "0.5");
    try (Sample old = Sample.open(four);
        Sample young = Sample.open(five)) {
      assertEquals(ZarrVersion.V2, old.version());
      assertEquals(ZarrVersion.V3, young.version());
      for (String path : List.of(Layout.mosaic(1), Layout.confidence(1))) {
        ZarrArray a = open(old, path).levels().get(0);
        ZarrArray b = open(young, path).levels().get(0);
        assertArrayEquals(a.spec().shape(), b.spec().shape());
        assertArrayEquals(plane(a, 1, 0, 0, 0), plane(b, 1, 0, 0, 0));
      }
      assertEquals(
          sample(old, Layout.positions(1).path()), sample(young, Layout.positions(1).path()));
    }
    assertTrue(Files.exists(five.resolve("zarr.json")));
    assertFalse(Files.exists(five.resolve(".zgroup")));
  }

  private static String sample(Sample sample, String document) {
    return new String(
        sample.store().read(document).orElseThrow(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4", "0.5"})
  void rawTilesEqualTheFilesBitForBit(String ngff) throws IOException {
    WholeWay way = WholeWay.of(PhantomParams.small().withSections(1).withLayers(2), folder);
    way.run("ingest", "input", way.acquisition(), "ngff", ngff, "orientation", "flip-x");
    try (Sample sample = Sample.open(way.sample())) {
      ZarrArray raw = sample.array(Layout.raw(1));
      for (int channel = 0; channel < 2; channel++) {
        for (int index = 0; index < 18; index++) {
          Path file =
              FolderContent.ending(way.acquisition(), "-%d_%02d.tif".formatted(index, channel + 1))
                  .get(0);
          ImagePlus image = new Opener().openImage(file.toString());
          assertArrayEquals(
              (short[]) image.getProcessor().getPixels(),
              (short[]) raw.readChunk(index % 9, channel, index / 9, 0, 0),
              file.toString());
        }
      }
    }
  }

  @Test
  void damagedTilesCountAsMissingOnRequest() throws IOException {
    WholeWay way =
        WholeWay.of(
            PhantomParams.small()
                .withSections(1)
                .withTruncated(List.of(new TileFile(1, 1, 1, 2)))
                .withEmpty(List.of(new TileFile(1, 1, 2, 5))),
            folder);
    way.run("ingest", "input", way.acquisition(), "damaged", "skip");
    try (Sample sample = Sample.open(way.sample())) {
      SectionDocument section = sample.read(Layout.section(1));
      assertEquals(2, section.missing().size());
      assertFalse(section.has(2, 1, 1));
      assertFalse(section.has(5, 1, 2));
      assertTrue(section.has(2, 1, 2));
    }
    way.run("flatfield");
    way.run("stitch");
    way.run("fuse");
  }

  @Test
  void otherPixelValuesInTheFilesAreNoticed() throws IOException {
    WholeWay way =
        WholeWay.of(PhantomParams.small().withSections(1).without(Effect.SHOT_NOISE), folder);
    way.run("ingest", "input", way.acquisition(), "orientation", "identity");
    String before = FolderContent.of(way.sample().resolve("stpt/raw/S001")).toString();
    Path file = FolderContent.ending(way.acquisition(), "-4_01.tif").get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Files.setLastModifiedTime(
        file,
        java.nio.file.attribute.FileTime.fromMillis(
            Files.getLastModifiedTime(file).toMillis() + 1000));
    way.run("ingest", "input", way.acquisition(), "orientation", "identity");
    assertNotEquals(before, FolderContent.of(way.sample().resolve("stpt/raw/S001")).toString());
  }

  @Test
  void otherWordsInTheMosaicFileAreNoticed() throws IOException {
    WholeWay way = WholeWay.of(PhantomParams.small().withSections(1), folder);
    way.run("ingest", "input", way.acquisition(), "orientation", "identity");
    for (Path file : FolderContent.ending(way.acquisition(), ".txt")) {
      Files.writeString(
          file, Files.readString(file).replaceAll("(?m)^sectionres:.*$", "sectionres:25"));
    }
    way.run("ingest", "input", way.acquisition(), "orientation", "identity");
    try (Sample sample = Sample.open(way.sample())) {
      assertEquals(25, sample.read(Layout.acquisition()).sectionThicknessUm());
    }
  }
}
