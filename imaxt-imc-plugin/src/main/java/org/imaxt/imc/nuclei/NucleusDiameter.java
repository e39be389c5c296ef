package org.imaxt.imc.nuclei;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.imaxt.core.algo.network.PixelWindows;
import org.imaxt.core.algo.segment.Division;
import org.imaxt.core.algo.segment.SegmentParams;
import org.imaxt.core.algo.segment.Threshold;

/**
 * Diameter of an image's nuclei, px: of some diameters, and of one from Otsu's foreground and a
 * watershed of its distance transform, the one at which the network finds the most, then the median
 * of what it finds.
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

  /** A rough division, before anything is known of the nuclei. */
  private static final SegmentParams ROUGH =
      new SegmentParams(
          1,
          Threshold.otsu(),
          Threshold.otsu(),
          0.75,
          12,
          0,
          SegmentParams.Border.KEEP,
          0,
          0,
          0,
          Division.STANDARD);

  private NucleusDiameter() {}

  /**
   * What a network finds in a piece at a diameter.
   *
   * @param background probabilities of background, row by row
   * @param labels numbers of the nuclei cut out of the maps
   */
  record Found(float[] background, int[] labels) {}

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
    tried[TRIED_PX.length] = within(rough(piece, fallbackPx));
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
        sums[1] += 1 - 2 * found.background()[i];
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

  /** Median by area of the diameters of what a threshold finds. */
  private static double rough(Crop piece, double fallbackPx) {
    float[] stain = first(piece);
    int[] labels = MapCut.of(stain, stain, (int) piece.width(), ROUGH).nuclei();
    double[] sorted = diameters(labels);
    double half = Arrays.stream(sorted).map(d -> d * d).sum() / 2;
    for (double d : sorted) {
      half -= d * d;
      if (half <= 0) {
        return d;
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
    double[] sorted = diameters(labels);
    return sorted.length == 0 ? otherwise : sorted[sorted.length / 2];
  }

  private static double[] diameters(int... labels) {
    Map<Integer, Integer> areas = new HashMap<>();
    for (int label : labels) {
      areas.merge(label, 1, Integer::sum);
    }
    areas.remove(0);
    return areas.values().stream().mapToDouble(NucleusDiameter::diameter).sorted().toArray();
  }
}
