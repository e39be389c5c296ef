package org.imaxt.imc.nuclei;

import org.imaxt.core.algo.network.PixelWindows;

/** A rectangle of an image as an image; beyond its border it shows what lies there. */
record Crop(PixelWindows image, long x, long y, long width, long height) implements PixelWindows {

  /** The piece with the most signal in it, at most so large, among pieces spread evenly. */
  static Crop brightest(PixelWindows image, int edge, int tries) {
    Crop best = null;
    double most = Double.NEGATIVE_INFINITY;
    int wide = (int) Math.min(edge, image.width());
    int high = (int) Math.min(edge, image.height());
    int across = image.width() > wide ? tries : 1;
    int down = image.height() > high ? tries : 1;
    for (int k = 0; k < across * down; k++) {
      long x = across == 1 ? 0 : (image.width() - wide) * (k % across) / (across - 1);
      long y = down == 1 ? 0 : (image.height() - high) * (k / across) / (down - 1);
      double sum = 0;
      float[] values = across * down == 1 ? new float[0] : image.read(x, y, wide, high);
      for (int i = 0; i < values.length; i += image.channels()) {
        sum += values[i];
      }
      if (best == null || sum > most) {
        most = sum;
        best = new Crop(image, x, y, wide, high);
      }
    }
    return best;
  }

  @Override
  public int channels() {
    return image.channels();
  }

  @Override
  public float[] read(long fromX, long fromY, int wide, int high) {
    return image.read(x + fromX, y + fromY, wide, high);
  }
}
