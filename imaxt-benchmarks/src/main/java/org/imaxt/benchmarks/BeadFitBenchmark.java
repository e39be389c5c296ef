package org.imaxt.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.special.Erf;
import org.imaxt.core.algo.beads.BeadFit;
import org.imaxt.core.algo.beads.BeadFitParams;
import org.imaxt.core.algo.beads.BeadNoise;
import org.imaxt.core.algo.beads.BeadPatch;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.BeadOutcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Fits of the bead profile a second, two threads: beads of all apparent radii that a sphere of 46
 * µm shows, at pixels of the quick phantom and of the instrument.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Threads(2)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
public class BeadFitBenchmark {
  private static final int BEADS = 64;
  private static final double RADIUS_UM = 46;
  private static final double BLUR_UM = 1.5;
  private static final double HEIGHT_ADU = 1500;
  private static final double BACKGROUND_ADU = 60;

  /** Edge of a pixel, µm. */
  @Param({"2.8", "0.56"})
  public double pixel;

  private final List<BeadPatch> patches = new ArrayList<>();
  private final List<BeadCandidate> candidates = new ArrayList<>();
  private BeadFit fit;

  /** The bead that a thread fits next. */
  @State(Scope.Thread)
  public static class Next {
    private int bead;
  }

  /** Draws discs with soft edges and noise. */
  @Setup
  public void draw() {
    Random random = new Random(1);
    BeadNoise noise = BeadNoise.interpolated(4, 80);
    BeadOptics optics = new BeadOptics(BLUR_UM, 12, 60);
    fit = new BeadFit(optics, noise, BeadFitParams.ofRadius(RADIUS_UM, BACKGROUND_ADU));
    for (int k = 0; k < BEADS; k++) {
      double away = (k + 0.5) / BEADS * 0.98 * RADIUS_UM;
      double rho = Math.sqrt(RADIUS_UM * RADIUS_UM - away * away);
      candidates.add(new BeadCandidate(1, 0.7, -0.6, 1.03 * rho, 1));
      patches.add(patch(rho, noise, random));
    }
  }

  private BeadPatch patch(double rho, BeadNoise noise, Random random) {
    int half = (int) Math.ceil(BeadFit.windowUm(1.03 * rho) / pixel);
    int edge = 2 * half;
    float[] values = new float[edge * edge];
    for (int i = 0; i < values.length; i++) {
      double x = (i % edge + 0.5 - half) * pixel;
      double y = (i / edge + 0.5 - half) * pixel;
      double outside = (Math.hypot(x, y) - rho) / (BLUR_UM * Math.sqrt(2));
      double light = BACKGROUND_ADU + 0.5 * HEIGHT_ADU * Erf.erfc(outside);
      values[i] = (float) (light + Math.sqrt(noise.variance(light, 1)) * random.nextGaussian());
    }
    float[] confidence = new float[values.length];
    Arrays.fill(confidence, 1);
    double corner = -half * pixel;
    return new BeadPatch(corner, corner, pixel, edge, values, confidence, new boolean[0]);
  }

  /**
   * A fit.
   *
   * @param next which bead
   * @return what became of it
   */
  @Benchmark
  public BeadOutcome fit(Next next) {
    next.bead = (next.bead + 1) % BEADS;
    return fit.fit(patches.get(next.bead), candidates.get(next.bead));
  }
}
