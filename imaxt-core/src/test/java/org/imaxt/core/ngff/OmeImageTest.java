package org.imaxt.core.ngff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.ngff.ImageLabel.LabelColor;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.MemoryStore;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrFormatException;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OmeImageTest {

  private static final double UM_TOL = 1e-12; // one addition and one product of doubles

  private static final List<int[]> FACTORS =
      List.of(new int[] {1, 1, 1}, new int[] {1, 2, 2}, new int[] {1, 4, 4});

  private final Store store = new MemoryStore();

  private static OmeDocument document() {
    Multiscale pyramid =
        Multiscale.averages(
            "S001", new double[] {15, 0.56, 0.56}, new double[] {0, 10.28, 20.28}, FACTORS);
    return OmeDocument.image(
        pyramid,
        List.of(
            new Channel("DNA1", "0000FF", true, 0, 65535, 0, 1500),
            new Channel("gefäß", "00ff00", false, 0, 65535, 10, 20)));
  }

  private static List<ArraySpec> specs(DataType type, long channels) {
    return List.of(spec(type, channels, 99), spec(type, channels, 49), spec(type, channels, 24));
  }

  private static ArraySpec spec(DataType type, long channels, long size) {
    return ArraySpec.image(
        new long[] {1, channels, 1, size, size}, new int[] {1, 1, 1, 32, 32}, type);
  }

  private OmeImage create(ZarrVersion version) {
    ZarrGroup group = ZarrGroup.create(store, "stpt/mosaic/S001", version);
    return OmeImage.create(group, document(), specs(DataType.UINT16, 2));
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void readsBackTheDocumentItWrote(ZarrVersion version) {
    OmeImage image = create(version);
    OmeImage opened = OmeImage.open(ZarrGroup.open(store, "stpt/mosaic/S001"));
    assertEquals(document(), opened.document());
    assertEquals(3, opened.levels().size());
    assertArrayEquals(new long[] {1, 2, 1, 49, 49}, opened.levels().get(1).spec().shape());
    assertTrue(OmeImage.isImage(image.group()));
    assertFalse(OmeImage.isImage(ZarrGroup.open(store, "stpt")));
  }

  @Test
  void coarserLevelsBeginInTheMiddleOfTheirFirstBlock() {
    List<Level> levels = document().multiscale().levels();
    for (int i = 0; i < 3; i++) {
      int f = FACTORS.get(i)[2];
      assertEquals(0.56 * f, levels.get(i).scale().get(4), UM_TOL);
      assertEquals(20.28 + (f - 1) / 2.0 * 0.56, levels.get(i).translation().get(4), UM_TOL);
      assertEquals(0, levels.get(i).translation().get(2), UM_TOL);
      assertEquals(Integer.toString(i), levels.get(i).path());
    }
  }

  @Test
  void version4LooksAsTheSpecificationShows() {
    JsonObject attributes = create(ZarrVersion.V2).group().attributes();
    String expected =
        """
        {"multiscales":[{"version":"0.4","name":"S001","axes":[
          {"name":"t","type":"time"},{"name":"c","type":"channel"},
          {"name":"z","type":"space","unit":"micrometer"},
          {"name":"y","type":"space","unit":"micrometer"},
          {"name":"x","type":"space","unit":"micrometer"}],
         "datasets":[
          {"path":"0","coordinateTransformations":[
           {"type":"scale","scale":[1.0,1.0,15.0,0.56,0.56]},
           {"type":"translation","translation":[0.0,0.0,0.0,10.28,20.28]}]},
          {"path":"1","coordinateTransformations":[
           {"type":"scale","scale":[1.0,1.0,15.0,1.12,1.12]},
           {"type":"translation","translation":[
            0.0,0.0,0.0,10.559999999999999,20.560000000000002]}]},
          {"path":"2","coordinateTransformations":[
           {"type":"scale","scale":[1.0,1.0,15.0,2.24,2.24]},
           {"type":"translation","translation":[0.0,0.0,0.0,11.12,21.12]}]}],
         "type":"mean","metadata":{"method":"block average"}}],
         "omero":{"channels":[
          {"label":"DNA1","color":"0000FF","active":true,
           "window":{"min":0.0,"max":65535.0,"start":0.0,"end":1500.0}},
          {"label":"gefäß","color":"00ff00","active":false,
           "window":{"min":0.0,"max":65535.0,"start":10.0,"end":20.0}}]}}
        """;
    assertEquals(JsonParser.parseString(expected), attributes);
  }

  @Test
  void version5NestsTheDocumentAndNamesTheAxes() {
    OmeImage image = create(ZarrVersion.V3);
    JsonObject ome = image.group().attributes().getAsJsonObject("ome");
    assertEquals("0.5", ome.get("version").getAsString());
    assertFalse(ome.getAsJsonArray("multiscales").get(0).getAsJsonObject().has("version"));
    assertEquals(
        List.of("t", "c", "z", "y", "x"),
        ZarrArray.open(store, "stpt/mosaic/S001/2").spec().dimensionNames());
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void rewritingReplacesLevelsAndKeepsLabelsAndForeignAttributes(ZarrVersion version) {
    OmeImage image = create(version);
    image.levels().get(0).writeChunk(new short[32 * 32], 0, 0, 0, 0, 0);
    image.setAttribute("imaxt", JsonParser.parseString("{\"bscale\":0.5}"));
    OmeImage beads = image.createLabels("beads", labelDocument(), specs(DataType.UINT32, 1));
    beads.levels().get(0).writeChunk(new int[32 * 32], 0, 0, 0, 0, 0);

    OmeImage again =
        OmeImage.create(image.group(), smallDocument(), List.of(spec(DataType.UINT16, 1, 50)));

    OmeImage opened = OmeImage.open(again.group());
    assertFalse(opened.levels().get(0).hasChunk(0, 0, 0, 0, 0), "old chunks are gone");
    assertFalse(ZarrArray.exists(store, "stpt/mosaic/S001/1"), "old levels are gone");
    assertTrue(opened.document().channels().isEmpty(), "the old omero part is gone");
    assertEquals(
        JsonParser.parseString("{\"bscale\":0.5}"), opened.group().attributes().get("imaxt"));
    assertEquals(List.of("beads"), opened.labels());
    assertTrue(opened.label("beads").levels().get(0).hasChunk(0, 0, 0, 0, 0));
    assertEquals(labelDocument(), opened.label("beads").document());
  }

  private static OmeDocument smallDocument() {
    return OmeDocument.image(
        Multiscale.averages("S001", new double[] {15, 1, 1}, new double[3], FACTORS.subList(0, 1)),
        List.of());
  }

  private static OmeDocument labelDocument() {
    return OmeDocument.labels(
        Multiscale.labels(
            "beads", new double[] {15, 0.56, 0.56}, new double[3], FACTORS, "nearest"),
        new ImageLabel(List.of(new LabelColor(1, 255, 0, 0, 128))));
  }

  @Test
  void listsLabelsOnceAndInOrder() {
    OmeImage image = create(ZarrVersion.V2);
    for (String name : List.of("nuclei", "cells", "nuclei")) {
      image.createLabels(name, labelDocument(), specs(DataType.UINT32, 1));
    }
    assertEquals(List.of("cells", "nuclei"), image.labels());
  }

  @Test
  void refusesLabelsThatAreNone() {
    OmeImage image = create(ZarrVersion.V2);
    refuses("image-label", () -> image.createLabels("a", document(), specs(DataType.UINT32, 2)));
    refuses(
        "3 levels",
        () -> image.createLabels("a", labelDocument(), specs(DataType.UINT32, 1).subList(0, 1)));
    refuses("integers", () -> image.createLabels("a", labelDocument(), specs(DataType.FLOAT32, 1)));
    refuses("belongs to OME-NGFF", () -> image.setAttribute("omero", new JsonObject()));
  }

  @Test
  void refusesArraysThatDoNotFitTheDocument() {
    ZarrGroup group = ZarrGroup.create(store, "g", ZarrVersion.V2);
    refuses("3 levels", () -> OmeImage.create(group, document(), List.of()));
    refuses("2 channels", () -> OmeImage.create(group, document(), specs(DataType.UINT16, 3)));
    List<ArraySpec> growing =
        List.of(
            spec(DataType.UINT16, 2, 9), spec(DataType.UINT16, 2, 10), spec(DataType.UINT16, 2, 5));
    refuses("larger than the finer", () -> OmeImage.create(group, document(), growing));
    List<ArraySpec> mixed =
        List.of(
            spec(DataType.UINT16, 2, 9), spec(DataType.UINT8, 2, 5), spec(DataType.UINT16, 2, 5));
    refuses("is uint8, the finest uint16", () -> OmeImage.create(group, document(), mixed));
  }

  @Test
  void refusesDocumentsThatBreakTheRules() {
    Axis x = Axis.TCZYX.get(4);
    Axis y = Axis.TCZYX.get(3);
    Axis c = Axis.TCZYX.get(1);
    Level level = new Level("0", List.of(1.0, 1.0, 1.0), List.of(0.0, 0.0, 0.0));
    refuses("this order", () -> multiscale(List.of(y, x, c), level));
    refuses("there twice", () -> multiscale(List.of(c, x, x), level));
    refuses("2 to 5 axes", () -> multiscale(List.of(x), level));
    refuses("two or three of space", () -> multiscale(List.of(Axis.TCZYX.get(0), c, x), level));
    refuses("scales for 2", () -> multiscale(List.of(y, x), level));
    refuses("at least one level", () -> multiscale(List.of(c, y, x)));
    refuses("there twice", () -> multiscale(List.of(c, y, x), level, level));
    refuses(
        "fine to coarse", () -> multiscale(List.of(c, y, x), level.averaged("1", 1, 2, 2), level));
    refuses("positive scale", () -> new Level("0", List.of(0.0), List.of(0.0)));
    refuses("RRGGBB", () -> new Channel("a", "red", true, 0, 1, 0, 1));
    refuses("window", () -> new Channel("a", "ff0000", true, 1, 1, 0, 1));
    refuses("0 to 255", () -> new LabelColor(1, 256, 0, 0, 0));
    assertEquals(1, multiscale(List.of(c, y, x), level).levels().size());
  }

  private static Multiscale multiscale(List<Axis> axes, Level... levels) {
    return new Multiscale("", axes, List.of(levels), Optional.empty(), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"0.4\" ; \"0.9\" ; version '0.9' is not supported",
        "\"multiscales\" ; \"multiscale\" ; 'multiscales' is missing",
        "\"space\" ; \"spice\" ; axis type 'spice'",
        "\"type\": \"scale\" ; \"type\": \"affine\" ; must be a scale",
        "\"type\": \"translation\" ; \"type\": \"scale\" ; at most one translation",
        "\"path\": \"1\" ; \"path\": \"../1\" ; stay inside the store",
        "\"path\": \"1\" ; \"path\": \"7\" ; no zarr array is here",
        "\"path\": \"1\" ; \"path\": \"2\" ; there twice",
        "15.0 ; \"15\" ; must hold numbers",
        "15.0, ; ; 4 numbers for 5 axes",
        "1500.0 ; true ; must be a number",
        "\"0000FF\" ; \"blue\" ; RRGGBB",
      })
  void refusesBrokenDocumentsOnOpening(String old, String replacement, String part) {
    OmeImage image = create(ZarrVersion.V2);
    String key = "stpt/mosaic/S001/.zattrs";
    String json = new String(store.read(key).get(), StandardCharsets.UTF_8);
    assertTrue(json.contains(old), json);
    String broken = json.replace(old, replacement == null ? "" : replacement);
    store.write(key, broken.getBytes(StandardCharsets.UTF_8));
    String message =
        assertThrows(ZarrFormatException.class, () -> OmeImage.open(image.group())).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.contains("stpt/mosaic/S001"), message);
  }

  @Test
  void readsImagesOfTwoAxesWithoutTranslation() {
    ZarrGroup group = ZarrGroup.create(store, "old", ZarrVersion.V2);
    ZarrArray.create(
        store,
        "old/full",
        ArraySpec.image(new long[] {5, 7}, new int[] {5, 7}, DataType.FLOAT32),
        ZarrVersion.V2);
    group.setAttributes(
        JsonParser.parseString(
                """
                {"multiscales":[{"version":"0.4","axes":[{"name":"y","type":"space"},
                 {"name":"x","type":"space"}],"datasets":[{"path":"full",
                 "coordinateTransformations":[{"type":"scale","scale":[2,3]}]}]}]}
                """)
            .getAsJsonObject());
    Level level = OmeImage.open(group).document().multiscale().levels().get(0);
    assertEquals(new Level("full", List.of(2.0, 3.0), List.of(0.0, 0.0)), level);
  }

  private static void refuses(String part, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
