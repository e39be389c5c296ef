package org.imaxt.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlacedTileTest {

  @Test
  void oneErrorIsTheRootMeanSquareOfBothAxes() {
    PlacedTile tile = PlacedTile.of(4, 1, 2, 10, 20, 1, 7, PlacedTile.Source.MEASURED);
    assertEquals(5, tile.sigmaUm(), 1e-12);
    assertEquals(1, tile.sigmaXUm());
    assertEquals(7, tile.sigmaYUm());
  }

  @Test
  void oneErrorGivenIsThatOfEachAxis() {
    PlacedTile tile = new PlacedTile(4, 1, 2, 10, 20, 3, PlacedTile.Source.STAGE);
    assertEquals(PlacedTile.of(4, 1, 2, 10, 20, 3, 3, PlacedTile.Source.STAGE), tile);
  }

  @Test
  void documentsOfEarlierVersionsTellOneErrorForBothAxes() {
    PlacedTile tile = new PlacedTile(4, 1, 2, 10, 20, 3, PlacedTile.Source.MEASURED, 0, 0);
    assertEquals(3, tile.sigmaXUm());
    assertEquals(3, tile.sigmaYUm());
  }
}
