package org.imaxt.core.algo.distortion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.Orientation;
import org.junit.jupiter.api.Test;

class UndistortTest {

  private static final int W = Bends.W;
  private static final int H = Bends.H;
  private static final double AMPLITUDE = 1000;
  private static final double KX = 2 * Math.PI / 40;
  private static final double KY = 2 * Math.PI / 55;

  /**
   * Cubic convolution takes slopes from central differences, off by f''' / 6; that moves values by
   * at most 0.0962 times as much, the largest of 2t³ − 3t² + t. A quarter is added for the sum of
   * the other axis' kernel, 1.25 at most.
   */
  private static final double CUBIC_TOL =
      1.25 * 0.0962 / 6 * AMPLITUDE * (KX * KX * KX + KY * KY * KY);

  /** The table of the inverse, see InverseGridTest, times the largest slope. */
  private static final double TABLE_TOL = 0.003 * AMPLITUDE * Math.hypot(KX, KY);

  /** Sums of sixteen float products of the size of the offset. */
  private static final double FLOAT_TOL = 5000 * 16 * 0x1p-24;

  private static final double TOL = CUBIC_TOL + TABLE_TOL + FLOAT_TOL;

  private static final Distortion BENT = Bends.twentyMicrometres();
  private static final InverseGrid INVERSE = InverseGrid.of(BENT, Orientation.IDENTITY);
  private static final Interval ALL = new FinalInterval(W, H);

  private static double scene(double x, double y) {
    return 3000 + AMPLITUDE * (Math.sin(KX * x) + Math.cos(KY * y));
  }

  /** What the camera records of the scene. */
  private static float[] camera() {
    float[] pixels = new float[W * H];
    double[] at = new double[2];
    for (int i = 0; i < pixels.length; i++) {
      BENT.ideal(i % W + 0.5, i / W + 0.5, at);
      pixels[i] = (float) scene(at[0], at[1]);
    }
    return pixels;
  }

  private static float[] ones() {
    float[] weights = new float[W * H];
    Arrays.fill(weights, 1);
    return weights;
  }

  private static Undistort.Pixels whole(float[] weights) {
    return new Undistort.Pixels(ALL, new float[][] {camera()}, weights);
  }

  @Test
  void resampledImageIsTheScene() {
    Undistort.Pixels made = Undistort.resample(whole(ones()), INVERSE, ALL);
    double worst = 0;
    for (int i = 0; i < W * H; i++) {
      if (made.weights()[i] > 0) {
        double truth = scene(i % W + 0.5, i / W + 0.5);
        worst = Math.max(worst, Math.abs(made.channels()[0][i] - truth));
      }
    }
    assertTrue(worst <= TOL, "largest error " + worst + " of " + TOL);
  }

  @Test
  void viewAgreesWithResampledWhereThatIsKnown() {
    Undistort.Pixels made = Undistort.resample(whole(ones()), INVERSE, ALL);
    RandomAccessibleInterval<FloatType> view =
        Undistort.view(ArrayImgs.floats(camera(), W, H), INVERSE);
    RandomAccess<FloatType> access = view.randomAccess();
    double worst = 0;
    int known = 0;
    for (int y = 0, i = 0; y < H; y++) {
      for (int x = 0; x < W; x++, i++) {
        if (made.weights()[i] > 0) {
          known++;
          double value = access.setPositionAndGet(x, y).get();
          worst = Math.max(worst, Math.abs(value - made.channels()[0][i]));
        }
      }
    }
    assertTrue(worst <= FLOAT_TOL, "largest difference " + worst);
    assertTrue(known > 0.9 * W * H, known + " px known");
  }

  @Test
  void pixelsThatTheCameraDidNotSeeAreUnknown() {
    Distortion inward = Bends.of(BENT.coefficientsUm().stream().mapToDouble(c -> -c).toArray());
    InverseGrid inverse = InverseGrid.of(inward, Orientation.IDENTITY);
    Undistort.Pixels made = Undistort.resample(whole(ones()), inverse, ALL);
    RandomAccess<FloatType> view =
        Undistort.view(ArrayImgs.floats(camera(), W, H), inverse).randomAccess();
    double[] at = new double[2];
    int outside = 0;
    for (int y = 0, i = 0; y < H; y++) {
      for (int x = 0; x < W; x++, i++) {
        inward.camera(x + 0.5, y + 0.5, at);
        double depth = Math.min(Math.min(at[0], W - at[0]), Math.min(at[1], H - at[1]));
        // half a pixel in lie the centres of the outermost pixels; 0.01 is the table's error
        if (depth < 0.49) {
          outside++;
          assertTrue(Float.isNaN(view.setPositionAndGet(x, y).get()), "NaN at " + x + ", " + y);
          assertEquals(0, made.weights()[i], "weight at " + x + ", " + y);
        } else if (depth > 2.51) {
          assertTrue(view.setPositionAndGet(x, y).get() > 0, "known at " + x + ", " + y);
          assertEquals(1, made.weights()[i], "weight at " + x + ", " + y);
        }
      }
    }
    assertTrue(outside > 100, outside + " px outside");
  }

  @Test
  void unknownPixelMakesUnknownOnlyWhatNeedsIt() {
    float[] weights = ones();
    int hole = 300 * W + 500;
    weights[hole] = 0;
    Undistort.Pixels pixels = whole(weights);
    pixels.channels()[0][hole] = Float.NaN;
    Undistort.Pixels made = Undistort.resample(pixels, INVERSE, ALL);
    for (int y = 280; y < 320; y++) {
      for (int x = 480; x < 520; x++) {
        double u = x + 0.5 + INVERSE.dx(x + 0.5, y + 0.5) - 0.5;
        double v = y + 0.5 + INVERSE.dy(x + 0.5, y + 0.5) - 0.5;
        double i = 500 - Math.floor(u);
        double j = 300 - Math.floor(v);
        boolean needs = i >= -1 && i <= 2 && j >= -1 && j <= 2;
        assertEquals(needs ? 0 : 1, made.weights()[y * W + x], "weight at " + x + ", " + y);
        assertTrue(Float.isFinite(made.channels()[0][y * W + x]), "value at " + x + ", " + y);
      }
    }
  }

  @Test
  void partEqualsTheWhole() {
    Undistort.Pixels from = whole(ones());
    Undistort.Pixels made = Undistort.resample(from, INVERSE, ALL);
    Interval wanted = FinalInterval.createMinSize(750, 20, 80, 60);
    Interval source = Undistort.source(wanted, INVERSE, W, H);
    int w = (int) source.dimension(0);
    int h = (int) source.dimension(1);
    float[] cut = new float[w * h];
    for (int y = 0; y < h; y++) {
      int at = (int) (source.min(1) + y) * W + (int) source.min(0);
      System.arraycopy(from.channels()[0], at, cut, y * w, w);
    }
    float[] weights = new float[w * h];
    Arrays.fill(weights, 1);
    Undistort.Pixels part =
        Undistort.resample(
            new Undistort.Pixels(source, new float[][] {cut}, weights), INVERSE, wanted);
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 80; x++) {
        int i = (20 + y) * W + 750 + x;
        assertEquals(made.weights()[i], part.weights()[y * 80 + x]);
        assertEquals(made.channels()[0][i], part.channels()[0][y * 80 + x]);
      }
    }
  }
}
