package org.imaxt.core.algo.network;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.network.TrainableNetwork;

/** Images that are never learnt from, judged whole and as they are. */
final class ValidationImages {

  /** What no probability is below: a wrong pixel costs 14, not the earth. */
  private static final double LEAST = 1e-6;

  private final List<LabelledImage> images = new ArrayList<>();
  private final List<float[]> wanted = new ArrayList<>();
  private final Targets targets;

  /** Images are cut to whole multiples of the network's size. */
  ValidationImages(List<LabelledImage> all, Targets targets, int multiple) {
    this.targets = targets;
    for (LabelledImage image : all) {
      int edge = Math.min(image.width(), image.height()) / multiple * multiple;
      if (edge > 0) {
        LabelledImage square = image.cut(0, 0, edge);
        images.add(square);
        wanted.add(targets.of(square));
      }
    }
    if (images.isEmpty()) {
      throw new IllegalArgumentException(
          "validation needs at least one image of %s px".formatted(multiple));
    }
  }

  /** Mean loss a pixel, and the Dice coefficient of the pixels of objects. */
  double[] judge(TrainableNetwork network) {
    int classes = targets.classes().size();
    double loss = 0;
    long pixels = 0;
    long shared = 0;
    long both = 0;
    for (int n = 0; n < images.size(); n++) {
      LabelledImage image = images.get(n);
      float[] weights = wanted.get(n);
      float[] found = network.predict(image.image(), image.width(), image.height());
      for (int i = 0; i < image.labels().length; i++) {
        int truth = 0;
        int answer = 0;
        for (int c = 0; c < classes; c++) {
          int at = i * classes + c;
          if (weights[at] > 0) {
            truth = c;
            loss -= weights[at] * Math.log(Math.max(LEAST, found[at]));
          }
          answer = found[at] > found[i * classes + answer] ? c : answer;
        }
        boolean is = truth == targets.object();
        boolean seems = answer == targets.object();
        shared += is && seems ? 1 : 0;
        both += (is ? 1 : 0) + (seems ? 1 : 0);
      }
      pixels += image.labels().length;
    }
    return new double[] {loss / pixels, both == 0 ? 1 : 2.0 * shared / both};
  }
}
