package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.model.StagePosition;
import org.junit.jupiter.api.Test;

class PositionSolverTest {

  private static final PixelSize PIXEL = new PixelSize(2, 2);
  private static final double STAGE_SIGMA_PX = 2;
  private static final double LINK_SIGMA_PX = 0.05;

  /** A grid with true positions, a stage that errs, and links that err by their σ. */
  private static final class Grid {
    final List<StagePosition> stage = new ArrayList<>();
    final List<double[]> truth = new ArrayList<>();
    final List<Displacement> links = new ArrayList<>();
    final Random random;
    final int columns;

    Grid(int rows, int columns, StageModel model, long seed) {
      random = new Random(seed);
      this.columns = columns;
      for (int t = 0; t < rows * columns; t++) {
        double x = t % columns * 370.0;
        double y = t / columns * 370.0;
        StagePosition s =
            new StagePosition(t, t / columns, t % columns, x * PIXEL.xUm(), y * PIXEL.yUm());
        stage.add(s);
        truth.add(
            new double[] {
              model.xPx(s, PIXEL) + STAGE_SIGMA_PX * random.nextGaussian(),
              model.yPx(s, PIXEL) + STAGE_SIGMA_PX * random.nextGaussian()
            });
      }
    }

    Grid linkAll() {
      for (int t = 0; t < truth.size(); t++) {
        if (t % columns + 1 < columns) {
          link(t, t + 1, 0, 0);
        }
        if (t + columns < truth.size()) {
          link(t, t + columns, 0, 0);
        }
      }
      return this;
    }

    void link(int a, int b, double wrongX, double wrongY) {
      links.add(
          new Displacement(
              a,
              b,
              truth.get(b)[0] - truth.get(a)[0] + wrongX + LINK_SIGMA_PX * random.nextGaussian(),
              truth.get(b)[1] - truth.get(a)[1] + wrongY + LINK_SIGMA_PX * random.nextGaussian(),
              LINK_SIGMA_PX,
              LINK_SIGMA_PX,
              0.9));
    }

    Solution solve(SolverParams params) {
      return PositionSolver.solve(stage, PIXEL, links, params);
    }

    /** Errors (x, y) of measured tiles of the first component, their mean taken out. */
    double[][] errors(Solution s) {
      double[] mean = new double[2];
      List<double[]> all = new ArrayList<>();
      for (Solution.Tile tile : s.tiles()) {
        if (tile.component() == 0) {
          double[] e = {
            tile.xPx() - truth.get(tile.tile())[0], tile.yPx() - truth.get(tile.tile())[1]
          };
          all.add(e);
          mean[0] += e[0];
          mean[1] += e[1];
        }
      }
      for (double[] e : all) {
        e[0] -= mean[0] / all.size();
        e[1] -= mean[1] / all.size();
      }
      return all.toArray(new double[0][]);
    }
  }

  private static double rms(double[][] errors) {
    double sum = 0;
    for (double[] e : errors) {
      sum += e[0] * e[0] + e[1] * e[1];
    }
    return Math.sqrt(sum / (2 * errors.length));
  }

  @Test
  void recoversGrid() {
    Grid grid = new Grid(5, 5, StageModel.identity(), 1).linkAll();
    assertTrue(rms(grid.errors(grid.solve(SolverParams.defaults()))) < 1.2 * LINK_SIGMA_PX);
  }

  /** Of 2 x 3 tiles four are linked well, a fifth by a link that just counts as firm. */
  @Test
  void tileThatIsKnownBadlyBlursNoOther() {
    Grid grid = new Grid(2, 3, StageModel.identity(), 8);
    grid.link(0, 1, 0, 0);
    grid.link(3, 4, 0, 0);
    grid.link(0, 3, 0, 0);
    grid.link(1, 4, 0, 0);
    Solution alone = grid.solve(SolverParams.defaults());
    double weak = 3.5 * LINK_SIGMA_PX;
    grid.links.add(new Displacement(1, 2, 370, 0, weak, weak, 0.9));
    Solution with = grid.solve(SolverParams.defaults());
    for (int tile : new int[] {0, 1, 3, 4}) {
      double before = alone.tiles().get(tile).sigmaXPx();
      // the fifth has a fortieth of the mean; in a plain mean the errors of the four grow by a half
      assertEquals(before, with.tiles().get(tile).sigmaXPx(), 0.1 * before);
    }
    double own = Math.hypot(with.tiles().get(1).sigmaXPx(), weak);
    assertEquals(own, with.tiles().get(2).sigmaXPx(), 0.1 * own);
  }

