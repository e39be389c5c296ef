package org.imaxt.stitch.tiles;

import java.util.Arrays;
import java.util.List;
import net.imglib2.Interval;
import org.imaxt.core.algo.distortion.Undistort;

/**
 * Raw pixels of a rectangle of one tile on their way to a strip of lower resolution: means over
 * squares, each channel corrected, one weight for all channels.
 */
final class BinnedBlock {

  private final TurnedBlock turn;
  private final short[][] raw;
  private final PixelCorrection[] pixels;
  private final BinnedCorrection[] squares;
  private final int binPx;

  /** Sums over the squares as the camera saw them. */
  private final int[][] sums;

  /** One entry a channel in each list. */
  BinnedBlock(
      TurnedBlock turn,
      List<short[]> raw,
      List<PixelCorrection> pixels,
      List<BinnedCorrection> squares,
      int binPx) {
    this.turn = turn;
    this.raw = raw.toArray(new short[0][]);
    this.pixels = pixels.toArray(new PixelCorrection[0]);
    this.squares = squares.toArray(new BinnedCorrection[0]);
    this.binPx = binPx;
    this.sums = new int[this.raw.length][];
    Arrays.setAll(sums, c -> SquareSums.of(this.raw[c], turn.cameraSize[0], binPx));
  }

  /** Averages over the squares that an interval of the turned tile names. */
  Undistort.Pixels over(Interval interval) {
    int width = (int) interval.dimension(0);
    int height = (int) interval.dimension(1);
    Undistort.Pixels out =
        new Undistort.Pixels(
            interval, new float[raw.length][width * height], new float[width * height]);
    TurnedBlock.Walk walk = turn.squares(binPx);
    for (int row = 0, k = 0; row < height; row++) {
      for (int column = 0; column < width; column++, k++) {
        int square = walk.at(column, row);
        if (!together(out, k, square, interval.min(0) + column, interval.min(1) + row)) {
          oneByOne(out, k, column * binPx, row * binPx);
        }
      }
    }
    return out;
  }

  /** Averages a square before it is corrected; not where its pixels must be told apart. */
  private boolean together(Undistort.Pixels out, int k, int square, long column, long row) {
    float weight = 1;
    for (BinnedCorrection correction : squares) {
      weight = Math.min(weight, correction.weight(column, row));
    }
    if (weight == 0) {
      return true;
    }
    boolean alike = !Float.isNaN(weight);
    for (int c = 0; c < raw.length && alike; c++) {
      int sum = sums[c][square];
      alike = sum != SquareSums.NOTHING;
      out.channels()[c][k] = squares[c].value((double) sum / (binPx * binPx), column, row);
    }
    out.weights()[k] = alike ? weight * binPx * binPx : 0;
    return alike;
  }

  /** Weighted mean over the pixels of a square, of which half must mean something. */
  private void oneByOne(Undistort.Pixels out, int k, int x0, int y0) {
    double[] sums = new double[raw.length];
    double weights = 0;
    int valid = 0;
    for (int y = y0; y < y0 + binPx; y++) {
      for (int x = x0; x < x0 + binPx; x++) {
        float weight = weight(turn.block.at(x, y), turn.camera.at(x, y));
        if (weight > 0) {
          valid++;
          weights += weight;
          for (int c = 0; c < sums.length; c++) {
            int value = raw[c][turn.block.at(x, y)] & 0xffff;
            sums[c] += weight * pixels[c].value(value, turn.camera.at(x, y));
          }
        }
      }
    }
    boolean known = 2 * valid >= binPx * binPx;
    out.weights()[k] = known ? (float) weights : 0;
    for (int c = 0; c < sums.length; c++) {
      out.channels()[c][k] = known ? (float) (sums[c] / weights) : 0;
    }
  }

  private float weight(int at, int camera) {
    float weight = 1;
    for (int c = 0; c < raw.length; c++) {
      boolean nothing = PixelCorrection.meansNothing(raw[c][at] & 0xffff);
      weight = nothing ? 0 : Math.min(weight, pixels[c].weight(camera));
    }
    return weight;
  }
}
