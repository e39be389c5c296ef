package org.imaxt.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.beads.evaluation.BeadScore;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.ProgressListener;
import org.imaxt.core.phantom.TissueCytePhantom;
import org.imaxt.core.sample.Sample;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The phantom at its defaults, everything on, from its acquisition to registered sections: beads
 * and shifts against the truth, with pictures in {@code target/beads-<seed>.html}. {@code
 * -Dimaxt.seeds=4} looks at as many seeds; none was used to choose a default.
 */
class BeadTruthTest {

  private static final int FIRST_SEED = 8201;
  private static final int SEEDS = Integer.getInteger("imaxt.seeds", 1);

  private static final List<String> STAGES =
      List.of("distortion", "flatfield", "stitch", "fuse", "beads", "register");

  /** Issue 4: beads that show a larger disc must be found. */
  private static final double LEAST_RADIUS_UM = 8;

  /** Of these beads, damaged ones too, and of the undamaged among them. */
  private static final double LEAST_RECALL = 0.97;

  private static final double MOST_FALSE = 0.01;
  private static final double MEDIAN_TOL_PX = 0.25;
  private static final double MOST_TOL_PX = 0.5;
  private static final double RADIUS_TOL_UM = 0.5;

  /** 2-D, root mean square. */
  private static final double STEP_TOL_UM = 0.2;

  /** Coordinates from which shares within σ are judged. */
  private static final int ENOUGH = 500;

  private static final double LEAST_WITHIN_ONE = 0.60;
  private static final double MOST_WITHIN_ONE = 0.76;
  private static final double WITHIN_TWO = 0.93;

  @Tag("slow")
  @Test
  void beadsAndSectionsLieWhereTheyAre(@TempDir Path folder) throws IOException {
    BeadScore score = new BeadScore(LEAST_RADIUS_UM);
    StringBuilder told = new StringBuilder();
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      Path at = folder.resolve(Integer.toString(seed));
      PhantomTruth truth = registered(seed, at);
      Path pictures = Path.of("target", "beads-%s.html".formatted(seed));
      Runs.run(
          at.resolve("sample.zarr"),
          "evaluate beads",
          "truth",
          at.resolve("acquisition"),
          "out",
          pictures);
      try (Sample sample = Sample.open(at.resolve("sample.zarr"))) {
        BeadScore one = new BeadScore(LEAST_RADIUS_UM);
        one.add(truth, sample);
        score.add(truth, sample);
        told.append("seed %d: %s%n".formatted(seed, one.details()));
      }
    }
    String figures = told + "all: " + score;
    System.getLogger("accuracy").log(System.Logger.Level.INFO, figures);
    assertTrue(score.recall() >= LEAST_RECALL, figures);
    assertTrue(score.recallOfWhole() >= LEAST_RECALL, figures);
    assertTrue(score.falseShare() <= MOST_FALSE, figures);
    assertTrue(score.distancePx(0.5) <= MEDIAN_TOL_PX, figures);
    assertTrue(score.distancePx(0.9) <= MOST_TOL_PX, figures);
    assertTrue(Math.abs(score.radiusBiasUm()) <= RADIUS_TOL_UM, figures);
    assertTrue(score.stepUm() <= STEP_TOL_UM, figures);
    if (score.coordinates() >= ENOUGH) {
      assertTrue(isHonest(score), figures);
    }
  }

  private static boolean isHonest(BeadScore score) {
    double one = score.within(1);
    return one >= LEAST_WITHIN_ONE && one <= MOST_WITHIN_ONE && score.within(2) >= WITHIN_TWO;
  }

  private static PhantomTruth registered(int seed, Path at) throws IOException {
    Path acquisition = at.resolve("acquisition");
    Path sample = at.resolve("sample.zarr");
    PhantomTruth truth;
    try (TaskExecutor executor = TaskExecutors.fixedThreadPool(2)) {
      truth =
          TissueCytePhantom.write(
              PhantomParams.defaults().withSeed(seed),
              acquisition,
              executor,
              ProgressListener.none());
    }
    Runs.run(sample, "ingest", "input", acquisition, "orientation", "identity");
    for (String stage : STAGES) {
      Runs.run(sample, stage);
    }
    return truth;
  }
}
