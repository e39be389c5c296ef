package org.imaxt.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkShapeTest {

  private static final List<String> CLASSES = List.of("background", "bead");

  @ParameterizedTest(name = "{0} levels")
  @CsvSource({"1, 2, 6", "2, 4, 20", "3, 8, 48", "4, 16, 112"})
  void knowsHowFarItLooks(int levels, int multiple, int halo) {
    NetworkShape shape = new NetworkShape(1, CLASSES, levels, 16);
    assertEquals(multiple, shape.sizeMultiple());
    assertEquals(halo, shape.haloPx());
  }

  @Test
  void refusesANetworkOfOneClass() {
    assertThrows(IllegalArgumentException.class, () -> new NetworkShape(1, List.of("bead"), 3, 16));
  }

  @Test
  void refusesBatchesOfOtherLengths() {
    TileBatch batch = new TileBatch(new float[64], new float[64], 8, 8, 1);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> batch.check(new NetworkShape(1, CLASSES, 2, 4).tile()));
    assertEquals("128 targets are needed for 2 classes, got 64", e.getMessage());
  }
}
