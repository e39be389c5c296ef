package org.imaxt.core.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.sample.AcquisitionDocument.StageKind;
import org.imaxt.core.sample.SectionDocument.MissingImage;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.ZarrVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples: what opens, what is refused, documents and arrays. */
class SampleTest {

  private static final ArrayKey<UnsignedShortType> ARRAY =
      new ArrayKey<>("stpt/raw/S001", DataType.UINT16);

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("sample.zarr");
  }

  private static AcquisitionDocument acquisition() {
    return new AcquisitionDocument(
        "Mäuse 1",
        "tissuecyte",
        StageKind.MEASURED,
        0.56,
        2080,
        2000,
        4,
        2,
        15,
        7.5,
        30,
        "16x",
        Orientation.ROTATE_90,
        true,
        12.5,
        new Canvas(-100.5, 20, 300, 200),
        List.of(1, 2, 4),
        List.of(3),
        Map.of("Vibratome Frequency", "60"));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable opening) {
    return assertThrows(SampleFormatException.class, opening).getMessage();
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void aNewSampleKeepsItsVersionAndOpens(ZarrVersion version) {
    Sample.openOrCreate(path(), version).close();
    ZarrVersion other = version == ZarrVersion.V2 ? ZarrVersion.V3 : ZarrVersion.V2;
    Sample.openOrCreate(path(), other).close();
    try (Sample sample = Sample.open(path())) {
      assertEquals(version, sample.version());
    }
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void documentsComeBackAsTheyWereWritten(ZarrVersion version) {
    try (Sample sample = Sample.openOrCreate(path(), version)) {
      sample.write(Layout.acquisition(), acquisition());
    }
    try (Sample sample = Sample.open(path())) {
      assertEquals(acquisition(), sample.read(Layout.acquisition()));
      assertEquals(2000, sample.read(Layout.acquisition()).orientedWidthPx());
    }
  }

  @Test
  void missingImagesAreFoundByTileLayerAndChannel() {
    SectionDocument section =
        new SectionDocument(
            1, 1, 1, List.of(), List.of(new MissingImage(3, 2, 1, "no file")), Map.of());
    assertFalse(section.has(3, 2, 1));
    assertTrue(section.has(3, 1, 1));
    assertTrue(section.has(2, 2, 1));
  }

  @Test
  void documentsAreNamedWithUnderscoresAndWords() {
    try (Sample sample = Sample.inMemory(ZarrVersion.V2)) {
      sample.write(Layout.acquisition(), acquisition());
      String text = new String(sample.store().read(Layout.acquisition().path()).orElseThrow());
      assertTrue(text.contains("\"pixel_size_um\": 0.56"), text);
      assertTrue(text.contains("\"orientation\": \"rotate-90\""), text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{", "[]", "{\"name\": \"x\"}", "{\"orientation\": \"up\"}"})
  void refusesDocumentsThatAreNotWhatTheyShouldBe(String text) {
    try (Sample sample = Sample.inMemory(ZarrVersion.V2)) {
      sample.store().write(Layout.acquisition().path(), text.getBytes());
      String message = refusal(() -> sample.read(Layout.acquisition()));
      assertTrue(message.contains("stpt/acquisition.json"), message);
    }
  }

  @Test
  void arraysComeBackInBothOrders() {
    try (Sample sample = Sample.inMemory(ZarrVersion.V3)) {
      short[] pixels = {1, 2, 3, 4, 5, 6};
      sample
          .create(ARRAY, ArraySpec.image(new long[] {2, 3}, new int[] {2, 3}, DataType.UINT16))
          .writeChunk(pixels, 0, 0);
      assertArrayEquals(pixels, (short[]) sample.array(ARRAY).readChunk(0, 0));
      var image = sample.image(ARRAY);
      assertEquals(3, image.dimension(0), "x comes first");
      assertEquals(6, image.getAt(2, 1).get());
    }
  }

  @Test
  void refusesArraysThatAreAbsentOrOfAnotherType() {
    try (Sample sample = Sample.inMemory(ZarrVersion.V2)) {
      assertEquals("memory has no array stpt/raw/S001", refusal(() -> sample.array(ARRAY)));
      sample.create(ARRAY, ArraySpec.image(new long[] {2}, new int[] {2}, DataType.UINT16));
      ArrayKey<?> floats = new ArrayKey<>(ARRAY.path(), DataType.FLOAT32);
      String message = refusal(() -> sample.array(floats));
      assertTrue(message.contains("must hold FLOAT32, it holds UINT16"), message);
    }
  }

  @Test
  void refusesWhatIsNotThereAndNamesTheWayOut() {
    assertEquals(
        path() + " does not exist; imaxt ingest makes a sample",
        refusal(() -> Sample.open(path())));
    assertFalse(Files.exists(path()), "nothing is made for a refusal");
  }

  @Test
  void refusesFoldersOfOtherThings() throws IOException {
    Files.createDirectory(path());
    Files.writeString(path().resolve("thesis.txt"), "precious");
    String message = refusal(() -> Sample.openOrCreate(path(), ZarrVersion.V2));
    assertEquals(
        path() + " is there and is no sample; name a new folder such as sample.zarr", message);
    assertEquals(List.of("thesis.txt"), List.of(path().toFile().list()));
  }

  @Test
  void refusesAFileInPlaceOfAFolder() throws IOException {
    Files.writeString(path(), "a file");
    refusal(() -> Sample.openOrCreate(path(), ZarrVersion.V2));
    assertEquals("a file", Files.readString(path()));
  }

  @Test
  void refusesANewerFormatAndLeavesItAlone() throws IOException {
    Sample.openOrCreate(path(), ZarrVersion.V2).close();
    Path attributes = path().resolve(".zattrs");
    String newer = Files.readString(attributes).replaceAll("(\"format\"\\s*:\\s*)1", "$19");
    Files.writeString(attributes, newer);
    for (org.junit.jupiter.api.function.Executable opening :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> Sample.open(path()),
            () -> Sample.openForWriting(path()),
            () -> Sample.openOrCreate(path(), ZarrVersion.V2))) {
      assertEquals(
          path() + " has format 9, this version reads up to 1; install a newer version",
          refusal(opening));
    }
    assertEquals(newer, Files.readString(attributes));
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void aSampleThatDiedWhileItWasMadeIsMadeAgain(ZarrVersion version) throws IOException {
    Sample.openOrCreate(path(), ZarrVersion.V2).close();
    Files.delete(path().resolve(".zattrs"));
    Files.writeString(path().resolve(".part-1234"), "half of an attribute");
    try (Sample sample = Sample.openOrCreate(path(), version)) {
      assertEquals(version, sample.version());
    }
    assertEquals(version == ZarrVersion.V2, Files.exists(path().resolve(".zgroup")));
  }

  @Test
  void aSecondWriterOfTheSameProcessIsRefusedUntilTheFirstEnds() {
    try (Sample first = Sample.openOrCreate(path(), ZarrVersion.V2)) {
      String refused = refusal(() -> Sample.openForWriting(path()));
      assertTrue(refused.startsWith(path() + " is being written by another run ("), refused);
      assertTrue(refused.endsWith("); wait for it or end it"), refused);
      assertEquals(refused, refusal(() -> Sample.openForWriting(path())), "the lock was lost");
      Sample.open(path()).close();
      assertEquals(ZarrVersion.V2, first.version());
    }
    Sample.openForWriting(path()).close();
  }

  @Test
  void refusesAFolderThatCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    String message =
        refusal(() -> Sample.openOrCreate(file.resolve("sample.zarr"), ZarrVersion.V2));
    assertTrue(message.contains("cannot be written"), message);
    assertTrue(message.contains(file.toString()), message);
  }

  @Test
  void temporaryFilesOfADeadWriterAreRemoved() throws IOException {
    try (Sample sample = Sample.openOrCreate(path(), ZarrVersion.V2)) {
      sample.write(Layout.section(1), new SectionDocument(1, 1, 1, List.of(), List.of(), Map.of()));
      Path left = path().resolve("stpt/raw/.part-0");
      Files.writeString(left, "half");
      sample.removeLeftovers(Layout.RAW);
      assertFalse(Files.exists(left));
      assertTrue(sample.exists(Layout.section(1)));
    }
  }

  @Test
  void derivedValuesAreMadeOnceAState() {
    try (Sample sample = Sample.inMemory(ZarrVersion.V2)) {
      int[] first = sample.derived("gain 1", () -> new int[1]);
      assertSame(first, sample.derived("gain 1", () -> new int[2]));
      assertEquals(2, sample.derived("gain 2", () -> new int[2]).length);
    }
  }
}
