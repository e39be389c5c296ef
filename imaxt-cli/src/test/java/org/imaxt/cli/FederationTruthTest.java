package org.imaxt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.frames.FrameMap;
import org.imaxt.core.frames.Frames;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.ProgressListener;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.phantom.SlideParams;
import org.imaxt.core.phantom.SlidePhantom;
import org.imaxt.core.phantom.SlideTruth;
import org.imaxt.core.phantom.TissueCytePhantom;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.FederationDocument;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.FederationDocument.Status;
import org.imaxt.core.sample.Layout;
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

  private static final List<String> STAGES =
      List.of("distortion", "flatfield", "stitch", "fuse", "beads", "register");

  /** Issue 5, over the section. */
  private static final double LEAST_RIGHT = 0.95;

  private static final double LEAST_ORPHANS = 0.9;
  private static final double MEDIAN_TOL_UM = 2.5;
  private static final double WORST_TOL_UM = 6;

  private static final int POINTS = 12;

  private int slides;
  private int right;
  private int wrong;
  private int mirrored;
  private int orphans;
  private int orphansKnown;
  private final List<Double> medians = new ArrayList<>();
  private final StringBuilder told = new StringBuilder();

  @Tag("slow")
  @Test
  void slidesLieWhereTheyWereCut(@TempDir Path folder) throws IOException {
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      Path at = folder.resolve(Integer.toString(seed));
      PhantomTruth truth = federated(seed, at);
      try (Sample sample = Sample.open(at.resolve("sample.zarr"))) {
        judge(seed, truth, sample);
      }
    }
    double[] sorted = medians.stream().mapToDouble(d -> d).sorted().toArray();
    String figures =
        told
            + String.format(
                Locale.ROOT,
                "%d of %d right, %d wrong, %d mirrored; %d of %d orphans known; median %.2f µm,"
                    + " worst %.2f µm",
                right,
                slides,
                wrong,
                mirrored,
                orphansKnown,
                orphans,
                sorted[sorted.length / 2],
                sorted[sorted.length - 1]);
    System.getLogger("accuracy").log(System.Logger.Level.INFO, figures);
    assertTrue(right >= LEAST_RIGHT * slides, figures);
    assertEquals(0, wrong, figures);
    assertEquals(0, mirrored, figures);
    assertTrue(orphansKnown >= LEAST_ORPHANS * orphans, figures);
    assertTrue(sorted[sorted.length / 2] <= MEDIAN_TOL_UM, figures);
    assertTrue(sorted[sorted.length - 1] <= WORST_TOL_UM, figures);
  }

  private void judge(int seed, PhantomTruth truth, Sample sample) {
    FederationDocument found = sample.read(Layout.federation());
    List<Errors> errors = new ArrayList<>();
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
        errors.add(Errors.of(sample, truth, slide, scan));
      } else {
        told.append("seed %d: %s refused: %s%n".formatted(seed, scan.name(), scan.reason()));
      }
    }
    double[] shift = Errors.mean(errors);
    for (Errors e : errors) {
      double median = e.median(shift);
      told.append(
          String.format(
              Locale.ROOT, "seed %d: %s %.2f of %.2f µm%n", seed, e.name, median, e.expected));
      medians.add(median);
    }
  }

  /** How far points of the section are mapped wrongly, cube frame. */
  private record Errors(String name, double[][] off, double expected) {

    static Errors of(Sample sample, PhantomTruth truth, SlideTruth slide, Scan scan) {
      AcquisitionDocument acquisition = sample.read(Layout.acquisition());
      double w = acquisition.canvas().widthPx() * acquisition.pixelSizeUm();
      double h = acquisition.canvas().heightPx() * acquisition.pixelSizeUm();
      SectionTruth section =
          truth.sections().stream()
              .filter(s -> s.section() == slide.section())
              .findFirst()
              .orElseThrow();
      FrameMap toCube = Frames.of(sample).map(slide.name(), Frames.CUBE);
      double[][] off = new double[POINTS * POINTS][];
      for (int i = 0; i < off.length; i++) {
        double x = acquisition.canvas().xUm() + (0.1 + 0.8 * (i % POINTS) / (POINTS - 1)) * w;
        double y = acquisition.canvas().yUm() + (0.1 + 0.8 * (i / POINTS) / (POINTS - 1)) * h;
        double[] on = slide.toMosaic().inverse(x, y);
        double[] cube = toCube.apply(on[0], on[1]);
        off[i] =
            new double[] {cube[0] - (x - section.driftXUm()), cube[1] - (y - section.driftYUm())};
      }
      return new Errors(slide.name(), off, scan.placed().orElseThrow().targetErrorUm());
    }

    /** One translation for the stack. */
    static double[] mean(List<Errors> all) {
      double[] sum = new double[2];
      int n = 0;
      for (Errors e : all) {
        for (double[] o : e.off) {
          sum[0] += o[0];
          sum[1] += o[1];
          n++;
        }
      }
      return new double[] {sum[0] / n, sum[1] / n};
    }

    double median(double[] shift) {
      double[] d =
          Arrays.stream(off)
              .mapToDouble(o -> Math.hypot(o[0] - shift[0], o[1] - shift[1]))
              .sorted()
              .toArray();
      return d[d.length / 2];
    }
  }

  private static PhantomTruth federated(int seed, Path at) throws IOException {
    Path acquisition = at.resolve("acquisition");
    Path sample = at.resolve("sample.zarr");
    PhantomParams params = PhantomParams.defaults().withSeed(seed);
    int sections = params.acquisition().sections();
    params = params.withSlides(SlideParams.all(sections).withOrphans(2));
    PhantomTruth truth;
    try (TaskExecutor executor = TaskExecutors.fixedThreadPool(2)) {
      truth = TissueCytePhantom.write(params, acquisition, executor, ProgressListener.none());
      SlidePhantom.write(params, acquisition, executor, ProgressListener.none());
    }
    Runs.run(sample, "ingest", "input", acquisition, "orientation", "identity");
    for (String stage : STAGES) {
      Runs.run(sample, stage);
    }
    Runs.run(sample, "slides", "input", acquisition.resolve("slides"));
    Runs.run(sample, "beads", "on", "slides");
    Runs.run(sample, "federate");
    return truth;
  }
}
