package org.imaxt.stitch.acquisition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileCheckTest {

  @TempDir Path temporary;
  private FakeTissueCyte fake;

  @BeforeEach
  void write() throws IOException {
    fake = new FakeTissueCyte(temporary.resolve("a")).write();
  }

  private Acquisition checked(DamagedTiles policy) {
    return TileCheck.all(TissueCyteReader.read(fake.root), policy);
  }

  private void damage() throws IOException {
    byte[] whole = Files16.tiff(20, 16, 16);
    Files.write(fake.tile(1, 0, 1, 1), new byte[0]);
    Files.write(fake.tile(1, 4, 1, 2), Arrays.copyOf(whole, whole.length - 1));
    Files.writeString(fake.tile(2, 1, 1, 2), "Not a picture at all");
  }

  @Test
  void damagedTilesAreRefusedAllAtOnce() throws IOException {
    damage();
    AcquisitionException e =
        assertThrows(AcquisitionException.class, () -> checked(DamagedTiles.REFUSE));
    assertEquals(3, e.problems().size(), e.getMessage());
    assertTrue(e.problems().get(0).startsWith(fake.tile(1, 0, 1, 1) + ": the file is empty"));
    assertTrue(e.problems().get(1).contains("-4_02.tif: truncated"), e.getMessage());
    assertTrue(e.problems().get(2).contains("-7_02.tif: not a TIFF"), e.getMessage());
    assertTrue(e.problems().get(2).endsWith("; replace the file or give --damaged skip"));
  }

  @Test
  void damagedTilesCountAsMissingOnRequest() throws IOException {
    damage();
    Acquisition a = checked(DamagedTiles.SKIP);
    assertEquals(
        List.of(TileProblem.Kind.EMPTY, TileProblem.Kind.TRUNCATED, TileProblem.Kind.UNREADABLE),
        a.problems().stream().map(TileProblem::kind).toList());
    assertEquals(Optional.empty(), a.section(1).orElseThrow().tileFile(0, 1, 1));
    assertEquals(11, a.section(2).orElseThrow().files().present());
  }

  @Test
  void tilesOfOtherSizeOrTypeAreRefusedEvenWhenSkipping() throws IOException {
    Files.write(fake.tile(2, 3, 1, 1), Files16.tiff(20, 17, 16));
    Files.write(fake.tile(2, 4, 1, 1), Files16.tiff(20, 16, 8));
    AcquisitionException e =
        assertThrows(AcquisitionException.class, () -> checked(DamagedTiles.SKIP));
    assertEquals(2, e.problems().size(), e.getMessage());
    assertTrue(
        e.getMessage().contains("is 20 x 17 px uint16, the tiles of an acquisition are alike"));
    assertTrue(e.getMessage().contains("is 20 x 16 px uint8"), e.getMessage());
  }

  @Test
  void longListsAreCapped() throws IOException {
    for (int s : fake.sections) {
      for (int t = 0; t < 6; t++) {
        Files.write(fake.tile(s, t, 1, 2), new byte[0]);
      }
    }
    for (int t = 0; t < 6; t++) {
      Files.write(fake.tile(1, t, 1, 1), new byte[0]);
    }
    for (int t = 0; t < 5; t++) {
      Files.write(fake.tile(2, t, 1, 1), new byte[0]);
    }
    AcquisitionException e =
        assertThrows(AcquisitionException.class, () -> checked(DamagedTiles.REFUSE));
    assertEquals(23, e.problems().size());
    assertEquals(22, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().endsWith("… and 3 more"), e.getMessage());
  }
}