  /** Five columns: the outer ones lie two steps from the middle, which is held. */
  @Test
  void errorOfDirectionsWidensWhatLiesFarFromTheMiddleAndMovesNothing() {
    Grid grid = new Grid(5, 5, StageModel.identity(), 8).linkAll();
    double turn = 1e-3;
    SolverParams known = SolverParams.defaults();
    Solution before = grid.solve(known);
    Solution after = grid.solve(known.withDirections(new SolverParams.DirectionErrors(turn, 0)));
    for (Solution.Tile tile : before.tiles()) {
      Solution.Tile wider = after.tiles().get(tile.tile());
      double fromMiddle = tile.tile() % 5 * 370.0 - 2 * 370.0;
      double expected = Math.hypot(tile.sigmaYPx(), turn * fromMiddle);
      assertEquals(expected, wider.sigmaYPx(), 0.03 * expected); // the stage holds a little
      assertEquals(tile.sigmaXPx(), wider.sigmaXPx(), 1e-12);
      assertEquals(tile.xPx(), wider.xPx(), 1e-12);
      assertEquals(tile.yPx(), wider.yPx(), 1e-12);
    }
  }

  /** All links of a sample turned alike, as by a distortion that is not known exactly. */
  @Test
  void errorOfDirectionsIsHonest() {
    double turn = 2e-4;
    int within1 = 0;
    int within2 = 0;
    int count = 0;
    for (int seed = 0; seed < 60; seed++) {
      Grid grid = new Grid(5, 5, StageModel.identity(), 900 + seed).linkAll();
      double u = turn * grid.random.nextGaussian();
      double v = turn * grid.random.nextGaussian();
      grid.links.replaceAll(
          d ->
              new Displacement(
                  d.a(),
                  d.b(),
                  d.dxPx() + v * d.dyPx(),
                  d.dyPx() + u * d.dxPx(),
                  LINK_SIGMA_PX,
                  LINK_SIGMA_PX,
                  0.9));
      Solution s =
          grid.solve(
              SolverParams.defaults().withDirections(new SolverParams.DirectionErrors(turn, turn)));
      double[][] errors = grid.errors(s);
      for (int i = 0; i < errors.length; i++) {
        double tx = Math.abs(errors[i][0]) / s.tiles().get(i).sigmaXPx();
        double ty = Math.abs(errors[i][1]) / s.tiles().get(i).sigmaYPx();
        within1 += (tx <= 1 ? 1 : 0) + (ty <= 1 ? 1 : 0);
        within2 += (tx <= 2 ? 1 : 0) + (ty <= 2 ? 1 : 0);
        count += 2;
      }
    }
    double one = (double) within1 / count;
    double two = (double) within2 / count;
    assertTrue(one > 0.62 && one < 0.74 && two > 0.93, () -> one + " within 1 sigma, " + two);
  }

  @Test
  void listsOutliersAndIsNotPulled() {
    Grid grid = new Grid(5, 5, StageModel.identity(), 2).linkAll();
    grid.links.remove(7);
    int a = 12;
    grid.links.removeIf(d -> d.a() == a && d.b() == a + 1);
    grid.link(12, 13, 25, -11);
    grid.links.removeIf(d -> d.a() == 3 && d.b() == 8);
    grid.link(3, 8, -3, 2);
    Solution s = grid.solve(SolverParams.defaults());
    List<Integer> outliers =
        s.links().stream().filter(Solution.Link::outlier).map(l -> l.displacement().a()).toList();
    assertEquals(List.of(12, 3), outliers);
    assertTrue(rms(grid.errors(s)) < 1.2 * LINK_SIGMA_PX, () -> "rms " + rms(grid.errors(s)));
  }

  @Test
  void dropsWildLinkThatOnlyStageContradicts() {
    Grid grid = new Grid(3, 3, StageModel.identity(), 4).linkAll();
    grid.links.removeIf(d -> d.b() == 8);
    grid.link(5, 8, 60, 0);
    Solution s = grid.solve(SolverParams.defaults());
    assertEquals(PlacedTile.Source.STAGE, s.tiles().get(8).source());
    assertEquals(grid.stage.get(8).xUm() / PIXEL.xUm(), s.tiles().get(8).xPx(), 1e-9);
  }

