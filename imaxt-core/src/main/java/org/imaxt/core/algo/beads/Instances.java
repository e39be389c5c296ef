package org.imaxt.core.algo.beads;

import static org.imaxt.core.algo.beads.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.image.Components;
import org.imaxt.core.algo.image.DistanceTransform;
import org.imaxt.core.algo.image.Gaussian;
import org.imaxt.core.algo.image.Watershed;
import org.imaxt.core.model.BeadCandidate;

/**
 * Splits a probability map into beads: threshold, distance to the background, watershed from the
 * distance's maxima.
 *
 * <p>Labels count in reading order from 1. A basin may reach anywhere, so a map is split whole.
 * Immutable if the map is.
 *
 * @param map probabilities
 * @param threshold probability from which a pixel belongs to a bead, 0 to 1
 * @param leastRadiusUm radius below which an instance is dropped, µm
 */
public record Instances(ProbabilityMap map, double threshold, double leastRadiusUm)
    implements BeadDetector {

  /** Smoothing of the distances: what it levels out makes no maximum of its own, px. */
  private static final double SMOOTH_PX = 1;

  /** Refuses thresholds and radii out of range. */
  public Instances {
    require(threshold > 0 && threshold < 1, "threshold must lie in (0, 1), got %s", threshold);
    require(leastRadiusUm > 0, "leastRadiusUm must be positive, got %s µm", leastRadiusUm);
  }

  @Override
  public Detection detect(LevelImage image) {
    float[] probability = map.of(image);
    boolean[] object = new boolean[probability.length];
    for (int i = 0; i < object.length; i++) {
      object[i] = image.known()[i] && probability[i] >= threshold;
    }
    int[] labels = split(object, image.width(), image.height());
    return measured(labels, probability, image, leastRadiusUm);
  }

  /**
   * Splits a mask where it is constricted.
   *
   * @param object whether a pixel belongs to an object, row-major
   * @param width columns
   * @param height rows
   * @return labels in reading order from 1, 0 on the background
   */
  public static int[] split(boolean[] object, int width, int height) {
    float[] distance = DistanceTransform.squared(object, width, height);
    for (int i = 0; i < distance.length; i++) {
      distance[i] = (float) -Math.sqrt(Math.min(distance[i], (double) width * height));
    }
    float[] smooth = Gaussian.blur(distance, width, height, SMOOTH_PX);
    int[] markers = minima(smooth, object, width, height);
    int[] labels = Watershed.flood(smooth, markers, object, width, height);
    Components.renumber(labels);
    return labels;
  }

  /** Pixels of the mask that no neighbour lies below, plateaus joined. */
  private static int[] minima(float[] height, boolean[] object, int w, int h) {
    boolean[] low = new boolean[object.length];
    for (int i = 0; i < low.length; i++) {
      int x = i % w;
      boolean lowest = object[i];
      for (int dy = -1; dy <= 1 && lowest; dy++) {
        for (int dx = -1; dx <= 1 && lowest; dx++) {
          int j = i + dy * w + dx;
          boolean there = x + dx >= 0 && x + dx < w && j >= 0 && j < low.length;
          lowest = !there || height[j] >= height[i];
        }
      }
      low[i] = lowest;
    }
    return Components.of(low, w, h, Components.Connectivity.EIGHT);
  }

  /** Centre of mass and radius of an equal disc of each label; small ones are dropped. */
  private static Detection measured(
      int[] labels, float[] probability, LevelImage image, double leastRadiusUm) {
    int n = Arrays.stream(labels).max().orElse(0);
    double[] x = new double[n + 1];
    double[] y = new double[n + 1];
    double[] sum = new double[n + 1];
    int[] area = new int[n + 1];
    for (int i = 0; i < labels.length; i++) {
      x[labels[i]] += i % image.width() + 0.5;
      y[labels[i]] += i / image.width() + 0.5;
      sum[labels[i]] += probability[i];
      area[labels[i]]++;
    }
    double p = image.pixelUm();
    int[] number = new int[n + 1];
    List<BeadCandidate> list = new ArrayList<>();
    for (int l = 1; l <= n; l++) {
      double radius = Math.sqrt(area[l] / Math.PI) * p;
      if (area[l] > 0 && radius >= leastRadiusUm) {
        number[l] = list.size() + 1;
        list.add(
            new BeadCandidate(
                number[l], x[l] / area[l] * p, y[l] / area[l] * p, radius, sum[l] / area[l]));
      }
    }
    int[] kept = new int[labels.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = number[labels[i]];
    }
    return new Detection(kept, list);
  }
}
