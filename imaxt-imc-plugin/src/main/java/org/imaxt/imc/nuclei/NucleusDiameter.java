package org.imaxt.imc.nuclei;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.imaxt.core.algo.image.Gaussian;
import org.imaxt.core.algo.image.Otsu;
import org.imaxt.core.algo.network.PixelWindows;

/**
 * Diameter of an image's nuclei, px: first from Otsu's foreground and its distance transform, which
 * is within a third for nineteen images of twenty, then from what the network makes of the image at
 * that scale.
 */
final class NucleusDiameter {

  /** Nuclei beyond these are none that a model was made for, px. */
  static final double LEAST_PX = 5;

  static final double MOST_PX = 150;

  /** A median over some hundred nuclei is enough. */
  private static final int SAMPLE_PX = 1024;

  private static final int TRIES = 4;

  /** Radii are read off the distance transform of a mask that Otsu's threshold makes too small. */
  private static final double RIM = 1.1;

  private static final double SIGMA_PX = 1;
  private static final double STANDS_OUT_PX = 0.75;
  private static final double LEAST_RADIUS_PX = 2;

  private NucleusDiameter() {}

  /**
   * Estimates the diameter.
   *
   * @param image the image; its first channel is looked at
   * @param fallbackPx what is answered where nothing is found
   * @param better makes a better diameter of one, by the network, from the same piece
   */
  static double of(PixelWindows image, double fallbackPx, Better better) {
    Crop piece = Crop.brightest(image, SAMPLE_PX, TRIES);
    double first = within(byDistance(piece, fallbackPx));
    return within(better.of(piece, first));
  }

  /** A better diameter of a piece. */
  interface Better {
    double of(Crop piece, double diameterPx);
  }

  private static double within(double diameter) {
    return Math.max(LEAST_PX, Math.min(MOST_PX, diameter));
  }

  /** Median by area of the radii at the distance transform's maxima, doubled. */
  private static double byDistance(Crop piece, double fallbackPx) {
    int width = (int) piece.width();
    int height = (int) piece.height();
    float[] smooth = Gaussian.blur(first(piece), width, height, SIGMA_PX);
    boolean[] object = new boolean[smooth.length];
    double[] values = new double[smooth.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = smooth[i];
    }
    double threshold = Otsu.of(values).threshold();
    for (int i = 0; i < object.length; i++) {
      object[i] = smooth[i] > threshold;
    }
    double[] radii = DistanceSplit.radii(object, width, height, STANDS_OUT_PX);
    double[] squares = Arrays.stream(radii).filter(r -> r >= LEAST_RADIUS_PX).sorted().toArray();
    double half = Arrays.stream(squares).map(r -> r * r).sum() / 2;
    for (double r : squares) {
      half -= r * r;
      if (half <= 0) {
        return 2 * RIM * r;
      }
    }
    return fallbackPx;
  }

  private static float[] first(Crop piece) {
    float[] all = piece.read(0, 0, (int) piece.width(), (int) piece.height());
    int channels = piece.channels();
    float[] values = new float[all.length / channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = all[i * channels];
    }
    return values;
  }

  /** Median diameter of labelled objects; {@code otherwise} where there is none. */
  static double ofLabels(int[] labels, double otherwise) {
    Map<Integer, Integer> areas = new HashMap<>();
    for (int label : labels) {
      areas.merge(label, 1, Integer::sum);
    }
    areas.remove(0);
    double[] sorted =
        areas.values().stream().mapToDouble(a -> 2 * Math.sqrt(a / Math.PI)).sorted().toArray();
    return sorted.length == 0 ? otherwise : sorted[sorted.length / 2];
  }
}
