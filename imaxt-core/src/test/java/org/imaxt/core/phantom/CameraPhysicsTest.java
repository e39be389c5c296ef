package org.imaxt.core.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.imglib2.RandomAccess;
import net.imglib2.parallel.TaskExecutors;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the camera does to the emission, held against the physics. */
class CameraPhysicsTest {

  /** 8 tiles of 16 k pixels in 12 bins: the slope is known to about 1 %. */
  private static final double GAIN_TOL = 0.04;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void varianceGrowsWithTheMeanByTheGain(long seed) {
    PhantomParams p = PhantomParams.small().withSeed(seed);
    TilePhantom noisy = TilePhantom.of(p).build();
    TilePhantom quiet = TilePhantom.of(p.without(Effect.SHOT_NOISE, Effect.READ_NOISE)).build();
    double gain = noisy.truth().channels().get(0).gainAduPerElectron();
    int bins = 12;
    double[] mean = new double[bins];
    double[] variance = new double[bins];
    double[] n = new double[bins];
    for (int t = 0; t < noisy.size(); t++) {
      double[] a = values(noisy, t);
      double[] b = values(quiet, t);
      for (int i = 0; i < a.length; i++) {
        int bin = (int) Math.min(bins - 1, b[i] / 200);
        mean[bin] += b[i];
        variance[bin] += (a[i] - b[i]) * (a[i] - b[i]);
        n[bin]++;
      }
    }
    double sw = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (int k = 0; k < bins; k++) {
      if (n[k] > 300) {
        double x = mean[k] / n[k];
        double y = variance[k] / n[k];
        double w = n[k] / (y * y);
        sw += w;
        sx += w * x;
        sy += w * y;
        sxx += w * x * x;
        sxy += w * x * y;
      }
    }
    double slope = (sw * sxy - sx * sy) / (sw * sxx - sx * sx);
    double intercept = (sy - slope * sx) / sw;
    assertEquals(1, slope / gain, GAIN_TOL, "slope over gain " + gain);
    // Variance at zero: read noise of 3 ADU less the gain times the bias of 12 ADU.
    assertEquals(9 - 12 * gain, intercept, 6 * gain, "variance without light, ADU²");
  }

  @Test
  void builtNoiseHasTheStrengthAskedFor() {
    TilePhantom.Builder b = TilePhantom.grid(2, 2).seed(3);
    double[] quiet = values(b.with(Effect.BIAS).build(), 0);
    double[] noisy = values(b.noise(0.02).build(), 0);
    double sum = 0;
    double square = 0;
    for (int i = 0; i < quiet.length; i++) {
      double d = noisy[i] - quiet[i];
      sum += d;
      square += d * d;
    }
    double mean = sum / quiet.length;
    // 2 % of 375 e⁻ at 4 ADU/e⁻ is 30 ADU; 16 k pixels know σ to 0.6 %. The bias grows from 12.
    assertEquals(30, Math.sqrt(square / quiet.length - mean * mean), 0.7, "σ, ADU");
    assertEquals(180 - 12, mean, 1, "bias, ADU");
  }

  @Test
  void darknessIsTheBias() {
    SpecimenParams s = SpecimenParams.defaults();
    PhantomParams p =
        PhantomParams.small()
            .withSpecimen(
                new SpecimenParams(
                    15,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0.4,
                    60,
                    0,
                    s.beadRadiusUm(),
                    4,
                    s.beadRadiusRangeUm(),
                    0.3,
                    0,
                    Range.of(0),
                    Range.of(0)))
            .only(Effect.BIAS);
    for (double v : values(TilePhantom.of(p).build(), 3)) {
      assertEquals(12, v);
    }
  }