  /**
   * Trees of links, one of them wild by 8 to 20 px in either direction: loops of links cannot tell,
   * the stage can where the link parts groups of several tiles.
   */
  @Test
  void putsFewTilesFartherOffThanTheStageThoughALinkIsWild() {
    int tiles = 0;
    int gross = 0;
    int grossAtStage = 0;
    for (int seed = 0; seed < 60; seed++) {
      Grid grid = new Grid(5, 5, StageModel.identity(), 300 + seed).linkAll();
      int wild = grid.random.nextInt(40);
      grid.links.removeIf(d -> d.b() - d.a() == 1 && d.a() / 5 != 2); // a comb: every link a bridge
      Displacement d = grid.links.remove(wild % grid.links.size());
      double off = 8 + 12 * grid.random.nextDouble();
      grid.link(d.a(), d.b(), grid.random.nextBoolean() ? off : -off, 0);
      Solution s = grid.solve(SolverParams.defaults());
      for (double[] e : grid.errors(s)) {
        tiles++;
        gross += Math.hypot(e[0], e[1]) > 2 ? 1 : 0;
        grossAtStage +=
            STAGE_SIGMA_PX * Math.sqrt(-2 * Math.log(grid.random.nextDouble())) > 2 ? 1 : 0;
      }
    }
    String figures =
        gross + " of " + tiles + " tiles off by over 2 px, " + grossAtStage + " at the stage";
    System.getLogger("accuracy").log(System.Logger.Level.INFO, figures);
    assertTrue(gross < 0.1 * tiles, figures);
  }

  @Test
  void findsTheWrongLinkOfALoneLoop() {
    for (int seed = 0; seed < 30; seed++) {
      Grid grid = new Grid(2, 2, StageModel.identity(), 400 + seed).linkAll();
      Displacement d = grid.links.remove(seed % 4);
      grid.link(d.a(), d.b(), 14, -12);
      Solution s = grid.solve(SolverParams.defaults());
      assertTrue(s.links().get(3).outlier(), "seed " + seed);
      assertTrue(rms(grid.errors(s)) < 3 * LINK_SIGMA_PX, "rms " + rms(grid.errors(s)));
    }
  }

  @Test
  void leavesUnlinkedTilesAtTheStageAndKeepsTheMean() {
    Grid grid = new Grid(4, 4, StageModel.identity(), 5).linkAll();
    grid.links.removeIf(d -> d.a() == 15 || d.b() == 15);
    Solution s = grid.solve(SolverParams.defaults());
    Solution.Tile lone = s.tiles().get(15);
    assertEquals(PlacedTile.Source.STAGE, lone.source());
    assertEquals(grid.stage.get(15).xUm() / PIXEL.xUm(), lone.xPx(), 1e-9);
    assertEquals(s.stageSigmaPx(), lone.sigmaXPx(), 1e-6);
    double mean = 0;
    for (int t = 0; t < 15; t++) {
      mean += s.tiles().get(t).xPx() - grid.stage.get(t).xUm() / PIXEL.xUm();
    }
    assertEquals(0, mean / 15, 1e-6);
  }

  @Test
  void reportsHonestSigmas() {
    int within = 0;
    int within2 = 0;
    int count = 0;
    for (int seed = 0; seed < 30; seed++) {
      Grid grid = new Grid(5, 5, StageModel.identity(), 100 + seed).linkAll();
      Solution s = grid.solve(SolverParams.defaults());
      double[][] errors = grid.errors(s);
      for (int t = 0; t < errors.length; t++) {
        double[] sigma = {s.tiles().get(t).sigmaXPx(), s.tiles().get(t).sigmaYPx()};
        for (int k = 0; k < 2; k++) {
          within += Math.abs(errors[t][k]) <= sigma[k] ? 1 : 0;
          within2 += Math.abs(errors[t][k]) <= 2 * sigma[k] ? 1 : 0;
          count++;
        }
      }
    }
    double share = (double) within / count;
    double share2 = (double) within2 / count;
    assertTrue(share > 0.60 && share < 0.76, () -> "within 1 sigma: " + share);
    assertTrue(share2 > 0.93, () -> "within 2 sigma: " + share2);
  }

  @Test
  void findsCommonErrorThatLinksDoNotKnowOf() {
    Grid grid = new Grid(8, 8, StageModel.identity(), 3).linkAll();
    List<Displacement> proud =
        grid.links.stream()
            .map(d -> new Displacement(d.a(), d.b(), d.dxPx(), d.dyPx(), 0.005, 0.005, 0.9))
            .toList();
    Solution s = PositionSolver.solve(grid.stage, PIXEL, proud, SolverParams.defaults());
    assertEquals(LINK_SIGMA_PX, s.linkErrorPx(), 0.2 * LINK_SIGMA_PX);
    assertEquals(0, s.links().stream().filter(Solution.Link::outlier).count());
  }

