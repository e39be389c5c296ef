package org.imaxt.core.algo.beads;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.image.DifferenceOfGaussians;

/** Images filtered for discs of growing size, and their maxima over place and size. */
final class BlobSpace {
  private static final double SCALE_STEP = Math.sqrt(2);

  private final LevelImage image;

  private final double noise;
  private final double threshold;
  private final List<float[]> levels = new ArrayList<>();
  private final List<Double> radii = new ArrayList<>();

  BlobSpace(float[] values, LevelImage image, double noise, DogDetector d) {
    this.image = image;
    this.noise = noise;
    this.threshold = d.threshold();
    for (double r = d.leastRadiusUm(); r < SCALE_STEP * d.mostRadiusUm(); r *= SCALE_STEP) {
      double px = r / image.pixelUm();
      double sigma = DifferenceOfGaussians.sigmaFor(px);
      radii.add(px);
      levels.add(DifferenceOfGaussians.of(values, image.width(), image.height(), sigma));
    }
  }

  List<Blob> maxima() {
    List<Blob> found = new ArrayList<>();
    for (int l = 0; l < levels.size(); l++) {
      float[] level = levels.get(l);
      double sigma =
          noise * DifferenceOfGaussians.noise(DifferenceOfGaussians.sigmaFor(radii.get(l)));
      for (int y = 1; y < image.height() - 1; y++) {
        for (int x = 1; x < image.width() - 1; x++) {
          int i = y * image.width() + x;
          if (level[i] > threshold * sigma && isMaximum(l, i)) {
            found.add(new Blob(x + 0.5, y + 0.5, radii.get(l), level[i] / sigma));
          }
        }
      }
    }
    return found;
  }

  private boolean isMaximum(int l, int i) {
    float v = levels.get(l)[i];
    for (int m = Math.max(0, l - 1); m <= Math.min(levels.size() - 1, l + 1); m++) {
      float[] level = levels.get(m);
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          int j = i + dy * image.width() + dx;
          boolean before = m < l || m == l && j < i;
          if ((m != l || j != i) && (before ? level[j] >= v : level[j] > v)) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
