package org.imaxt.beads.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.PhantomComparison;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.phantom.TilePhantom;
import org.imaxt.core.phantom.TileTruth;
import org.junit.jupiter.api.Test;

/** Rows made from a phantom's truth, of which it is known how they differ from it. */
class BeadScoreTest {

  private static final double EXACT_UM = 1e-9;
  private static final double LEAST_RADIUS_UM = 8;
  private static final double SIGMA_UM = 0.1;
  private static final PhantomTruth TRUTH =
      TilePhantom.of(PhantomParams.fast().withSections(2).withGrid(3, 3).withSeed(31))
          .build()
          .truth();

  /** Tiles of each section where they are, but for a shift of all. */
  private static TreeMap<Integer, List<PlacedTile>> placed(double dx, double dy) {
    TreeMap<Integer, List<PlacedTile>> placed = new TreeMap<>();
    for (SectionTruth s : TRUTH.sections()) {
      List<PlacedTile> tiles = new ArrayList<>();
      for (TileTruth t : s.tiles()) {
        tiles.add(
            new PlacedTile(
                t.tile(),
                t.row(),
                t.column(),
                t.trueXUm() + dx,
                t.trueYUm() + dy,
                0.05,
                PlacedTile.Source.MEASURED));
      }
      placed.put(s.section(), tiles);
    }
    return placed;
  }

  private static PlacedTile movedBy(PlacedTile t, double dx) {
    return new PlacedTile(
        t.tile(), t.row(), t.column(), t.xUm() + dx, t.yUm(), t.sigmaUm(), t.source());
  }

  private static TrueSection section(int number, Map<Integer, List<PlacedTile>> placed) {
    PhantomComparison tiles =
        PhantomComparison.of(TRUTH, placed, PhantomComparison.Gauge.TRANSLATIONS_AND_SCALES);
    return TrueSection.of(TRUTH, number, placed.get(number), tiles);
  }

  private static BeadRow row(ShownBead b, double dx, double dy) {
    return new BeadRow(
        b.layer(),
        true,
        "",
        b.x() + dx,
        b.y() + dy,
        b.radius() + 0.2,
        new double[] {SIGMA_UM, SIGMA_UM, 0.05},
        10,
        1,
        1000);
  }

  private static List<BeadRow> rows(TrueSection section, double dx, double dy) {
    return section.beads(TRUTH).stream().map(b -> row(b, dx, dy)).toList();
  }

  private static SectionMatch match(TrueSection section, List<BeadRow> rows) {
    return new SectionMatch(TRUTH, section, rows, LEAST_RADIUS_UM);
  }

  @Test
  void rowsAtTheTruthAreAllFoundAndNoneIsFalse() {
    TrueSection section = section(1, placed(0, 0));
    SectionMatch match = match(section, rows(section, 0, 0));
    assertTrue(match.found.size() > 5, "found " + match.found.size());
    assertEquals(List.of(), match.lost);
    assertEquals(List.of(), match.invented);
  }

  @Test
  void aShiftOfTheWholeStackIsNoError() {
    TrueSection section = section(2, placed(30, -20));
    SectionMatch match = match(section, rows(section, 30, -20));
    List<BeadErrors.BeadError> errors = BeadErrors.of(List.of(match), 2.8);
    assertTrue(errors.size() > 5, "compared " + errors.size());
    for (BeadErrors.BeadError e : errors) {
      assertEquals(0, Math.hypot(e.x(), e.y()), EXACT_UM);
      assertEquals(0, e.inTile(), EXACT_UM);
      assertEquals(0.2, e.radius(), EXACT_UM);
      assertEquals(Math.hypot(SIGMA_UM, 0.05), e.sigmaX(), EXACT_UM);
    }
  }

  @Test
  void theErrorOfATileIsNoneOfItsBeads() {
    TreeMap<Integer, List<PlacedTile>> moved = placed(0, 0);
    moved.get(1).replaceAll(t -> movedBy(t, 0.8 * (7 * t.tile() % 5 - 2)));
    TrueSection section = section(1, moved);
    List<BeadRow> rows = new ArrayList<>();
    for (ShownBead b : section.beads(TRUTH)) {
      double[] place = section.placeByTile(b);
      rows.add(row(b, place[0] - b.x(), place[1] - b.y()));
    }
    SectionMatch match = match(section, rows);
    List<BeadErrors.BeadError> errors = BeadErrors.of(List.of(match), 2.8);
    double most = errors.stream().mapToDouble(e -> Math.hypot(e.x(), e.y())).max().orElse(0);
    assertTrue(most > 1, "the mosaic shows it: " + most);
    for (BeadErrors.BeadError e : errors) {
      assertEquals(0, e.inTile(), EXACT_UM);
    }
  }

  @Test
  void whatIsMissingIsLostAndWhatIsTooMuchIsFalse() {
    TrueSection section = section(1, placed(0, 0));
    SectionMatch all = match(section, rows(section, 0, 0));
    ShownBead gone = all.found.get(0).bead();
    List<BeadRow> rows = new ArrayList<>();
    for (ShownBead b : section.beads(TRUTH)) {
      if (b.bead().id() != gone.bead().id()) {
        rows.add(row(b, 0, 0));
      }
    }
    BeadRow far =
        new BeadRow(
            1, true, "", -900, -900, 20, new double[] {SIGMA_UM, SIGMA_UM, 0.05}, 9, 1, 800);
    rows.add(far);
    rows.add(new BeadRow(1, false, "not round", -500, -900, 20, new double[] {1, 1, 1}, 9, 1, 800));
    SectionMatch match = match(section, rows);
    assertEquals(1, match.lost.size());
    assertTrue(match.lost.get(0).contains("bead " + gone.bead().id() + " at"), match.lost.get(0));
    assertEquals(1, match.invented.size());
    assertTrue(match.invented.get(0).contains("-900, -900"), match.invented.get(0));
    assertEquals(rows.size(), match.candidates());
    assertEquals(rows.size() - 1, match.accepted());
  }

  @Test
  void stepsOfSectionsThatLieWhereTheyAreHaveNoError() {
    SectionTruth second = TRUTH.sections().get(1);
    SectionSteps steps = new SectionSteps(TRUTH, placed(7, 8));
    double dx = -second.driftXUm();
    double dy = -second.driftYUm();
    List<SectionSteps.Step> right =
        steps.of(List.of(new SectionSteps.Placed(1, 0, 0), new SectionSteps.Placed(2, dx, dy)));
    assertEquals(0, SectionSteps.rms(right), EXACT_UM);
    List<SectionSteps.Step> wrong =
        steps.of(
            List.of(new SectionSteps.Placed(1, 0, 0), new SectionSteps.Placed(2, dx + 3, dy - 4)));
    assertEquals(5, SectionSteps.rms(wrong), EXACT_UM);
  }
}
