package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomComparison;
import org.imaxt.core.phantom.PhantomComparison.Gauge;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.DistortionDocument.StageAxes;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.PositionsDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.imaxt.stitch.stitching.StitchParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options of the stage stitch change. */
class StitchOptionsTest {

  /** Half of what rounding each of a few steps may add up to. */
  private static final double INTEGER_TOL_PX = 1.0;

  private static final double LAYING_TOL_PX = 0.3;

  private static WholeWay small(Path folder) throws IOException {
    WholeWay way =
        WholeWay.of(
            PhantomParams.small()
                .withSeed(61)
                .withSections(1)
                .without(
                    Effect.DISTORTION, Effect.MAGNIFICATION, Effect.FLATFIELD, Effect.STRAY_LIGHT),
            folder);
    way.run("ingest", "input", way.acquisition(), "orientation", "identity");
    return way;
  }

  private static PositionsDocument positions(WholeWay way) {
    try (Sample sample = Sample.open(way.sample())) {
      return sample.read(Layout.positions(1));
    }
  }

  @Test
  void laysTilesForComparison(@TempDir Path folder) throws IOException {
    WholeWay way = small(folder);
    way.run("stitch", "solver", StitchParams.Solver.LAYING);
    PhantomComparison found = way.compare(Gauge.TRANSLATIONS);
    assertTrue(found.rmsPx() <= LAYING_TOL_PX, () -> "rms " + found.rmsPx() + " px");
    assertTrue(positions(way).links().stream().allMatch(l -> !l.matched() || l.weight() == 1));
  }

  @Test
  void roundsStepsForComparison(@TempDir Path folder) throws IOException {
    WholeWay way = small(folder);
    way.run("stitch", "shifts", StitchParams.Shifts.INTEGER);
    PositionsDocument document = positions(way);
    List<PositionsDocument.Link> matched =
        document.links().stream().filter(PositionsDocument.Link::matched).toList();
    assertTrue(!matched.isEmpty());
    for (PositionsDocument.Link link : matched) {
      double px = link.dxUm() / document.pixelSizeUm();
      assertEquals(Math.rint(px), px, 1e-9);
    }
    PhantomComparison found = way.compare(Gauge.TRANSLATIONS);
    assertTrue(found.rmsPx() <= INTEGER_TOL_PX, () -> "rms " + found.rmsPx() + " px");
  }

  @Test
  void reportsWhatEachTileRestsOn(@TempDir Path folder) throws IOException {
    WholeWay way = small(folder);
    Report report = way.run("stitch");
    List<PlacedTile> placed = way.placed(1);
    long stage = placed.stream().filter(t -> t.source() == PlacedTile.Source.STAGE).count();
    List<String> tables =
        report.items().stream()
            .filter(Report.Item.Table.class::isInstance)
            .map(i -> ((Report.Item.Table) i).name())
            .toList();
    assertEquals(stage > 0, tables.contains("Tiles left to the stage"), tables.toString());
    assertTrue(
        report.items().stream()
            .filter(Report.Item.Image.class::isInstance)
            .anyMatch(i -> ((Report.Item.Image) i).caption().contains("standard error of each")));
  }

  @Test
  void refusesTurnThatLeavesTheCanvasBeforeComparing(@TempDir Path folder) throws IOException {
    WholeWay way = small(folder);
    TurnedCameraTest.learn(way, 128, new StageAxes(true, 0.03, 1e-4, 6, 0.02, 100));
    InputException e = assertThrows(InputException.class, () -> way.run("stitch"));
    assertTrue(e.getMessage().contains("--canvas-margin"), e.getMessage());
    assertTrue(e.getMessage().contains("turned by 0.0300 rad"), e.getMessage());
  }
}
