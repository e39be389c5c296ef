package org.imaxt.imc.training;

import org.imaxt.core.algo.segment.Division;
import org.imaxt.core.algo.segment.SegmentParams;
import org.imaxt.core.algo.segment.Threshold;
import org.imaxt.imc.nuclei.MapCut;

/**
 * What a network has to beat: a Gaussian, Otsu's threshold, and a watershed of the distance
 * transform.
 *
 * @param sigmaPx σ of the Gaussian, px
 * @param mergePx height by which maxima of the distance stand out, px
 */
record Baseline(double sigmaPx, double mergePx) {

  /** Best of twelve on regions of two other phantoms. */
  static final Baseline IMC = new Baseline(0.7, 0.6);

  /** Best of twenty on the images that are not tested on. */
  static final Baseline FLUORESCENCE = new Baseline(0.7, 1);

  private static final int LEAST_PX = 8;

  /** Divides an image. */
  int[] of(float[] image, int width) {
    Threshold otsu = Threshold.otsu();
    SegmentParams params =
        new SegmentParams(
            sigmaPx,
            otsu,
            otsu,
            mergePx,
            LEAST_PX,
            0,
            SegmentParams.Border.KEEP,
            0,
            0,
            0,
            Division.STANDARD);
    float[] scaled = scaled(image);
    return MapCut.of(scaled, scaled, width, params).nuclei();
  }

  /** From 0 to 1, as probabilities are. */
  private static float[] scaled(float... image) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : image) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    float[] scaled = new float[image.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = most > least ? (image[i] - least) / (most - least) : 0;
    }
    return scaled;
  }
}
