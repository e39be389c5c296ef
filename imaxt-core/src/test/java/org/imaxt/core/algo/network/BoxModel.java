package org.imaxt.core.algo.network;

import java.util.List;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.TileModel;
import org.imaxt.core.network.TileShape;

/**
 * Stands in for a network: the mean over a square about each pixel and one less it, which depend on
 * as far as the halo and, as a network's blocks do, on where the tile starts.
 */
final class BoxModel implements TileModel {

  static final int RADIUS = 4;
  static final int MULTIPLE = 4;

  private final int channels;
  private long largestPx;
  private int tiles;

  BoxModel(int channels) {
    this.channels = channels;
  }

  long largestPx() {
    return largestPx;
  }

  int tiles() {
    return tiles;
  }

  @Override
  public ModelInfo info() {
    return new ModelInfo(
        "box",
        "1",
        "none",
        new TileShape(channels, List.of("mean", "rest"), 8, MULTIPLE),
        new ModelInfo.ImageScale(4.5, 10, 1, 99),
        new ModelInfo.Origin("nothing", 0, 1, 1));
  }

  @Override
  public float[] predict(float[] tile, int width, int height) {
    info().tile().checkTile(tile.length, width, height);
    largestPx = Math.max(largestPx, (long) width * height);
    tiles++;
    float[] out = new float[width * height * 2];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        // Blocks fall as the tile lies; zeros outside, as a library pads.
        double sum = (x % MULTIPLE) + 10 * (y % MULTIPLE);
        for (int v = Math.max(0, y - RADIUS); v <= Math.min(height - 1, y + RADIUS); v++) {
          for (int u = Math.max(0, x - RADIUS); u <= Math.min(width - 1, x + RADIUS); u++) {
            for (int c = 0; c < channels; c++) {
              sum += (c + 1) * tile[(v * width + u) * channels + c];
            }
          }
        }
        out[2 * (y * width + x)] = (float) sum;
        out[2 * (y * width + x) + 1] = (float) (1 - sum);
      }
    }
    return out;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