  @Test
  void learnsStageError() {
    Grid grid = new Grid(10, 10, StageModel.identity(), 8).linkAll();
    assertEquals(
        STAGE_SIGMA_PX, grid.solve(SolverParams.defaults()).stageSigmaPx(), 0.2 * STAGE_SIGMA_PX);
  }

  @Test
  void fitsRotationAndScale() {
    StageModel truth = new StageModel(0.02, 1.004, 0.997);
    Grid grid = new Grid(8, 8, truth, 6).linkAll();
    Solution s = grid.solve(SolverParams.defaults().withFit(SolverParams.Fit.ROTATION_AND_SCALE));
    double tol = 4 * STAGE_SIGMA_PX / (370 * Math.sqrt(64) * 2.3); // 4 σ of a slope over 8 columns
    assertEquals(truth.rotationRad(), s.model().rotationRad(), tol);
    assertEquals(truth.scaleX(), s.model().scaleX(), tol);
    assertEquals(truth.scaleY(), s.model().scaleY(), tol);
    assertEquals(STAGE_SIGMA_PX, s.stageSigmaPx(), 0.25 * STAGE_SIGMA_PX);
    assertTrue(rms(grid.errors(s)) < 1.5 * LINK_SIGMA_PX);
  }

  @Test
  void keepsUnlinkedGroupsApart() {
    Grid grid = new Grid(4, 6, StageModel.identity(), 7).linkAll();
    grid.links.removeIf(d -> d.a() % 6 == 3 && d.b() % 6 == 4);
    Solution s = grid.solve(SolverParams.defaults());
    assertEquals(16, s.tiles().stream().filter(t -> t.component() == 0).count());
    assertEquals(8, s.tiles().stream().filter(t -> t.component() == 1).count());
    double mean = 0;
    for (Solution.Tile t : s.tiles()) {
      if (t.component() == 1) {
        mean += t.xPx() - grid.stage.get(t.tile()).xUm() / PIXEL.xUm();
      }
    }
    assertEquals(0, mean, 1e-6);
  }

  @Test
  void swappingTilesOfEveryLinkChangesNothing() {
    Grid grid = new Grid(4, 4, StageModel.identity(), 9).linkAll();
    List<Displacement> swapped =
        grid.links.stream()
            .map(
                d ->
                    new Displacement(
                        d.b(), d.a(), -d.dxPx(), -d.dyPx(), d.sigmaXPx(), d.sigmaYPx(), 0.9))
            .toList();
    Solution s = grid.solve(SolverParams.defaults());
    Solution t = PositionSolver.solve(grid.stage, PIXEL, swapped, SolverParams.defaults());
    for (int i = 0; i < 16; i++) {
      assertEquals(s.tiles().get(i).xPx(), t.tiles().get(i).xPx(), 1e-9);
    }
  }

  @Test
  void placesOneTileAtTheStage() {
    Grid grid = new Grid(1, 1, StageModel.identity(), 1);
    Solution s = grid.solve(SolverParams.defaults());
    assertEquals(0, s.tiles().get(0).xPx(), 0);
    assertEquals(PlacedTile.Source.STAGE, s.tiles().get(0).source());
  }

  @Test
  void refusesLinkToUnknownTile() {
    Grid grid = new Grid(1, 2, StageModel.identity(), 1);
    grid.links.add(new Displacement(0, 7, 1, 1, 1, 1, 0));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> grid.solve(SolverParams.defaults()));
    assertEquals("a displacement names tile 7, which has no stage position", e.getMessage());
  }

  @Test
  void solvesThreeThousandTiles() {
    Grid grid = new Grid(50, 60, new StageModel(0.01, 1, 1), 1).linkAll();
    for (int k = 0; k < 60; k++) {
      grid.link(k * 40, k * 40 + 1, 9, -14);
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime(); // what else runs on the machine does not count
    Solution s = grid.solve(SolverParams.defaults().withFit(SolverParams.Fit.ROTATION));
    double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
    System.getLogger("speed")
        .log(System.Logger.Level.INFO, "3000 tiles solved in %.2f s".formatted(seconds));
    assertTrue(seconds < 2, () -> "took " + seconds + " s");
    assertTrue(rms(grid.errors(s)) < 2 * LINK_SIGMA_PX, () -> "rms " + rms(grid.errors(s)));
  }
}
