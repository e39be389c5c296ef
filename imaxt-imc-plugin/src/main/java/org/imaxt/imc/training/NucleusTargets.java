package org.imaxt.imc.training;

import java.util.List;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.algo.network.ClassTargets;
import org.imaxt.core.algo.network.Targets;
import org.imaxt.imc.nuclei.NucleusModel;

/**
 * What a network of nuclei in mass cytometry should answer: background, nucleus, cytoplasm. A
 * nucleus' pixels beside another nucleus count as cytoplasm, with a greater weight, so that nuclei
 * of 8 px that touch come apart at a threshold; a rim about every nucleus would leave too little of
 * them.
 */
final class NucleusTargets implements Targets {

  private static final int CYTOPLASM = 2;

  /** A few hundredths of an image's pixels are such. */
  private static final float CONTACT_WEIGHT = 3;

  private NucleusTargets() {}

  /** The targets of a model; those of fluorescence are the targets of any round objects. */
  static Targets of(NucleusModel model) {
    return model == NucleusModel.IMC ? new NucleusTargets() : new ClassTargets(model.classes());
  }

  @Override
  public List<String> classes() {
    return NucleusModel.IMC.classes();
  }

  @Override
  public int object() {
    return NucleusModel.NUCLEUS;
  }

  @Override
  public float[] of(LabelledImage pair) {
    int[] labels = pair.labels();
    int classes = classes().size();
    float[] targets = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] > 0 && touches(pair, i)) {
        targets[i * classes + CYTOPLASM] = CONTACT_WEIGHT;
      } else {
        int own = labels[i] > 0 ? NucleusModel.NUCLEUS : labels[i] < 0 ? CYTOPLASM : 0;
        targets[i * classes + own] = 1;
      }
    }
    return targets;
  }

  /** Whether one of the four neighbours is of another nucleus. */
  private static boolean touches(LabelledImage pair, int i) {
    int x = i % pair.width();
    int[] labels = pair.labels();
    int own = labels[i];
    return x > 0 && isOther(labels[i - 1], own)
        || x + 1 < pair.width() && isOther(labels[i + 1], own)
        || i >= pair.width() && isOther(labels[i - pair.width()], own)
        || i + pair.width() < labels.length && isOther(labels[i + pair.width()], own);
  }

  private static boolean isOther(int label, int own) {
    return label > 0 && label != own;
  }
}
