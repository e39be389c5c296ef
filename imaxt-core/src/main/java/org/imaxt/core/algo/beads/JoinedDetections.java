package org.imaxt.core.algo.beads;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.model.BeadCandidate;

/** What two detectors found in the same image, each bead once. */
public final class JoinedDetections {

  /** Share of a candidate that another's may cover before it is taken for the same. */
  private static final double SAME = 0.25;

  private JoinedDetections() {}

  /**
   * All that the first detector found, and what the second found where the first did not. Labels of
   * the first stay; those of the second follow in its order, on pixels that are nobody's.
   *
   * @param first candidates and labels
   * @param second candidates and labels of as many pixels
   * @param leastQuality quality from which the second is believed
   * @return both; {@code first} itself where the second adds nothing
   */
  public static Detection of(Detection first, Detection second, double leastQuality) {
    int n = second.candidates().stream().mapToInt(BeadCandidate::label).max().orElse(0);
    int[] area = new int[n + 1];
    int[] covered = new int[n + 1];
    for (int i = 0; i < second.labels().length; i++) {
      int label = second.labels()[i];
      area[label]++;
      covered[label] += first.labels()[i] != 0 ? 1 : 0;
    }
    List<BeadCandidate> all = new ArrayList<>(first.candidates());
    int next = all.stream().mapToInt(BeadCandidate::label).max().orElse(0) + 1;
    int[] number = new int[n + 1];
    for (BeadCandidate c : second.candidates()) {
      int label = c.label();
      if (c.quality() >= leastQuality && covered[label] < SAME * area[label]) {
        number[label] = next;
        all.add(new BeadCandidate(next++, c.xUm(), c.yUm(), c.radiusUm(), c.quality()));
      }
    }
    if (all.size() == first.candidates().size()) {
      return first;
    }
    int[] labels = first.labels().clone();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] == 0 ? number[second.labels()[i]] : labels[i];
    }
    return new Detection(labels, all);
  }
}
