package org.imaxt.imc.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.imglib2.parallel.TaskExecutor;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.imc.nuclei.NucleusModel;

/** Makes what a network learns from. */
final class TrainingImages {

  /** Phantoms of seed 1 are those of 1000 to 1999, and so on. */
  private static final long PHANTOMS_A_SEED = 1000;

  /** One labelled image in so many is degraded for mass cytometry; phantoms are the most. */
  private static final int DEGRADED = 8;

  private final TrainNucleiParams params;
  private final TaskExecutor executor;
  private final ModelInfo.ImageScale scale;

  TrainingImages(TrainNucleiParams params, TaskExecutor executor) {
    this.params = params;
    this.executor = executor;
    scale = Recipe.scale(params.model());
  }

  static long firstSeed(long seed) {
    return PHANTOMS_A_SEED * seed;
  }

  /** Images for the model of the parameters; {@code labelled} none of which is for tests. */
  List<LabelledImage> of(List<LabelledNuclei> labelled) {
    List<LabelledNuclei> with = labelled.stream().filter(n -> n.diameterPx() > 0).toList();
    if (params.model() == NucleusModel.FLUORESCENCE) {
      return with.stream().map(n -> n.scaled(scale, 2 * scale.objectRadiusPx())).toList();
    }
    long first = firstSeed(params.seed());
    List<Long> seeds = LongStream.range(first, first + params.regions()).boxed().toList();
    List<LabelledImage> images = new ArrayList<>();
    images.addAll(executor.forEachApply(seeds, s -> PhantomRegion.draw(s).image(scale, s)));
    ModelInfo.ImageScale fluorescence = Recipe.scale(NucleusModel.FLUORESCENCE);
    for (int i = 0; i < with.size(); i += DEGRADED) {
      images.add(DegradedNuclei.of(with.get(i), fluorescence, scale, first + i));
    }
    return images;
  }
}
