package org.imaxt.tensorflow;

import java.util.List;
import java.util.SplittableRandom;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.NetworkShape;
import org.imaxt.core.network.TileBatch;
import org.imaxt.core.network.TileShape;

/** Bright discs on a noisy ground, which any network can learn in seconds. */
final class Discs {

  static final List<String> CLASSES = List.of("background", "disc");

  private Discs() {}

  static NetworkShape network() {
    return new NetworkShape(1, CLASSES, 2, 8);
  }

  static ModelInfo info(TileShape tile) {
    return new ModelInfo(
        "discs",
        "1",
        "BSD-2-Clause",
        tile,
        new ModelInfo.ImageScale(4.5, 6, 10, 99.9),
        new ModelInfo.Origin("drawn discs", 1, 1, 0.5));
  }

  static TileBatch batch(int tiles, int edge, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] images = new float[tiles * edge * edge];
    float[] targets = new float[2 * images.length];
    for (int t = 0; t < tiles; t++) {
      double x = edge * random.nextDouble();
      double y = edge * random.nextDouble();
      for (int i = 0; i < edge * edge; i++) {
        boolean inside = Math.hypot(i % edge - x, i / edge - y) < 6;
        int at = t * edge * edge + i;
        images[at] = (float) ((inside ? 1 : 0) + 0.3 * random.nextGaussian());
        targets[2 * at + (inside ? 1 : 0)] = 1;
      }
    }
    return new TileBatch(images, targets, edge, edge, tiles);
  }
}