  @Test
  void flatFieldStrayLightAndDarkAreAppliedAsTheTruthSays() {
    PhantomParams p = PhantomParams.small().withSeed(8);
    TilePhantom bare = TilePhantom.of(p.only(Effect.STAGE_ERROR)).build();
    TilePhantom full =
        TilePhantom.of(
                p.only(Effect.STAGE_ERROR, Effect.FLATFIELD, Effect.STRAY_LIGHT, Effect.DARK))
            .build();
    ChannelTruth c = full.truth().channels().get(0);
    double[] a = values(bare, 4);
    double[] b = values(full, 4);
    for (int v = 0; v < 128; v++) {
      for (int u = 0; u < 128; u++) {
        double flat = c.flatfield().at(u + 0.5, v + 0.5);
        double stray = c.strayElectrons() * Math.exp(-(u + 0.5) / c.strayLengthPx());
        double expected =
            a[v * 128 + u] * flat + c.gainAduPerElectron() * (stray + c.darkElectrons());
        // Rounded twice, the first time before the flat field of at most 1.1.
        assertEquals(expected, b[v * 128 + u], 1.1, "pixel " + u + ", " + v);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void flatFieldsLoseWhatWasAskedFor(long seed) {
    FlatfieldShape f = FlatfieldShape.draw(PhantomParams.defaults(), new Draw(seed), 1);
    assertTrue(f.loss() >= 0.25 && f.loss() <= 0.4, "loss " + f.loss());
    assertTrue(f.ripple() >= 0.02 && f.ripple() <= 0.05, "ripple " + f.ripple());
    float[] image = f.render();
    float least = 2;
    for (float v : image) {
      least = Math.min(least, v);
    }
    // The darkest corner, give or take a ripple and a half.
    assertEquals(1 - f.loss(), least, 1.6 * f.ripple() * (1 - f.loss()) + 0.01);
  }

  @ParameterizedTest(name = "mean {0} e⁻")
  @CsvSource({"0.5", "6", "11.9", "12.1", "30", "400"})
  void poissonNumbersHaveTheirMeanVarianceAndSkewness(double mean) {
    SplittableRandom random = new SplittableRandom(42);
    int n = 400_000;
    double sum = 0;
    double square = 0;
    double cube = 0;
    for (int i = 0; i < n; i++) {
      double d = Detector.poisson(mean, random) - mean;
      sum += d;
      square += d * d;
      cube += d * d * d;
    }
    // Four standard errors of the mean, and 1 % of the variance (0.3 % is one standard error).
    assertEquals(0, sum / n, 4 * Math.sqrt(mean / n), "mean");
    assertEquals(1, square / n / mean, 0.015, "variance");
    assertEquals(mean, cube / n, 0.03 * mean + 4 * Math.sqrt(15 * Math.pow(mean, 3) / n), "skew");
  }

  @ParameterizedTest(name = "radius {0}, centre {1} below the top, σ {2}")
  @CsvSource({"46, 6, 1.5", "46, 40, 1", "46, -42, 2", "5, 3, 1.2"})
  void sphereProfilesEqualTheIntegralOverTheLayer(double radius, double centre, double sigma) {
    SphereProfile profile = SphereProfile.of(radius, centre, 12, 60, sigma, 0.15);
    for (double r : new double[] {0, 0.3 * radius, 0.9 * radius, radius, radius + 2}) {
      assertEquals(bruteForce(r, radius, centre, sigma), profile.at(r), 4e-3, "at " + r + " µm");
    }
  }

  @Test
  void beadsShowTheirAmplitudeTimesTheFilledLayer() {
    PhantomParams p = PhantomParams.small().withSeed(2).withChannels(2).only();
    Phantom phantom = new Phantom(p.withSpecimen(p.specimen().withTissue(0, 0)));
    ChannelTruth c = phantom.truth().channels().get(1);
    SectionTruth s = phantom.truth().sections().get(0);
    int seen = 0;
    for (TileTruth t : s.tiles()) {
      float[] image = phantom.renderer().emission(1, 1, t.tile())[1];
      for (PhantomBead b : phantom.truth().beads()) {
        int u = (int) Math.floor((b.xUm() - t.trueXUm()) / 2.8);
        int v = (int) Math.floor((b.yUm() - t.trueYUm()) / 2.8);
        boolean cap = b.visibleRadiusUm(s.layerTopUm(), 12) < 20;
        if (cap || b.damaged() || u < 0 || v < 0 || u >= 128 || v >= 128) {
          continue;
        }
        seen++;
        double filled = integral(b, s.layerTopUm());
        double expected =
            filled * b.amplitude() * c.beadElectrons() + (1 - filled) * c.agaroseElectrons();
        // The agarose varies by some tenths of its 10 e⁻; in a pixel the chord hardly changes.
        assertEquals(
            expected, image[v * 128 + u], 0.02 * expected + 3 * (1 - filled), "bead " + b.id());
      }
    }
    assertTrue(seen >= 8, "beads seen: " + seen);
  }

  /** Share of the layer's weight that lies inside the bead's middle chord. */
  private static double integral(PhantomBead b, double top) {
    double inside = 0;
    double all = 0;
    for (int i = 0; i < 10_000; i++) {
      double l = (i + 0.5) * 12 / 10_000;
      double w = Math.pow(10, -l / 60);
      all += w;
      inside += Math.abs(top + l - b.zUm()) < b.radiusUm() ? w : 0;
    }
    return inside / all;
  }

  /** Gaussian blur in two dimensions of the sharp integral, both by plain sums. */
  private static double bruteForce(double r, double radius, double centre, double sigma) {
    double h = sigma / 10;
    double sum = 0;
    double weight = 0;
    for (double x = -5 * sigma; x <= 5 * sigma; x += h) {
      for (double y = -5 * sigma; y <= 5 * sigma; y += h) {
        double w = Math.exp(-(x * x + y * y) / (2 * sigma * sigma));
        double half2 = radius * radius - (r + x) * (r + x) - y * y;
        weight += w;
        if (half2 > 0) {
          double from = Math.max(0, centre - Math.sqrt(half2));
          double to = Math.min(12, centre + Math.sqrt(half2));
          sum += to > from ? w * (Math.pow(10, -from / 60) - Math.pow(10, -to / 60)) : 0;
        }
      }
    }
    return sum / weight / (1 - Math.pow(10, -12 / 60.0));
  }

  private static double[] values(TilePhantom p, int tile) {
    RandomAccess<UnsignedShortType> access = p.cameraTile(tile, 1).randomAccess();
    double[] values = new double[128 * 128];
    for (int i = 0; i < values.length; i++) {
      values[i] = access.setPositionAndGet(i % 128, i / 128).getRealDouble();
    }
    return values;
  }

  @Test
  void layersLieDeeperByTheirStep() {
    PhantomParams p = PhantomParams.small().withLayers(2).withSeed(6).only();
    assertEquals(40, Phantom.layer(p, 1, 2).topUm());
    assertEquals(45, Phantom.layer(p, 2, 1).topUm());
    TilePhantom.Builder b = TilePhantom.of(p);
    double[] first = values(b.build(1, 1, TaskExecutors.singleThreaded()), 4);
    double[] second = values(b.build(1, 2, TaskExecutors.singleThreaded()), 4);
    int same = 0;
    for (int i = 0; i < first.length; i++) {
      same += first[i] == second[i] ? 1 : 0;
    }
    assertTrue(same < first.length / 10, same + " px equal in both layers");
  }
}
