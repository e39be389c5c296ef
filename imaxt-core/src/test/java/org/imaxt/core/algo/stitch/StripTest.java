package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.DistortionModel;
import org.imaxt.core.model.Orientation;
import org.junit.jupiter.api.Test;

class StripTest {

  /** Float rounding of means of numbers up to a thousand. */
  private static final double FLOAT_TOL = 1e-3;

  private static RandomAccessibleInterval<FloatType> image(
      int x0, int y0, int w, int h, DoubleBinaryOperator scene) {
    float[] v = new float[w * h];
    for (int i = 0; i < v.length; i++) {
      v[i] = (float) scene.applyAsDouble(x0 + i % w + 0.5, y0 + i / w + 0.5);
    }
    return Views.translate(ArrayImgs.floats(v, w, h), x0, y0);
  }

  private static Strip strip(int x0, int y0, int w, int h, DoubleBinaryOperator scene) {
    return Strip.of(List.of(image(x0, y0, w, h, scene)), IntensityRange.unsigned16());
  }

  private static double ramp(double x, double y) {
    return 10 + 2 * x + 3 * y;
  }

  @Test
  void halvedStripHoldsMeansOfSquaresOfTheTile() {
    Strip odd = strip(7, 13, 21, 12, StripTest::ramp);
    StripPair halved = new StripPair(new NeighbourPair(0, 1, 9, -3), odd, odd).halved();
    assertEquals(4.5, halved.nominal().dxPx());
    assertEquals(-1.5, halved.nominal().dyPx());
    Strip half = halved.a();
    assertEquals(4, half.x0);
    assertEquals(7, half.y0);
    assertEquals(10, half.width);
    assertEquals(5, half.height);
    for (int i = 0; i < half.weights.length; i++) {
      double x = 2 * (half.x0 + i % half.width + 0.5);
      double y = 2 * (half.y0 + i / half.width + 0.5);
      assertEquals(ramp(x, y), half.channels[0][i], FLOAT_TOL, "at " + x + ", " + y);
      assertEquals(4, half.weights[i]);
    }
  }

  @Test
  void binnedPixelNeedsHalfOfItsSquare() {
    float[] weights = new float[16];
    weights[0] = 1;
    weights[2] = 1;
    weights[3] = 3;
    Strip strip =
        Strip.of(
            List.of(image(0, 0, 4, 4, StripTest::ramp)),
            ArrayImgs.floats(weights, 4, 4),
            IntensityRange.unsigned16());
    Strip half = strip.binned(2);
    assertArrayEquals(new float[] {0, 4, 0, 0}, half.weights);
    double mean = (ramp(2.5, 0.5) + 3 * ramp(3.5, 0.5)) / 4;
    assertEquals(mean, half.channels[0][1], FLOAT_TOL);
    assertEquals(0, half.channels[0][0]);
  }

  @Test
  void binOfOneIsTheStripItself() {
    Strip strip = strip(3, 5, 8, 6, StripTest::ramp);
    assertSame(strip, strip.binned(1));
    assertSame(strip, strip.aligned(1));
  }

  @Test
  void alignedStripStartsAtWholeSquareOfTheTile() {
    Strip strip = strip(5, 8, 20, 20, StripTest::ramp);
    Strip aligned = strip.aligned(4);
    assertEquals(8, aligned.x0);
    assertEquals(8, aligned.y0);
    assertEquals(17, aligned.width);
    assertEquals(20, aligned.height);
    assertEquals(ramp(8.5, 8.5), aligned.channels[0][0], FLOAT_TOL);
  }

  @Test
  void partIsCutOffWhereTheStripEnds() {
    Strip part = strip(10, 20, 8, 6, StripTest::ramp).part(5, -2, 10, 4);
    assertEquals(15, part.x0);
    assertEquals(20, part.y0);
    assertEquals(3, part.width);
    assertEquals(2, part.height);
    assertEquals(ramp(17.5, 21.5), part.channels[0][5], FLOAT_TOL);
    assertEquals(0, strip(10, 20, 8, 6, StripTest::ramp).part(9, 0, 4, 4).weights.length);
  }

  @Test
  void croppedStripsShowTheOverlapAndTheMargin() {
    Strip a = strip(700, 0, 132, 100, StripTest::ramp);
    Strip b = strip(0, 0, 132, 100, (x, y) -> ramp(x + 742, y + 5));
    StripPair cropped =
        new StripPair(new NeighbourPair(0, 1, 740, 0), a, b).cropped(new double[] {742, 5}, 3);
    // overlap: x 742 to 832 and y 5 to 100 of the first tile
    assertEquals(739, cropped.a().x0);
    assertEquals(93, cropped.a().width);
    assertEquals(2, cropped.a().y0);
    assertEquals(98, cropped.a().height);
    assertEquals(0, cropped.b().x0);
    assertEquals(93, cropped.b().width);
    assertEquals(0, cropped.b().y0);
    assertEquals(98, cropped.b().height);
    assertEquals(ramp(739.5, 2.5), cropped.a().channels[0][0], FLOAT_TOL);
    assertEquals(ramp(742.5, 5.5), cropped.b().channels[0][0], FLOAT_TOL);
  }

  @Test
  void undistortedStripShowsTheSceneWhereItIs() {
    List<Double> terms =
        new ArrayList<>(Collections.nCopies(DistortionModel.POLYNOMIAL.size(), 0.0));
    terms.set(3, 4.0);
    terms.set(12, -3.0);
    Distortion bent = new Distortion(DistortionModel.POLYNOMIAL, 400, 300, 1, 0, 0, terms);
    Waves scene = new Waves(new Random(2));
    double[] at = new double[2];
    Strip camera =
        strip(
            300,
            40,
            100,
            120,
            (u, v) -> {
              bent.ideal(u, v, at);
              return scene.at(at[0], at[1]);
            });
    Strip made = camera.through(InverseGrid.of(bent, Orientation.IDENTITY));
    double squares = 0;
    int known = 0;
    for (int i = 0; i < made.weights.length; i++) {
      if (made.weights[i] > 0) {
        double error =
            made.channels[0][i] - scene.at(300.5 + i % made.width, 40.5 + i / made.width);
        squares += error * error;
        known++;
      }
    }
    assertTrue(known > 0.8 * made.weights.length, known + " px known");
    assertEquals(300, made.x0);
    assertEquals(100, made.width);
    // spread 60; cubic convolution of waves of 7 px is off by 1 %, of longer ones by less
    assertTrue(Math.sqrt(squares / known) < 0.01 * 60, Math.sqrt(squares / known) + " ADU");
  }
}
