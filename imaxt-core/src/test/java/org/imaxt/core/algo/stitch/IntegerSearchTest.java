package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Random;
import net.imglib2.FinalInterval;
import org.imaxt.core.algo.distortion.Undistort;
import org.junit.jupiter.api.Test;

class IntegerSearchTest {

  private static final int SIDE = 90;
  private static final int SHIFT_X = 3;
  private static final int SHIFT_Y = -2;
  private static final int REACH = 5;

  @Test
  void findsTheShiftWhereAllPixelsAreKnown() {
    assertArrayEquals(new int[] {SHIFT_X, SHIFT_Y}, found(-1, -1));
  }

  @Test
  void findsTheShiftBesideIgnoredColumns() {
    assertArrayEquals(new int[] {SHIFT_X, SHIFT_Y}, found(20, 29));
  }

  @Test
  void findsTheShiftRoundIgnoredColumnsInTheMiddle() {
    assertArrayEquals(new int[] {SHIFT_X, SHIFT_Y}, found(44, 46));
  }

  /** Two strips of one texture; columns of the second that are ignored hold something else. */
  private static int[] found(int firstIgnored, int lastIgnored) {
    Random random = new Random(7);
    int wide = SIDE + 2 * REACH;
    float[] texture = new float[wide * wide];
    for (int i = 0; i < texture.length; i++) {
      texture[i] = (float) random.nextGaussian();
    }
    Strip a = strip(texture, wide, 0, 0, -1, -1);
    Strip b = strip(texture, wide, SHIFT_X, SHIFT_Y, firstIgnored, lastIgnored);
    SmoothedStrip smoothA = SmoothedStrip.of(a, 1);
    SmoothedStrip smoothB = SmoothedStrip.of(b, 1);
    List<Patches.Patch> patches = List.of(new Patches.Patch(20, 20, 50, 50, 1));
    return IntegerSearch.best(new MovedViews(smoothA, smoothB, 1), patches, 0, 0, REACH);
  }

  /** Pixel u of the first strip shows what pixel u - shift of this one shows. */
  private static Strip strip(
      float[] texture, int wide, int shiftX, int shiftY, int firstIgnored, int lastIgnored) {
    float[] values = new float[SIDE * SIDE];
    float[] weights = new float[SIDE * SIDE];
    for (int y = 0, i = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++, i++) {
        boolean ignored = x >= firstIgnored && x <= lastIgnored;
        values[i] = ignored ? 0 : texture[(y + REACH + shiftY) * wide + x + REACH + shiftX];
        weights[i] = ignored ? 0 : 1;
      }
    }
    return Strip.of(
        new Undistort.Pixels(new FinalInterval(SIDE, SIDE), new float[][] {values}, weights));
  }
}
