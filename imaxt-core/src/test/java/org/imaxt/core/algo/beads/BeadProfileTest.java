package org.imaxt.core.algo.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.imaxt.core.model.BeadOptics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tabulated profile against plain sums over the physics, and its derivatives. */
class BeadProfileTest {

  /** Of the plain sums: cells of σ/24. */
  private static final double PROFILE_TOL = 2e-3;

  /** Of differences over 2e-3 µm, relative to the largest, the table's interpolation included. */
  private static final double SLOPE_TOL = 0.025;

  @ParameterizedTest(name = "ρ {0}, z {1}, σ {2}")
  @CsvSource({
    "46, 6, 1.5",
    "46, 1, 1",
    "30, 45, 1.5",
    "30, -33, 2",
    "8, 56, 1.3",
    "10, -40, 1.8",
    "6, 6, 2"
  })
  void equalsTheIntegralOverTheLayer(double rho, double z, double sigma) {
    BeadOptics optics = new BeadOptics(sigma, 12, 60);
    BeadProfile profile = BeadProfile.of(rho, z, optics, BeadProfile.BASIC);
    double peak = bruteForce(0, rho, z, optics);
    for (double share : new double[] {0, 0.3, 0.6, 0.9, 1, 1.05, 1.2}) {
      double r = share * rho;
      assertEquals(bruteForce(r, rho, z, optics) / peak, profile.at(r), PROFILE_TOL, r + " µm");
    }
  }

  @ParameterizedTest(name = "ρ {0}, z {1}, σ {2}")
  @CsvSource({"46, 6, 1.5", "30, 45, 1.5", "30, -33, 2", "8, 56, 1.3", "44, 13, 1", "6, 6, 2"})
  void derivativesAreThoseOfTheProfile(double rho, double z, double sigma) {
    double h = 1e-3;
    double[][] steps = {{0, 0, 0, 0, 0}, {h, 0, 0, 0, 0}, {0, h, 0, 0, 0}, {0, 0, h, 0, 0}};
    double[][] more = {{0, 0, 0, h, 0}, {0, 0, 0, 0, h}};
    BeadProfile at = BeadProfile.of(rho, z, new BeadOptics(sigma, 12, 60), BeadProfile.ALL);
    for (int c = 2; c < BeadProfile.ALL; c++) {
      double[] s = c < 5 ? steps[c - 1] : more[c - 5];
      // What the image hardly depends on need not be known better.
      double largest = 5e-3;
      double worst = 0;
      for (double r = 0.37; r < rho + 4 * sigma; r += 0.61) {
        double[] out = new double[BeadProfile.ALL];
        at.add(r, out);
        double slope = (moved(rho, z, sigma, s, 1, r) - moved(rho, z, sigma, s, -1, r)) / (2 * h);
        // By k = ln 10/τ.
        slope = c == 6 ? -slope * 60 * 60 / Math.log(10) : slope;
        largest = Math.max(largest, Math.abs(slope));
        worst = Math.max(worst, Math.abs(slope - out[c]));
      }
      assertEquals(0, worst / largest, SLOPE_TOL, "derivative " + c + " of " + largest);
    }
  }

  private static double moved(
      double rho, double z, double sigma, double[] step, int sign, double r) {
    BeadOptics optics =
        new BeadOptics(sigma + sign * step[2], 12 + sign * step[3], 60 + sign * step[4]);
    return BeadProfile.of(rho + sign * step[0], z + sign * step[1], optics, BeadProfile.BASIC)
        .at(r);
  }

  /** Blur in two dimensions of the chord's integral, both by plain sums. */
  private static double bruteForce(double r, double rho, double z, BeadOptics o) {
    double t = o.thicknessUm();
    double away = z < 0 ? -z : z > t ? z - t : 0;
    double radius2 = rho * rho + away * away;
    double k = Math.log(10) / o.decayUm();
    double h = o.blurUm() / 24;
    double sum = 0;
    double all = 0;
    for (double x = -5 * o.blurUm(); x <= 5 * o.blurUm(); x += h) {
      for (double y = -5 * o.blurUm(); y <= 5 * o.blurUm(); y += h) {
        double w = Math.exp(-(x * x + y * y) / (2 * o.blurUm() * o.blurUm()));
        double half2 = radius2 - (r + x) * (r + x) - y * y;
        all += w;
        if (half2 > 0) {
          double from = Math.max(0, z - Math.sqrt(half2));
          double to = Math.min(t, z + Math.sqrt(half2));
          sum += to > from ? w * (Math.exp(-k * from) - Math.exp(-k * to)) : 0;
        }
      }
    }
    return sum / all / (1 - Math.exp(-k * t));
  }
}
