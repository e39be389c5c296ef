package org.imaxt.imc.training;

import org.imaxt.core.algo.augment.Augmentation;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.NetworkShape;
import org.imaxt.imc.nuclei.NucleusModel;

/** What sets the two models apart: size, scale, and how far their images are varied. */
final class Recipe {

  /** Nuclei of 8 px, which are µm; of a thousand pixels three are brighter than 1. */
  private static final ModelInfo.ImageScale IMC = new ModelInfo.ImageScale(1, 4, 1, 99.7);

  /** Nuclei of 20 px; the size of a pixel is any, half a µm where nuclei have 10 µm. */
  private static final ModelInfo.ImageScale FLUORESCENCE =
      new ModelInfo.ImageScale(0.5, 10, 1, 99.8);

  private static final int LEVELS = 3;

  /** Enough for nuclei of 8 px, and as many as two cores have time for. */
  private static final int IMC_FILTERS = 16;

  private static final int FLUORESCENCE_FILTERS = 24;

  private Recipe() {}

  static ModelInfo.ImageScale scale(NucleusModel model) {
    return model == NucleusModel.IMC ? IMC : FLUORESCENCE;
  }

  static NetworkShape shape(NucleusModel model) {
    int filters = model == NucleusModel.IMC ? IMC_FILTERS : FLUORESCENCE_FILTERS;
    return new NetworkShape(model.channels(), model.classes(), LEVELS, filters);
  }

  /** Images of mass cytometry are varied before their ions are counted, so little is left to do. */
  static Augmentation augmentation(NucleusModel model) {
    return model == NucleusModel.IMC
        ? new Augmentation(1, 0, 0.4, 1.6, 0.03, 1.15, 0.03)
        : new Augmentation(1.5, 1.5, 0.8, 1.6, 0.04, 1.25, 0.04);
  }

  /** What is learnt from, for the model's metadata. */
  static String source(TrainNucleiParams params) {
    String labelled =
        "the labelled images of %s less a share of %s (split %s)"
            .formatted(params.nuclei().getName(), params.testShare(), params.split());
    if (params.model() == NucleusModel.FLUORESCENCE) {
      return labelled;
    }
    long first = TrainingImages.firstSeed(params.seed());
    return "regions of phantoms of seeds %s to %s, and %s degraded to them"
        .formatted(first, first + params.regions() - 1, labelled);
  }
}
