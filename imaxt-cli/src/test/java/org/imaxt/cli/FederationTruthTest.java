package org.imaxt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.SlideParams;
import org.imaxt.core.phantom.SlideTruth;
import org.imaxt.core.sample.FederationDocument;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.FederationDocument.Status;
import org.imaxt.core.sample.Sample;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The phantom at its defaults with all its slides and an orphan above and below, from the files to
 * slides on the block: sections and places against the truth. {@code -Dimaxt.seeds=5} looks at as
 * many seeds; none was used to choose a default.
 */
class FederationTruthTest {

  private static final int FIRST_SEED = 8301;
  private static final int SEEDS = Integer.getInteger("imaxt.seeds", 1);

  /** Issue 5, over the section. */
  private static final double LEAST_RIGHT = 0.95;

  private static final double LEAST_ORPHANS = 0.9;
  private static final double MEDIAN_TOL_UM = 2.5;
  private static final double WORST_TOL_UM = 6;

  private int slides;
  private int right;
  private int wrong;
  private int mirrored;
  private int orphans;
  private int orphansKnown;
  private final List<Double> medians = new ArrayList<>();

  /** Errors over those expected. */
  private final List<Double> ratios = new ArrayList<>();

  private final StringBuilder told = new StringBuilder();

  @Tag("slow")
  @Test
  void slidesLieWhereTheyWereCut(@TempDir Path folder) throws IOException {
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      PhantomParams params = PhantomParams.defaults().withSeed(seed);
      FederatedBlock block = new FederatedBlock(params, folder.resolve(Integer.toString(seed)));
      FederatedBlock.Scans scans =
          block.scans(SlideParams.all(params.acquisition().sections()).withOrphans(2));
      block.replaceSlides(scans.slides());
      FederationDocument found = block.federated();
      try (Sample sample = Sample.open(block.path())) {
        judge(seed, scans.truth(), found, sample);
      }
    }
    double[] sorted = medians.stream().mapToDouble(d -> d).sorted().toArray();
    String figures =
        told
            + String.format(
                Locale.ROOT,
                "%d of %d right, %d wrong, %d mirrored; %d of %d orphans known; median %.2f µm,"
                    + " worst %.2f µm; %.2f times what was expected",
                right,
                slides,
                wrong,
                mirrored,
                orphansKnown,
                orphans,
                sorted[sorted.length / 2],
                sorted[sorted.length - 1],
                Math.sqrt(ratios.stream().mapToDouble(r -> r * r).average().orElse(0)));
    System.getLogger("accuracy").log(System.Logger.Level.INFO, figures);
    assertTrue(right >= LEAST_RIGHT * slides, figures);
    assertEquals(0, wrong, figures);
    assertEquals(0, mirrored, figures);
    assertTrue(orphansKnown >= LEAST_ORPHANS * orphans, figures);
    assertTrue(sorted[sorted.length / 2] <= MEDIAN_TOL_UM, figures);
    assertTrue(sorted[sorted.length - 1] <= WORST_TOL_UM, figures);
  }

  private void judge(int seed, PhantomTruth truth, FederationDocument found, Sample sample) {
    List<MapErrors> errors = new ArrayList<>();
    for (SlideTruth slide : truth.slides()) {
      Scan scan = found.scan(slide.name()).orElseThrow();
      if (slide.section() == 0) {
        orphans++;
        orphansKnown += scan.status() == Status.MATCHED ? 0 : 1;
        continue;
      }
      slides++;
      if (scan.status() == Status.MATCHED) {
        boolean its = scan.section() == slide.section();
        right += its ? 1 : 0;
        wrong += its ? 0 : 1;
        List<Double> a = scan.placed().orElseThrow().affine();
        boolean mirrors = a.get(0) * a.get(4) - a.get(1) * a.get(3) < 0;
        mirrored += mirrors == slide.toMosaic().mirrors() ? 0 : 1;
        errors.add(MapErrors.of(sample, truth, slide, scan));
      } else {
        told.append("seed %d: %s refused: %s%n".formatted(seed, scan.name(), scan.reason()));
      }
    }
    MapErrors.Stack shift = MapErrors.Stack.shift(errors);
    MapErrors.Stack scaled = MapErrors.Stack.shiftAndScale(errors);
    for (MapErrors e : errors) {
      told.append(
          String.format(
              Locale.ROOT,
              "seed %d: %s median %.2f, rms %.2f, but for the stack's scales %.2f of %.2f µm%n",
              seed,
              e.name(),
              e.medianUm(shift),
              e.rmsUm(shift),
              e.rmsUm(scaled),
              e.expectedUm()));
      medians.add(e.medianUm(shift));
      ratios.add(e.rmsUm(scaled) / e.expectedUm());
    }
  }
}
