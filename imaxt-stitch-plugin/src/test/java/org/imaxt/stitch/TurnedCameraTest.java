package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.phantom.SpecimenParams;
import org.imaxt.core.phantom.TileTruth;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.PositionsDocument;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera turned by two degrees over sparse tissue: most overlaps are empty. */
@Tag("slow")
class TurnedCameraTest {

  private static final double TURN_RAD = Math.toRadians(2);
  private static final double PIXEL_UM = 2.8;

  /** A tenth of the default, beside tissue of half its size: most overlaps are empty. */
  private static final double BEADS_PER_MM3 = 2;

  /** Asked for of every pair with structure. */
  private static final double PAIR_TOL_PX = 1;

  /** Pairs with a σ below this promise as much at three σ; those with more tell of a mere trace. */
  private static final double PROMISED_SIGMA_PX = 1 / 3.0;

  /** Pairs that promise less must keep what they promise; 200 coordinates. */
  private static final double WORST_SIGMAS = 4.5;

  /** The stage errs by 6 µm; a turn that was not found would add 10 µm and more. */
  private static final double WORST_STAGE_UM = 9;

  /** Links of ten and more tiles over 4 mm leave the turn open by 6 µm / (4 mm · √10 / 3). */
  private static final double TURN_TOL_RAD = 0.005;

  @Test
  void findsEveryPairWithStructureBeforeTheTurnIsKnown(@TempDir Path folder) throws IOException {
    WholeWay way = turned(folder, 3101);
    way.run("stitch");

    Figures figures = figures(way);
    System.getLogger("accuracy").log(System.Logger.Level.INFO, figures);
    assertTrue(figures.worstPx() <= PAIR_TOL_PX, figures::toString);
    assertTrue(figures.empty() > 0.5, figures::toString);
    assertTrue(figures.worstSigmas() <= WORST_SIGMAS, figures::toString);
    assertEquals(0, figures.linkedButNotMeasured(), figures.toString());
    assertEquals(TURN_RAD, figures.turnRad(), TURN_TOL_RAD, figures.toString());
    assertTrue(figures.stageSigmaUm() < WORST_STAGE_UM, figures::toString);
  }

  @Test
  void findsEveryPairWithStructureInANarrowWindowOnceTheTurnIsKnown(@TempDir Path folder)
      throws IOException {
    WholeWay way = turned(folder, 3202);
    learn(way, 416, new DistortionDocument.StageAxes(true, TURN_RAD - 3e-4, 3e-4, 5.9, 0.028, 200));
    way.run("stitch");

    Figures figures = figures(way);
    System.getLogger("accuracy").log(System.Logger.Level.INFO, figures);
    assertTrue(figures.worstPx() <= PAIR_TOL_PX, figures::toString);
    assertEquals(0, figures.linkedButNotMeasured(), figures.toString());
    assertTrue(figures.worstSigmas() <= WORST_SIGMAS, figures::toString);
    assertEquals(TURN_RAD - 3e-4, figures.turnRad(), 1e-12, figures.toString());
    assertEquals(5.9, figures.stageSigmaUm(), 1e-9);
  }

  private static WholeWay turned(Path folder, long seed) throws IOException {
    WholeWay way =
        WholeWay.of(
            PhantomParams.defaults()
                .withSeed(seed)
                .withSections(2)
                .withStageRotationRad(TURN_RAD)
                .withSpecimen(
                    SpecimenParams.defaults().withBeadsPerMm3(BEADS_PER_MM3).withTissue(0.3, 0.5))
                .without(
                    Effect.DISTORTION, Effect.MAGNIFICATION, Effect.FLATFIELD, Effect.STRAY_LIGHT),
            folder);
    way.run("ingest", "input", way.acquisition(), "orientation", "identity", "canvasMargin", 600.0);
    return way;
  }

  /** What the stage distortion would leave. */
  static void learn(WholeWay way, int tilePx, DistortionDocument.StageAxes axes) {
    try (Sample sample = Sample.openForWriting(way.sample())) {
      Distortion none = Distortion.identity(tilePx, tilePx, PIXEL_UM);
      sample.write(
          Layout.distortion(),
          new DistortionDocument(
              false,
              "made for a test",
              "overlaps",
              "",
              none,
              Collections.nCopies(none.coefficientsUm().size(), 0.0),
              0,
              0,
              0,
              0,
              axes,
              new DistortionDocument.Quality(0, 0, 0, 0, 0, List.of())));
      new Receipts(sample)
          .write(
              new Receipt("distortion", "field", "0", 1, Map.of(), Map.of(), Map.of(), Map.of()));
    }
  }

  /** How the pairs of both sections came out. */
  private record Figures(
      int matched,
      int promised,
      double empty,
      double worstPx,
      double worstSigmas,
      int linkedButNotMeasured,
      double turnRad,
      double stageSigmaUm) {}

  private static Figures figures(WholeWay way) {
    int matched = 0;
    int compared = 0;
    int promised = 0;
    double worstSigmas = 0;
    double worst = 0;
    int missed = 0;
    PositionsDocument last = null;
    try (Sample sample = Sample.open(way.sample())) {
      for (SectionTruth section : way.truth().sections()) {
        List<TileTruth> truth = section.tiles();
        last = sample.read(Layout.positions(section.section()));
        for (PositionsDocument.Link link : last.links()) {
          compared++;
          if (link.matched()) {
            matched++;
            TileTruth a = truth.get(link.a());
            TileTruth b = truth.get(link.b());
            double x = link.dxUm() - b.trueXUm() + a.trueXUm();
            double y = link.dyUm() - b.trueYUm() + a.trueYUm();
            worstSigmas =
                Math.max(
                    worstSigmas,
                    Math.max(
                        Math.abs(x) / Math.hypot(link.sigmaXUm(), last.linkErrorUm()),
                        Math.abs(y) / Math.hypot(link.sigmaYUm(), last.linkErrorUm())));
            if (Math.hypot(link.sigmaXUm(), link.sigmaYUm()) <= PROMISED_SIGMA_PX * PIXEL_UM) {
              worst = Math.max(worst, Math.hypot(x, y) / PIXEL_UM);
              promised++;
            }
          }
        }
        for (TileTruth tile : truth) {
          boolean stage = last.tiles().get(tile.tile()).source() == PlacedTile.Source.STAGE;
          missed += tile.linked() && stage ? 1 : 0;
        }
      }
    }
    return new Figures(
        matched,
        promised,
        1 - matched / (double) compared,
        worst,
        worstSigmas,
        missed,
        last.rotationRad(),
        last.stageSigmaUm());
  }
}
