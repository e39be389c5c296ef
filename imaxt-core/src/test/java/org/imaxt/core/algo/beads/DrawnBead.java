package org.imaxt.core.algo.beads;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;

/**
 * One bead on a patch of 160 µm at 2 µm px, drawn from the profile, for what the phantom cannot
 * make.
 *
 * @param xUm centre, µm
 * @param yUm centre, µm
 * @param rhoUm apparent radius, µm
 * @param amplitude peak in units of 40 ADU
 * @param zUm depth of the sphere's centre, µm
 */
record DrawnBead(double xUm, double yUm, double rhoUm, double amplitude, double zUm) {
  private static final int SIZE = 80;
  private static final double PIXEL_UM = 2;

  BeadCandidate candidate() {
    return new BeadCandidate(1, xUm + 1, yUm - 1, 1.04 * rhoUm, 1);
  }

  /** The bead, something added to the light (below none), and noise. */
  BeadPatch with(BeadOptics o, BeadNoise noise, Random random, DoubleBinaryOperator more) {
    float[] values = noisy(SIZE, light(o, SIZE, more), noise, random);
    return patch(values);
  }

  /** The bead seen through a bilinear interpolation at changing fractions of a pixel. */
  BeadPatch interpolated(BeadOptics o, BeadNoise noise, Random random) {
    float[] v = noisy(SIZE + 1, light(o, SIZE + 1, (x, y) -> 0), noise, random);
    float[] values = new float[SIZE * SIZE];
    double fx = random.nextDouble();
    double fy = random.nextDouble();
    DrawnBead moved = new DrawnBead(xUm, yUm, rhoUm, amplitude, zUm);
    for (int i = 0; i < values.length; i++) {
      int at = i / SIZE * (SIZE + 1) + i % SIZE;
      double above = (1 - fx) * v[at] + fx * v[at + 1];
      double below = (1 - fx) * v[at + SIZE + 1] + fx * v[at + SIZE + 2];
      values[i] = (float) ((1 - fy) * above + fy * below);
    }
    return moved.patch(values, -fx * PIXEL_UM, -fy * PIXEL_UM);
  }

  private BeadPatch patch(float[] values) {
    return patch(values, 0, 0);
  }

  /** A patch whose corner lies so that the bead is where it was drawn. */
  private BeadPatch patch(float[] values, double leftUm, double topUm) {
    float[] confidence = new float[values.length];
    Arrays.fill(confidence, 1);
    return new BeadPatch(-leftUm, -topUm, PIXEL_UM, SIZE, values, confidence, new boolean[0]);
  }

  private double[] light(BeadOptics o, int n, DoubleBinaryOperator more) {
    BeadProfile profile = BeadProfile.of(rhoUm, zUm, o, BeadProfile.BASIC);
    double[] light = new double[n * n];
    for (int i = 0; i < light.length; i++) {
      double sum = 0;
      for (int k = 0; k < 16; k++) {
        double x = (i % n + (k % 4 + 0.5) / 4) * PIXEL_UM;
        double y = (i / n + (k / 4 + 0.5) / 4) * PIXEL_UM;
        double v = 60 + 40 * amplitude * profile.at(Math.hypot(x - xUm, y - yUm));
        double extra = more.applyAsDouble(x, y);
        sum += extra > 0 ? Math.max(v, extra) : extra < 0 ? 60 : v;
      }
      light[i] = sum / 16;
    }
    return light;
  }

  private static float[] noisy(int n, double[] light, BeadNoise noise, Random random) {
    float[] values = new float[n * n];
    for (int i = 0; i < values.length; i++) {
      double sigma = Math.sqrt(noise.variance(light[i], 1));
      values[i] = (float) (light[i] + sigma * random.nextGaussian());
    }
    return values;
  }
}
