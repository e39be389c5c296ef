package org.imaxt.imc.nuclei;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.imaxt.core.algo.image.Gaussian;
import org.imaxt.core.algo.image.Otsu;
import org.imaxt.core.algo.network.PixelWindows;

/**
 * Diameter of an image's nuclei, px: of some diameters, and of one from Otsu's foreground and its
 * distance transform, the one at which the network finds the most, then the median of what it
 * finds.
 *
 * <p>Otsu's foreground alone is within a third for nineteen images of twenty, and far off where the
 * background is brighter on one side than on the other.
 */
final class NucleusDiameter {

  /** Nuclei beyond these are none that a model was made for, px. */
  static final double LEAST_PX = 5;

  static final double MOST_PX = 150;

  /** Within a factor of 1.25 of every diameter from 6 to 60 px; larger ones are rare. */
  private static final double[] TRIED_PX = {8, 12.5, 20, 31, 48};

  /** Objects that many times as large or as small as supposed speak for another diameter. */
  private static final double ALIKE = 1.5;

  /** A median over some tens of nuclei is enough. */
  private static final int SAMPLE_PX = 512;

  private static final int TRIES = 4;

  /** Radii are read off the distance transform of a mask that Otsu's threshold makes too small. */
  private static final double RIM = 1.1;

  private static final double SIGMA_PX = 1;
  private static final double STANDS_OUT_PX = 0.75;
  private static final double LEAST_RADIUS_PX = 2;

  private NucleusDiameter() {}

  /**
   * What a network finds in a piece at a diameter.
   *
   * @param map probabilities of nuclei, row by row
   * @param labels numbers of the nuclei cut out of them
   */
  record Found(float[] map, int[] labels) {}

  /** Looks at a piece with a network, scaled as if its nuclei had a diameter. */
  interface Look {
    Found at(Crop piece, double diameterPx);
  }

  /**
   * Estimates the diameter.
   *
   * @param image the image; its first channel is looked at
   * @param fallbackPx what is answered where nothing is found
   * @param look looks at a piece of it with the network
   */
  static double of(PixelWindows image, double fallbackPx, Look look) {
    Crop piece = Crop.brightest(image, SAMPLE_PX, TRIES);
    double[] tried = Arrays.copyOf(TRIED_PX, TRIED_PX.length + 1);
    tried[TRIED_PX.length] = within(byDistance(piece, fallbackPx));
    double best = tried[TRIED_PX.length];
    double most = 0;
    for (double diameter : tried) {
      Found found = look.at(piece, diameter);
      double evidence = evidence(found, diameter);
      if (evidence > most) {
        most = evidence;
        best = within(ofLabels(found.labels(), diameter));
      }
    }
    return within(ofLabels(look.at(piece, best).labels(), best));
  }

  /**
   * Lengths of objects of about the right size, each by how sure the network is of it. Lengths, not
   * areas: one broad hump of the background must not outweigh many nuclei.
   */
  private static double evidence(Found found, double diameter) {
    Map<Integer, double[]> objects = new HashMap<>();
    for (int i = 0; i < found.labels().length; i++) {
      if (found.labels()[i] != 0) {
        double[] sums = objects.computeIfAbsent(found.labels()[i], k -> new double[2]);
        sums[0]++;
        sums[1] += 2 * found.map()[i] - 1;
      }
    }
    return objects.values().stream()
        .filter(o -> Math.abs(Math.log(diameter(o[0]) / diameter)) < Math.log(ALIKE))
        .mapToDouble(o -> o[1] / diameter)
        .sum();
  }

  private static double diameter(double area) {
    return 2 * Math.sqrt(area / Math.PI);
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
        areas.values().stream().mapToDouble(NucleusDiameter::diameter).sorted().toArray();
    return sorted.length == 0 ? otherwise : sorted[sorted.length / 2];
  }
}
