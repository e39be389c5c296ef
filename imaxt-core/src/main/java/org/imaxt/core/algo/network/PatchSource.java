package org.imaxt.core.algo.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.imaxt.core.algo.augment.Augmentation;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.network.TileBatch;

/**
 * Batches of training patches, each a pure function of a seed: two of three patches hold an object,
 * the others come from anywhere.
 */
final class PatchSource {

  private final List<LabelledImage> images;
  private final List<int[]> objects = new ArrayList<>();
  private final Targets targets;
  private final Augmentation augmentation;
  private final int edge;

  PatchSource(List<LabelledImage> images, Targets targets, Augmentation augmentation, int edgePx) {
    this.images = images;
    this.targets = targets;
    this.augmentation = augmentation;
    this.edge = edgePx;
    for (LabelledImage image : images) {
      objects.add(onePixelEach(image));
    }
  }

  /** Index of one pixel of each object, in order of the labels' first appearance. */
  private static int[] onePixelEach(LabelledImage image) {
    Map<Integer, Integer> found = new LinkedHashMap<>();
    for (int i = 0; i < image.labels().length; i++) {
      if (image.labels()[i] != 0) {
        found.putIfAbsent(image.labels()[i], i);
      }
    }
    return found.values().stream().mapToInt(Integer::intValue).toArray();
  }

  TileBatch batch(int tiles, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = edge * edge * images.get(0).channels();
    float[] values = new float[tiles * size];
    float[] weights = new float[tiles * edge * edge * targets.classes().size()];
    for (int t = 0; t < tiles; t++) {
      LabelledImage patch = augmentation.apply(cut(random), random.nextLong());
      System.arraycopy(patch.image(), 0, values, t * size, size);
      float[] wanted = targets.of(patch);
      System.arraycopy(wanted, 0, weights, t * wanted.length, wanted.length);
    }
    return new TileBatch(values, weights, edge, edge, tiles);
  }

  private LabelledImage cut(SplittableRandom random) {
    int number = random.nextInt(images.size());
    LabelledImage image = images.get(number);
    int[] here = objects.get(number);
    int x;
    int y;
    if (here.length > 0 && random.nextInt(3) > 0) {
      int pixel = here[random.nextInt(here.length)];
      x = pixel % image.width() - random.nextInt(edge);
      y = pixel / image.width() - random.nextInt(edge);
    } else {
      x = random.nextInt(Math.max(1, image.width() - edge + 1));
      y = random.nextInt(Math.max(1, image.height() - edge + 1));
    }
    return image.cut(inside(x, image.width()), inside(y, image.height()), edge);
  }

  private int inside(int start, int size) {
    return Math.max(0, Math.min(start, size - edge));
  }
}
