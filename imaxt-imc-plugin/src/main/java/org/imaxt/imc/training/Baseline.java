package org.imaxt.imc.training;

import org.imaxt.core.algo.image.Gaussian;
import org.imaxt.core.algo.image.Otsu;
import org.imaxt.imc.nuclei.DistanceSplit;

/**
 * What a network has to beat: a Gaussian, Otsu's threshold, and a watershed of the distance
 * transform.
 *
 * @param sigmaPx σ of the Gaussian, px
 * @param mergePx height by which maxima of the distance stand out, px
 */
record Baseline(double sigmaPx, double mergePx) {

  /** Best of nine on regions and on images that are not tested on. */
  static final Baseline IMC = new Baseline(0.7, 0.2);

  static final Baseline FLUORESCENCE = new Baseline(1, 0.5);

  private static final int LEAST_PX = 8;

  /** Divides an image. */
  int[] of(float[] image, int width) {
    int height = image.length / width;
    float[] smooth = Gaussian.blur(image, width, height, sigmaPx);
    double[] values = new double[smooth.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = smooth[i];
    }
    double threshold = Otsu.of(values).threshold();
    boolean[] object = new boolean[values.length];
    for (int i = 0; i < object.length; i++) {
      object[i] = smooth[i] > threshold;
    }
    return DistanceSplit.of(object, width, height, mergePx, LEAST_PX);
  }
}
