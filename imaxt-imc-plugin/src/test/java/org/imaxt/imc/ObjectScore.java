package org.imaxt.imc;

import java.util.HashMap;
import java.util.Map;

/**
 * How well objects are found: an object is found by one that shares more than half of their union,
 * of which there is at most one.
 *
 * @param found objects of the truth that are found
 * @param truths objects of the truth
 * @param objects objects that were proposed
 */
record ObjectScore(int found, int truths, int objects) {

  static ObjectScore of(int[] truth, int... labels) {
    Map<Integer, Integer> truths = new HashMap<>();
    Map<Integer, Integer> objects = new HashMap<>();
    Map<Long, Integer> both = new HashMap<>();
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] != 0) {
        truths.merge(truth[i], 1, Integer::sum);
      }
      if (labels[i] != 0) {
        objects.merge(labels[i], 1, Integer::sum);
      }
      if (truth[i] != 0 && labels[i] != 0) {
        both.merge((long) truth[i] << 32 | labels[i], 1, Integer::sum);
      }
    }
    int found = 0;
    for (Map.Entry<Long, Integer> pair : both.entrySet()) {
      int shared = pair.getValue();
      int union =
          truths.get((int) (pair.getKey() >> 32)) + objects.get(pair.getKey().intValue()) - shared;
      found += 2 * shared > union ? 1 : 0;
    }
    return new ObjectScore(found, truths.size(), objects.size());
  }

  ObjectScore plus(ObjectScore other) {
    return new ObjectScore(found + other.found, truths + other.truths, objects + other.objects);
  }

  double f1() {
    return 2.0 * found / (truths + objects);
  }
}
