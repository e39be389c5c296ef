package org.imaxt.stitch.ingest;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A camera image averaged over square bins.
 *
 * @param image means, (x, y), ADU; what does not fill a bin at the far edges is left out
 * @param deviation standard deviation of the means, ADU
 */
record BinnedImage(RandomAccessibleInterval<FloatType> image, double deviation) {

  static BinnedImage of(short[] pixels, int width, int bin) {
    int columns = width / bin;
    int rows = pixels.length / width / bin;
    float[] means = new float[columns * rows];
    double sum = 0;
    double squares = 0;
    for (int row = 0, i = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++, i++) {
        float mean = mean(pixels, row * bin * width + column * bin, width, bin);
        means[i] = mean;
        sum += mean;
        squares += (double) mean * mean;
      }
    }
    double average = sum / means.length;
    return new BinnedImage(
        ArrayImgs.floats(means, columns, rows),
        Math.sqrt(Math.max(0, squares / means.length - average * average)));
  }

  private static float mean(short[] pixels, int corner, int width, int bin) {
    int sum = 0;
    for (int y = 0; y < bin; y++) {
      for (int x = 0; x < bin; x++) {
        sum += pixels[corner + y * width + x] & 0xffff;
      }
    }
    return sum / (float) (bin * bin);
  }
}
