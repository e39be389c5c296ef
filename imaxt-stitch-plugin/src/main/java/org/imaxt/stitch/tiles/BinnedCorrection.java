package org.imaxt.stitch.tiles;

import net.imglib2.FinalInterval;
import org.imaxt.core.model.Orientation;

/**
 * A {@link PixelCorrection} averaged over the squares of the turned tile, so that raw pixels can be
 * averaged first and corrected after: illumination hardly changes within a square.
 */
final class BinnedCorrection {

  private final int columns;

  /** Weight of all pixels of a square; NaN if they differ. */
  private final float[] weights;

  private final float[] additive;
  private final float[] perGain;

  private BinnedCorrection(int columns, int rows) {
    this.columns = columns;
    this.weights = new float[columns * rows];
    this.additive = new float[columns * rows];
    this.perGain = new float[columns * rows];
  }

  /** Averages a correction over the squares of a side, from the turned tile's first pixel on. */
  static BinnedCorrection of(PixelCorrection correction, Orientation orientation, int binPx) {
    int tileWidth = correction.flatfield().width();
    int tileHeight = correction.flatfield().height();
    int width = orientation.width(tileWidth, tileHeight);
    int height = orientation.height(tileWidth, tileHeight);
    TurnedBlock all =
        new TurnedBlock(orientation, tileWidth, tileHeight, new FinalInterval(width, height));
    BinnedCorrection out = new BinnedCorrection(width / binPx, height / binPx);
    for (int k = 0; k < out.weights.length; k++) {
      out.average(k, correction, all.camera, binPx);
    }
    return out;
  }

  private void average(int k, PixelCorrection correction, TurnedBlock.Walk walk, int binPx) {
    int x0 = k % columns * binPx;
    int y0 = k / columns * binPx;
    float weight = correction.weight(walk.at(x0, y0));
    double sum = 0;
    double gain = 0;
    for (int y = y0; y < y0 + binPx; y++) {
      for (int x = x0; x < x0 + binPx; x++) {
        int at = walk.at(x, y);
        weight = correction.weight(at) == weight ? weight : Float.NaN;
        sum += weight > 0 ? correction.additive(at) : 0;
        gain += correction.flatfield().gainAt(at);
      }
    }
    weights[k] = weight;
    additive[k] = (float) (sum / (binPx * binPx));
    perGain[k] = (float) (binPx * binPx / gain);
  }

  /** Weight of all pixels of a square, 0 to 1; NaN if they differ. */
  float weight(long column, long row) {
    return weights[index(column, row)];
  }

  /** Physical value of a square whose weight is one positive number. */
  float value(double meanRaw, long column, long row) {
    int k = index(column, row);
    return (float) ((meanRaw - additive[k]) * perGain[k]);
  }

  private int index(long column, long row) {
    return (int) (row * columns + column);
  }
}
