package org.imaxt.stitch.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.junit.jupiter.api.Test;

class EdgeLightTest {

  private static final int WIDTH = 120;
  private static final int HEIGHT = 100;
  private static final int MASKED = 12;
  private static final int TILES = 8;
  private static final double NOISE = 10;

  /** A median of 1000 pixels of this noise, and of the reference: five standard errors. */
  private static final double LIGHT_TOL = 5 * 1.25 * NOISE / Math.sqrt(HEIGHT * TILES);

  private static double light(int x) {
    return 300 * Math.exp(-x / 3.0);
  }

  /** Agarose, a block of tissue in half of the tiles, and something on the left edge. */
  private static IntFunction<short[]> tiles(double edgeFactor) {
    return tile -> {
      Random random = new Random(tile);
      short[] raw = new short[WIDTH * HEIGHT];
      double slope = tile % 4 == 0 ? 10 : -10; // ADU a pixel; tissue brightens either way
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          double signal = tile % 2 == 0 && y > HEIGHT / 2 ? 2000 + slope * x : 100;
          double value = x < MASKED ? edgeFactor * signal + light(x) : signal;
          raw[y * WIDTH + x] = (short) Math.round(50 + value + NOISE * random.nextGaussian());
        }
      }
      return raw;
    };
  }

  private static Flatfield flatfield() {
    float[] gain = new float[WIDTH * HEIGHT];
    float[] dark = new float[gain.length];
    float[] mask = new float[gain.length];
    Arrays.fill(gain, 1);
    Arrays.fill(dark, 50);
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i % WIDTH < MASKED ? 0 : 1;
    }
    return Flatfield.of(WIDTH, HEIGHT, gain, dark, mask);
  }

  @Test
  void measuresStrayLightUnderTissue() {
    EdgeLight edge = EdgeLight.measure(TILES, tiles(1), flatfield());
    for (int x = 0; x < MASKED; x++) {
      assertEquals(light(x), edge.at(x, 70), LIGHT_TOL, "column " + x);
    }
  }

  @Test
  void leavesDarkEdgesMasked() {
    EdgeLight edge = EdgeLight.measure(TILES, tiles(0.05), flatfield());
    assertTrue(Float.isNaN(edge.at(MASKED - 1, 70)));
  }

  @Test
  void knowsNothingOfTheInside() {
    EdgeLight edge = EdgeLight.measure(TILES, tiles(1), flatfield());
    assertTrue(Float.isNaN(edge.at(MASKED, 70)));
    assertTrue(Float.isNaN(edge.at(60, 0)));
  }

  @Test
  void needsNoTiles() {
    assertTrue(Float.isNaN(EdgeLight.measure(0, tiles(1), flatfield()).at(0, 0)));
  }
}
