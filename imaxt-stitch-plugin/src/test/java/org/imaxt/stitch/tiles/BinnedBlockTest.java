package org.imaxt.stitch.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import net.imglib2.FinalInterval;
import org.imaxt.core.algo.distortion.Undistort;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.model.Orientation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Means over squares against pixels that are corrected one by one. */
class BinnedBlockTest {

  private static final int WIDTH = 46;
  private static final int HEIGHT = 38;
  private static final int BIN = 4;
  private static final int EDGE = 6;

  /** A gain that changes by 0.4 % a pixel, times noise of 2 % of the level within a square. */
  private static final double VALUE_TOL = 1e-3;

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void averagesAsIfEachPixelWereCorrected(Orientation orientation) {
    Random random = new Random(31);
    short[] raw = new short[WIDTH * HEIGHT];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (short) (2000 + 40 * random.nextGaussian());
    }
    raw[WIDTH * 20 + 20] = 0;
    raw[WIDTH * 21 + 30] = (short) 65535;
    PixelCorrection correction = correction(raw);
    int w = orientation.width(WIDTH, HEIGHT);
    int h = orientation.height(WIDTH, HEIGHT);
    FinalInterval squares =
        new FinalInterval(new long[] {1, 0}, new long[] {w / BIN - 1, h / BIN - 1});
    Undistort.Pixels made = binned(raw, correction, orientation, squares);

    for (int k = 0; k < made.weights().length; k++) {
      int x0 = BIN * (int) (1 + k % squares.dimension(0));
      int y0 = BIN * (int) (k / squares.dimension(0));
      double[] expected = oneByOne(raw, correction, orientation, x0, y0);
      assertEquals(expected[1], made.weights()[k], 1e-4, "weight of square " + k);
      assertEquals(expected[0], made.channels()[0][k], VALUE_TOL * 2000, "value of square " + k);
    }
  }

  private static Undistort.Pixels binned(
      short[] raw, PixelCorrection correction, Orientation orientation, FinalInterval squares) {
    FinalInterval turned =
        new FinalInterval(
            new long[] {BIN * squares.min(0), BIN * squares.min(1)},
            new long[] {BIN * (squares.max(0) + 1) - 1, BIN * (squares.max(1) + 1) - 1});
    TurnedBlock turn = new TurnedBlock(orientation, WIDTH, HEIGHT, turned);
    short[] block = new short[turn.width * turn.height];
    for (int y = 0; y < turn.cameraSize[1]; y++) {
      for (int x = 0; x < turn.cameraSize[0]; x++) {
        block[y * turn.cameraSize[0] + x] =
            raw[(int) ((turn.cameraMin[1] + y) * WIDTH + turn.cameraMin[0] + x)];
      }
    }
    BinnedCorrection binned = BinnedCorrection.of(correction, orientation, BIN);
    return new BinnedBlock(turn, List.of(block), List.of(correction), List.of(binned), BIN)
        .over(squares);
  }

  /** A gain that falls across the tile, and an edge on the left outside of the useful area. */
  private static PixelCorrection correction(short[] raw) {
    float[] gain = new float[WIDTH * HEIGHT];
    float[] dark = new float[WIDTH * HEIGHT];
    float[] mask = new float[WIDTH * HEIGHT];
    for (int i = 0; i < gain.length; i++) {
      gain[i] = 1.1f - 0.004f * (i % WIDTH);
      dark[i] = 100 + i / WIDTH;
      mask[i] = i % WIDTH < EDGE ? 0 : 1;
    }
    Flatfield flatfield = Flatfield.of(WIDTH, HEIGHT, gain, dark, mask);
    return new PixelCorrection(flatfield, EdgeLight.measure(1, i -> raw, flatfield));
  }

  /** Weighted mean and sum of weights. */
  private static double[] oneByOne(
      short[] raw, PixelCorrection correction, Orientation orientation, int x0, int y0) {
    double sum = 0;
    double weights = 0;
    int valid = 0;
    for (int y = y0; y < y0 + BIN; y++) {
      for (int x = x0; x < x0 + BIN; x++) {
        int u = (int) orientation.cameraX(x + 0.5, y + 0.5, WIDTH, HEIGHT);
        int v = (int) orientation.cameraY(x + 0.5, y + 0.5, WIDTH, HEIGHT);
        int at = v * WIDTH + u;
        int value = raw[at] & 0xffff;
        double weight = value == 0 || value == 65535 ? 0 : correction.weight(at);
        if (weight > 0) {
          valid++;
          weights += weight;
          sum += weight * correction.value(value, at);
        }
      }
    }
    return 2 * valid >= BIN * BIN ? new double[] {sum / weights, weights} : new double[2];
  }
}
