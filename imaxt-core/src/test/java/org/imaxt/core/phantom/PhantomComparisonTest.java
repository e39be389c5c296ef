package org.imaxt.core.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.PhantomComparison.Gauge;
import org.junit.jupiter.api.Test;

/** Links and the comparison that is free of the gauge. */
class PhantomComparisonTest {
  private static final PhantomTruth TRUTH =
      new Phantom(PhantomParams.small().withTile(48, 48, 2.8).withGrid(5, 5).withSections(3))
          .truth();

  /** Sums of numbers of some thousand µm. */
  private static final double EXACT_UM = 1e-8;

  @Test
  void aShiftASectionIsNoError() {
    PhantomComparison c = PhantomComparison.of(TRUTH, moved(0, 0), Gauge.TRANSLATIONS);
    assertTrue(c.count() > 30, "linked tiles " + c.count());
    assertEquals(0, c.rmsUm(), EXACT_UM);
    assertEquals(0, c.maxUm(), EXACT_UM);
  }

  @Test
  void scalesAreFoundAndRemoved() {
    PhantomComparison free =
        PhantomComparison.of(TRUTH, moved(0.003, -0.002), Gauge.TRANSLATIONS_AND_SCALES);
    assertEquals(0.003, free.scaleX(), 1e-12);
    assertEquals(-0.002, free.scaleY(), 1e-12);
    assertEquals(0, free.rmsUm(), EXACT_UM);
    assertEquals(0, free.scaleSigmaX(), 1e-9);
    PhantomComparison fixed = PhantomComparison.of(TRUTH, moved(0.003, -0.002), Gauge.TRANSLATIONS);
    assertTrue(fixed.rmsUm() > 0.1, "without scales " + fixed.rmsUm() + " µm");
    assertEquals(0, fixed.scaleX());
  }

  @Test
  void oneTileAstrayIsSeen() {
    Map<Integer, List<PlacedTile>> places = moved(0, 0);
    List<TileTruth> linked =
        TRUTH.sections().get(1).tiles().stream().filter(TileTruth::linked).toList();
    int n = linked.size();
    places
        .get(2)
        .replaceAll(
            t ->
                t.tile() == linked.get(0).tile()
                    ? new PlacedTile(
                        t.tile(), t.row(), t.column(), t.xUm() + 8, t.yUm() - 6, 1, t.source())
                    : t);
    PhantomComparison c = PhantomComparison.of(TRUTH, Map.of(2, places.get(2)), Gauge.TRANSLATIONS);
    // The mean of the section takes 1/n of the 10 µm from it and gives it to the others.
    assertEquals(n, c.count());
    assertEquals(10.0 * (n - 1) / n, c.maxUm(), EXACT_UM);
    assertEquals(10.0 / n, c.medianUm(), EXACT_UM);
    assertEquals(10.0 * Math.sqrt((n - 1.0) / n / n), c.rmsUm(), EXACT_UM);
    assertEquals(c.maxUm() / 2.8, c.maxPx(), EXACT_UM);
  }

  @Test
  void refusesALinkedTileWithoutPosition() {
    Map<Integer, List<PlacedTile>> none = Map.of(1, List.of());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> PhantomComparison.of(TRUTH, none, Gauge.TRANSLATIONS));
    assertTrue(e.getMessage().startsWith("section 1 has no position for linked tile"));
  }

  @Test
  void nothingIsLinkedInBareAgarose() {
    PhantomParams p = PhantomParams.small();
    PhantomTruth bare =
        new Phantom(p.withSpecimen(p.specimen().withTissue(0, 0).withBeadsPerMm3(0))).truth();
    assertEquals(0, linked(bare));
  }

  @Test
  void beadsAloneLinkTiles() {
    PhantomParams p = PhantomParams.small().withOverlap(0.6);
    PhantomTruth beads = new Phantom(p.withSpecimen(p.specimen().withTissue(0, 0))).truth();
    assertTrue(linked(beads) >= 2, "linked " + linked(beads));
  }

  @Test
  void missingTilesAreNotLinked() {
    PhantomTruth t = new Phantom(PhantomParams.small().withMissingFraction(0.3)).truth();
    long missing =
        t.sections().stream().flatMap(s -> s.tiles().stream()).filter(TileTruth::missing).count();
    assertTrue(missing > 0, "missing " + missing);
    assertEquals(
        0,
        t.sections().stream()
            .flatMap(s -> s.tiles().stream())
            .filter(x -> x.missing() && x.linked())
            .count());
  }

  private static long linked(PhantomTruth t) {
    return t.sections().get(0).tiles().stream().filter(TileTruth::linked).count();
  }

  private static Map<Integer, List<PlacedTile>> moved(double scaleX, double scaleY) {
    Map<Integer, List<PlacedTile>> places = new TreeMap<>();
    for (SectionTruth s : TRUTH.sections()) {
      List<PlacedTile> tiles = new ArrayList<>();
      for (TileTruth t : s.tiles()) {
        tiles.add(
            new PlacedTile(
                t.tile(),
                t.row(),
                t.column(),
                t.trueXUm() * (1 + scaleX) + 17.5 * s.section(),
                t.trueYUm() * (1 + scaleY) - 4 * s.section(),
                1,
                PlacedTile.Source.MEASURED));
      }
      places.put(s.section(), tiles);
    }
    return places;
  }
}
